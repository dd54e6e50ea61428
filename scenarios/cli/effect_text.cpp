#include "scenarios/cli/effect_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace agglomera::cli {

std::string shown(const scenarios::Effect& effect, int digits, double unit) {
  if (std::isnan(effect.mean)) return "-";
  return fmt::format("{:+.{}f} [{:+.{}f}, {:+.{}f}]", effect.mean / unit, digits, effect.q05 / unit,
                     digits, effect.q95 / unit, digits);
}

}  // namespace agglomera::cli
