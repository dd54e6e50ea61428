#include <omp.h>

#include <bit>
#include <chrono>
#include <cmath>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/bench.hpp"
#include "sim/ranks.hpp"

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
Binomials expected_exits(const models::Model& model, const sim::Firms& firms,
                         const models::Market& market) {
  double expected = 0.0, variance = 0.0;
#pragma omp parallel for schedule(dynamic) reduction(+ : expected, variance)
  for (std::size_t b = 0; b < firms.blocks.size(); ++b)
    for (std::size_t p = 0; p < firms.blocks[b].places(); ++p) {
      const models::FirmTerms& terms = market.firms[p];
      for (const sim::LogRevenue size : firms.blocks[b].log_revenues(static_cast<sim::PlaceIndex>(p))) {
        const double hazard =
            0x1p-31 * models::FirmExit::hazard(size < terms.usual ? terms.small_exit : terms.exit,
                                               model.exit.size(size));
        expected += hazard;
        variance += hazard * (1.0 - hazard);
      }
    }
  double all_expected = 0.0, all_variance = 0.0;
  const Binomials here{expected, variance};
  for (const sim::Bytes& one : sim::gather_everywhere(sim::bytes_of(std::span(&here, 1)))) {
    const Binomials there = sim::records_of<Binomials>(one).front();
    all_expected += there.expected;
    all_variance += there.variance;
  }
  return {all_expected, all_variance};
}

Binomials alike(std::int64_t chances, double rate) {
  const auto n = static_cast<double>(chances);
  return {n * rate, n * rate * (1.0 - rate)};
}

// A firm that leaves gets no offer, and one that gets an offer considers no other city.
void look_at_rates(const models::Model& model, std::int64_t alive, const Binomials& exits,
                   const models::Tally& tally, Passage& passage) {
  const models::Parameters& p = model.parameters();
  const std::int64_t stayed = alive - tally.exits, undisturbed = stayed - tally.offers;
  const double offered = model.mechanisms.acquisition ? p.acquisition_rate : 0.0;
  passage.exit = rate_of(alive, exits, tally.exits);
  passage.offer = rate_of(stayed, alike(stayed, offered), tally.offers);
  passage.consideration =
      rate_of(undisturbed, alike(undisturbed, p.relocation_rate), tally.considered);
}

// The hash is a sum over firms, wherever they are.
std::uint64_t hash_of_all_ranks(const sim::Firms& firms) {
  auto hash = std::bit_cast<std::int64_t>(sim::state_hash(firms));
  sim::add_up({&hash, 1});
  return std::bit_cast<std::uint64_t>(hash);
}

}  // namespace

Events& Events::operator+=(const models::Tally& tally) {
  exits += tally.exits;
  entries += tally.entries;
  moves += tally.moves;
  acquisitions += tally.acquisitions;
  choices += tally.choices;
  return *this;
}

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
  while (world.year < last) {
    if (sim::on_any_rank(watch.stop && *watch.stop)) throw BenchInterrupted();
    const std::int64_t alive = world.census.total_focal_firms();
    const auto opening = Clock::now();
    const models::Market market = models::open_market(model, world, {}, world.year + 1, draws);
    passage.market_seconds += seconds_since(opening);
    const bool checked = market.year == last;
    const Binomials exits = checked ? expected_exits(model, world.firms, market) : Binomials{};

    const auto stepping = Clock::now();
    models::Decisions decisions =
        models::decide(model, world, market, draws, std::move(world.memory));
    const models::Tally tally = models::commit(decisions, model, market, draws, world);
    world.memory = std::move(decisions);
    models::location_quotients(world.census.focal_firms, firm_shares(model, world, world.year));
    passage.seconds += seconds_since(stepping);

    passage.firm_steps += alive;
    passage.events += tally;
    if (checked) look_at_rates(model, alive, exits, tally, passage);
    if (watch.progress) watch.progress(world.year - study.first, static_cast<int>(asked.years));
  }
  passage.firms_at_end = world.census.total_focal_firms();
  passage.firms_here = world.firms.count();
  passage.state_hash = hash_of_all_ranks(world.firms);
  return passage;
}

}  // namespace agglomera::scenarios
