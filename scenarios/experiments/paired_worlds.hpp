// Worlds that wait at the last observed year and can be continued under any levers: every member has
// passed through the observed years and, where the scenario says so, is conditioned on the last one.
// What a lever changes is the difference of two continuations of one member, for they share its
// uncertain values, its luck and its past. The same as `policy` sees (ensemble.hpp), for the last year
// only, without passing through the observed years again for every mix of levers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/experiments/ensemble.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {

// The last year of one continuation, by place; the rest of the world is the last place.
struct Outcome {
  std::vector<double> firms;
  std::vector<double> revenue_usd;
  std::vector<double> firm_share;     // of all listed firms: b_c
  std::vector<double> revenue_share;  // r_c
};

// firms or revenue of the places together, or their LQ as one place (lq_count, lq_revenue); NaN where
// the LQ has no denominator.
double value_of(const Outcome& outcome, const std::string& measure,
                std::span<const sim::PlaceIndex> places);

class PairedWorlds {
 public:
  // Members first_member, first_member + 1, … of the scenario: they take draws of the posterior in
  // turn, so members of other numbers believe other draws. The scenario must go beyond the last
  // observed year. Throws Interrupted, and std::runtime_error when fewer than half of the members
  // survive.
  PairedWorlds(const Scenario& scenario, int first_member = 0, const Watch& watch = {});

  int members() const { return static_cast<int>(starts_.size()); }
  // The rank where the worlds of a member wait.
  int rank_of(int member) const { return member % sim::ranks(); }
  // Members that never came to the last observed year: they stay missing.
  const std::vector<Failure>& failures() const { return failures_; }

  // Throws std::invalid_argument where a lever begins within the observed years: there the worlds have
  // their past already, and members were made to agree with what was observed without it.
  void check(std::span<const models::Lever> levers) const;

  // The last year of a member of this rank under levers in any order; nothing where the member failed, now
  // or before. A pure function, asked by several threads at once. Levers must have been checked.
  std::optional<Outcome> outcome(std::vector<models::Lever> levers, int member) const;

 private:
  struct Start {
    models::Model model;
    models::World world;
    sim::Draws draws;
  };
  void learn_failures();
  Start start_of(const Scenario& scenario, const sim::Distances& distances, int member) const;

  std::shared_ptr<const models::Study> study_;
  sim::Year last_;
  std::vector<std::optional<Start>> starts_;  // by member; of this rank
  std::vector<Failure> failures_;
};

}  // namespace agglomera::scenarios
