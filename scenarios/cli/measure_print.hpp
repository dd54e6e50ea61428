// What `measure` prints: tables with the convention above each, or one JSON document, written as it is made
// so that ten million rows need no second copy.
#pragma once

#include <cstddef>

#include "scenarios/experiments/measure.hpp"

namespace agglomera::cli {

// At most `rows` of each table; 0: all.
void print_measured_text(const scenarios::ActivityTable& table,
                         const scenarios::MeasureRequest& request,
                         const scenarios::Measured& measured, std::size_t rows);
void print_measured_json(const scenarios::ActivityTable& table,
                         const scenarios::MeasureRequest& request,
                         const scenarios::Measured& measured);

}  // namespace agglomera::cli
