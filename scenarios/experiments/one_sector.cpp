#include "scenarios/experiments/one_sector.hpp"

#include <fmt/format.h>

#include "sim/errors.hpp"

namespace agglomera::scenarios {

void require_one_sector(const models::Study& study, const std::string& what,
                        const std::string& where) {
  if (study.sectors.empty()) return;
  throw sim::InputError(sim::Complaint{
      where, 0, 0,
      fmt::format(
          "{} needs a study of one sector (this one has {}, which `run` alone can tell apart)",
          what, study.sectors.size()),
      "leave out its table of sectors"});
}

}  // namespace agglomera::scenarios
