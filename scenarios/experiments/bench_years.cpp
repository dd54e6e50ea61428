#include <omp.h>

#include <chrono>
#include <cmath>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/bench.hpp"

namespace agglomera::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Binomials {  // independent chances, not all alike
  double expected = 0.0, variance = 0.0;
};

Rate rate_of(std::int64_t chances, const Binomials& asked, std::int64_t seen) {
  const auto n = static_cast<double>(chances);
  return {chances, asked.expected / n, static_cast<double>(seen) / n, std::sqrt(asked.variance) / n};
}

// What the hazards of all firms add up to; apart from the kernel, firm by firm.
Binomials expected_exits(const models::Model& model, const models::World& world,
                         const models::Market& market) {
  const sim::Firms& firms = world.firms;
  double expected = 0.0, variance = 0.0;
#pragma omp parallel for schedule(static) reduction(+ : expected, variance)
  for (std::size_t slot = 0; slot < firms.slots(); ++slot) {
    const sim::PlaceIndex place = firms.place[slot];
    if (place == sim::no_place) continue;
    const double hazard =
        model.exit(market.exit_multiple[place],
                   firms.log_revenue[slot].log_usd() - market.usual_log_revenue[place]);
    expected += hazard;
    variance += hazard * (1.0 - hazard);
  }
  return {expected, variance};
}

Binomials alike(std::int64_t chances, double rate) {
  const auto n = static_cast<double>(chances);
  return {n * rate, n * rate * (1.0 - rate)};
}

}  // namespace

Passage pass_years(const BenchWorld& asked, const BenchWatch& watch) {
  omp_set_num_threads(asked.threads);
  const auto start = Clock::now();
  const models::Study study = study_of(asked.workload, asked.firms, asked.cities, asked.years + 1,
                                        asked.seed);
  const sim::Draws draws(asked.seed, 0);
  const auto last = static_cast<sim::Year>(study.first + asked.years);
  models::Model model =
      models::make_model(study, models::draw_member(study, last, draws, false),
                         mechanisms_of(asked.workload), models::Background::shares,
                         models::usual_distances(study));
  models::World world = models::initial_world(model, draws);
  Passage passage{};
  passage.setup_seconds = seconds_since(start);
  passage.firms_at_start = world.census.total_focal_firms();
  Events& events = passage.events;
  while (world.year < last) {
    if (watch.stop && *watch.stop) throw BenchInterrupted();
    const std::int64_t alive = world.census.total_focal_firms();
    const auto opening = Clock::now();
    const models::Market market = models::open_market(model, world, {}, world.year + 1, draws);
    passage.market_seconds += seconds_since(opening);
    const bool checked = market.year == last;
    const Binomials exits = checked ? expected_exits(model, world, market) : Binomials{};

    const auto stepping = Clock::now();
    const models::Decisions decisions = models::decide(model, world, market, draws);
    const std::size_t bought = models::commit(decisions, model, market, draws, world);
    models::location_quotients(world.census.focal_firms, firm_shares(model, world, world.year));
    passage.seconds += seconds_since(stepping);

    passage.firm_steps += alive;
    const auto left = static_cast<std::int64_t>(decisions.exits.size());
    events.exits += left;
    events.entries += static_cast<std::int64_t>(decisions.entrants.size());
    events.moves += static_cast<std::int64_t>(decisions.moves.size());
    events.acquisitions += static_cast<std::int64_t>(bought);
    if (checked) {
      const auto offers = static_cast<std::int64_t>(decisions.purchases.size());
      const double offer_rate =
          model.mechanisms.acquisition ? model.parameters().acquisition_rate : 0.0;
      passage.exit = rate_of(alive, exits, left);
      passage.offer = rate_of(alive - left, alike(alive - left, offer_rate), offers);
    }
    if (watch.progress) watch.progress(world.year - study.first, static_cast<int>(asked.years));
  }
  passage.firms_at_end = world.census.total_focal_firms();
  passage.state_hash = sim::state_hash(world.firms);
  return passage;
}

}  // namespace agglomera::scenarios
