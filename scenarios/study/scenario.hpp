// A scenario as the user wrote it, read and checked: which study, which years, how many members,
// which levers, and what it changes in the study.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/belief.hpp"
#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "models/study.hpp"
#include "models/world.hpp"
#include "scenarios/study/source.hpp"
#include "sim/wording.hpp"

namespace agglomera::scenarios {

// What the paper states beside its tables.
struct StatedFact {
  std::string fact;
  std::vector<std::string> cities;
  sim::Year year_from = 0;
  sim::Year year_to = 0;
  std::string relation;  // "=", "~", ">=", "<=", "between 0 and 1"
  double value = 0.0;    // NaN when the relation says it all
  std::string unit;
  std::string note;
  std::string note_zh;
  sim::Wording statement;  // the fact as a sentence; empty where nobody wrote one
};

// What a scenario or an experiment is about, for those who read its results.
struct Headline {
  sim::Wording title;
  sim::Wording question;
};

struct Scenario {
  std::string name;                            // of its file, without the ending
  Headline headline;                           // that of the experiment, in an experiment
  std::shared_ptr<const models::Study> study;  // with the scenario's own parameters and kernel
  std::vector<StatedFact> stated_facts;
  sim::Year first = 0;
  sim::Year last = 0;
  int members = 200;
  std::uint64_t seed = 0;
  models::Mechanisms mechanisms;
  models::Background background = models::Background::shares;
  bool sample_priors = true;  // false: every member has the usual values and differs by luck only
  bool condition = true;      // on the last observed year, when the run goes beyond it
  std::vector<models::Lever> levers;  // in one order
  std::string posterior_file;         // as named from where the user is; empty: none
  std::shared_ptr<const models::Posterior> posterior;  // once attached; else priors alone
  std::vector<InputFile> inputs;      // every text that went in, the scenario's file first
};

}  // namespace agglomera::scenarios
