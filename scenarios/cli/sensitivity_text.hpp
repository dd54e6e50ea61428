// A sensitivity analysis on the terminal: for each output its strongest factors.
#pragma once

#include "scenarios/experiments/sensitivity.hpp"

namespace agglomera::cli {

inline constexpr std::size_t strongest_factors = 10;

void print_sensitivity(const scenarios::Sensitivity& experiment,
                       const scenarios::SensitivityResult& result);

// What indices below zero mean; empty where there are none.
std::string words_of_negative(const scenarios::NegativeIndices& negative);

}  // namespace agglomera::cli
