// What one member says of the observed years: running freely from the first year, or one year ahead,
// made to agree with what was observed at the end of every year before the next is tried. Beyond the
// study's last year both run freely: a forecast.
#pragma once

#include <vector>

#include "models/world.hpp"

namespace agglomera::scenarios {

enum class Course { free, one_year_ahead };

// What a member is made of beside its luck.
struct Forward {
  const models::Study* study;
  models::Mechanisms mechanisms;
  models::Background background = models::Background::shares;
  const sim::Distances* distances;
  Course course = Course::free;
  sim::Year last = 0;           // of the run
  bool sample_others = true;    // what the belief does not name: drawn from its prior, or usual
};

// [year from the study's first][place]; of the first year the world as settled.
struct Told {
  std::vector<std::vector<double>> lq_count;
  std::vector<std::vector<double>> lq_revenue;
  std::vector<std::vector<double>> revenue_usd;
};

Told tell(const Forward& forward, const models::Belief& belief, const sim::Draws& draws);

}  // namespace agglomera::scenarios
