#include "output/measures/location_quotient.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace agglomera::output {

double location_quotient(double focal_here, double focal_world, double all_here, double all_world) {
  const bool defined = focal_world > 0 && all_here > 0 && all_world > 0;  // false for NaN, too
  if (!defined) return std::numeric_limits<double>::quiet_NaN();
  return (focal_here / focal_world) / (all_here / all_world);
}

std::vector<double> location_quotients(std::span<const double> focal, std::span<const double> all) {
  assert(focal.size() == all.size());
  double focal_world = 0;
  double all_world = 0;
  for (std::size_t region = 0; region < focal.size(); ++region) {
    if (std::isnan(focal[region]) || std::isnan(all[region])) continue;
    focal_world += focal[region];
    all_world += all[region];
  }
  std::vector<double> quotients(focal.size());
  for (std::size_t region = 0; region < focal.size(); ++region)
    quotients[region] = location_quotient(focal[region], focal_world, all[region], all_world);
  return quotients;
}

}  // namespace agglomera::output
