#include "scenarios/experiments/paired_worlds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"

namespace agglomera::scenarios {

double value_of(const Outcome& outcome, const std::string& measure,
                std::span<const sim::PlaceIndex> places) {
  const bool counts = measure == "firms" || measure == "lq_count";
  const std::vector<double>& values = counts ? outcome.firms : outcome.revenue_usd;
  double sum = 0.0;
  for (const sim::PlaceIndex place : places) sum += values[place];
  if (measure == "firms" || measure == "revenue") return sum;
  double world = 0.0, share = 0.0;
  for (const double value : values) world += value;
  for (const sim::PlaceIndex place : places)
    share += (counts ? outcome.firm_share : outcome.revenue_share)[place];
  return sum / world / share;
}

PairedWorlds::PairedWorlds(const Scenario& scenario, int first_member, const Watch& watch)
    : study_(scenario.study),
      last_(scenario.last),
      starts_(static_cast<std::size_t>(scenario.members)) {
  assert(last_ > study_->last);
  const sim::Distances distances = models::usual_distances(*study_);
  const int rank = sim::rank(), ranks = sim::ranks();
  std::int64_t done = 0;
  {
    const sim::Apart apart;
#pragma omp parallel for schedule(dynamic)
    for (int member = rank; member < scenario.members; member += ranks) {
      if (watch.stop && watch.stop->load(std::memory_order_relaxed)) continue;
      const int number = first_member + member;
      std::string reason;
      try {
        starts_[static_cast<std::size_t>(member)] = start_of(scenario, distances, number);
      } catch (const std::exception& problem) {
        reason = problem.what();
      }
#pragma omp critical
      {
        if (!reason.empty()) failures_.push_back({number, reason});
        ++done;
        if (watch.progress)
          watch.progress(std::min(static_cast<int>(done) * ranks, scenario.members),
                         scenario.members);
      }
    }
  }
  sim::add_up({&done, 1});
  if (done < scenario.members) throw Interrupted{static_cast<int>(done), scenario.members};
  learn_failures();
  std::sort(failures_.begin(), failures_.end(),
            [](const Failure& a, const Failure& b) { return a.member < b.member; });
  if (2 * failures_.size() > starts_.size())
    throw std::runtime_error(fmt::format(
        "{} of {} members failed; the first, member {} of seed {}: {}", failures_.size(),
        starts_.size(), failures_.front().member, scenario.seed, failures_.front().reason));
}

// Of all ranks.
void PairedWorlds::learn_failures() {
  sim::Packer packer;
  for (const Failure& failure : failures_) packer(failure.member, failure.reason);
  failures_.clear();
  for (const sim::Bytes& bytes : sim::gather_everywhere(packer.take()))
    for (sim::Unpacker unpacker(bytes); !unpacker.at_end();) {
      Failure failure;
      unpacker(failure.member, failure.reason);
      failures_.push_back(std::move(failure));
    }
}

PairedWorlds::Start PairedWorlds::start_of(const Scenario& scenario,
                                           const sim::Distances& distances, int member) const {
  const sim::Draws draws(scenario.seed, static_cast<std::uint32_t>(member));
  models::Model model = member_model(scenario, distances, member);
  models::World world = models::initial_world(model, draws);
  while (world.year < study_->last) models::pass_year(model, {}, draws, world);
  if (scenario.condition) models::condition(model, draws, world);
  return {std::move(model), std::move(world), draws};
}

void PairedWorlds::check(std::span<const models::Lever> levers) const {
  for (const models::Lever& lever : levers)
    if (lever.first <= study_->last)
      throw std::invalid_argument(fmt::format(
          "the lever \"{}\" begins in {}, within the observed years: the worlds wait at "
          "the end of {} and have their past already",
          lever.kind, lever.first, study_->last));
}

std::optional<Outcome> PairedWorlds::outcome(std::vector<models::Lever> levers, int member) const {
  const std::optional<Start>& start = starts_[static_cast<std::size_t>(member)];
  if (!start) return std::nullopt;
  try {
    const std::vector<models::Lever> ordered = models::in_one_order(std::move(levers));
    models::World world = start->world;
    while (world.year < last_) models::pass_year(start->model, ordered, start->draws, world);
    return Outcome{{world.census.focal_firms.begin(), world.census.focal_firms.end()},
                   {world.census.focal_revenue_usd.begin(), world.census.focal_revenue_usd.end()},
                   models::firm_shares(start->model, world, last_),
                   models::revenue_shares(start->model, world, last_)};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace agglomera::scenarios
