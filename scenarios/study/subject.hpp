// A study, or a scenario of one: whichever of them a file is.
#pragma once

#include <string>

#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

struct Subject {
  Scenario scenario;  // of a study: its own years, nothing changed
  bool is_study = false;
};

// Throws sim::InputError with everything that is wrong in the file and those that it names.
Subject read_subject(const std::string& file);

}  // namespace agglomera::scenarios
