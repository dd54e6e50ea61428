#include "scenarios/experiments/shared_worlds.hpp"

#include <fmt/format.h>

#include <vector>

#include "scenarios/experiments/ensemble.hpp"
#include "sim/errors.hpp"
#include "sim/firms.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

std::vector<std::string> hindrances(const Scenario& scenario) {
  const std::size_t blocks =
      sim::blocks_for(scenario.study->totals.focal_firms.front(), scenario.study->places());
  std::vector<std::string> found;
  if (static_cast<std::size_t>(sim::ranks()) > blocks)
    found.push_back(fmt::format("{} ranks are more than the {} block{} of firms of this world{}",
                                sim::ranks(), blocks, blocks == 1 ? "" : "s",
                                blocks == 1 ? " (a world below 131072 firms is one block)" : ""));
  if (!scenario.study->sectors.empty())
    found.push_back(
        fmt::format("{} ranks can't share a world of several sectors (each rank has all of "
                    "them)",
                    sim::ranks()));
  if (is_conditioned(scenario, {{scenario.name, scenario.levers}}))
    found.push_back(fmt::format(
        "{} ranks can't share a world that is conditioned (firms are drawn anew across all blocks)",
        sim::ranks()));
  if (scenario.background == models::Background::agents)
    found.push_back(
        fmt::format("{} ranks can't share a world whose background is agents (these are one block)",
                    sim::ranks()));
  return found;
}

}  // namespace

bool shares_worlds(const Scenario& scenario, const std::string& where) {
  if (scenario.members >= sim::ranks()) return false;
  std::vector<sim::Complaint> complaints;
  for (const std::string& hindrance : hindrances(scenario))
    complaints.push_back({where, 0, 0, hindrance, "use fewer ranks or more members"});
  if (!complaints.empty()) throw sim::InputError(complaints);
  return true;
}

}  // namespace agglomera::scenarios
