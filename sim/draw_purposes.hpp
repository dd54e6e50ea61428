// What random numbers are for, in words: one sentence for each purpose of a draw (sim/draws.hpp).
#pragma once

#include <span>
#include <string_view>

#include "sim/draws.hpp"

namespace agglomera::sim {

struct DrawPurpose {
  Purpose purpose;
  std::string_view name;
  std::string_view text;
};

std::span<const DrawPurpose> draw_purposes();

}  // namespace agglomera::sim
