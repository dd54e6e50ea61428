#include "scenarios/experiments/ensemble.hpp"

#include <array>
#include <cassert>
#include <limits>
#include <optional>
#include <span>

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/finished_parts.hpp"
#include "scenarios/experiments/member_checkpoints.hpp"
#include "scenarios/experiments/member_work.hpp"
#include "scenarios/experiments/sectors_run.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

using models::Model;
using models::World;

MemberSeries series_of(Ensemble& ensemble, std::size_t branch, int member) {
  const std::size_t from = ensemble.at(member, 0, 0), size = ensemble.at(member + 1, 0, 0) - from;
  Series& series = ensemble.series[branch];
  return {std::span(series.lq_count).subspan(from, size),
          std::span(series.lq_revenue).subspan(from, size),
          std::span(series.firms).subspan(from, size),
          std::span(series.revenue_usd).subspan(from, size)};
}

class MemberRun {
 public:
  MemberRun(const Scenario& scenario, const std::vector<Branch>& branches,
            const sim::Distances& distances, int member, Ensemble& ensemble,
            const Onlooker& onlooker, const Watch& watch, const MemberCheckpoints& checkpoints)
      : scenario_(scenario),
        branches_(branches),
        member_(member),
        ensemble_(ensemble),
        onlooker_(onlooker),
        watch_(watch),
        checkpoints_(checkpoints),
        draws_(scenario.seed, static_cast<std::uint32_t>(member)),
        model_(member_model(scenario, distances, member)) {}

  // False: asked to stop on the way.
  bool run() {
    World world;
    const bool begun = checkpoints_.take_up(member_, state(world));
    if (!begun) {
      world = models::initial_world(model_, draws_);
      record_all(world);
    }
    const bool past_observed = begun && world.year >= scenario_.study->last;
    if (ensemble_.conditioned && !past_observed && !pass_observed_years(world)) return false;
    std::vector<std::vector<double>> siphoned;
    for (std::size_t branch = 0; branch < branches_.size(); ++branch)
      if (!run_branch(branch, branch + 1 < branches_.size() ? world : std::move(world), siphoned))
        return false;
    if (checkpoints_.keeps()) checkpoints_.keep_end(member_, scenario_.last, state(world));
    ensemble_.drawn[static_cast<std::size_t>(member_)] = std::move(model_.member);
    return true;
  }

 private:
  MemberState state(World& world) {
    return {model_.member, world, series_of(ensemble_, 0, member_)};
  }

  bool pass_observed_years(World& world) {
    while (world.year < scenario_.study->last) {
      pass_year(0, {model_, {}, draws_, nullptr}, world);
      record_all(world);
      if (world.year < scenario_.study->last && !end_year(world)) return false;
    }
    models::condition(model_, draws_, world);
    record_all(world);
    return end_year(world);
  }

  bool run_branch(std::size_t branch, World world, std::vector<std::vector<double>>& siphoned) {
    const Branch& with = branches_[branch];
    const Model& model = model_of(with.variant);
    const sim::Draws draws(scenario_.seed + with.luck_shift, static_cast<std::uint32_t>(member_));
    for (std::size_t step = 0; world.year < scenario_.last; ++step) {
      const auto* held = with.hold_siphoning ? &siphoned[step] : nullptr;
      const models::Market market = pass_year(branch, {model, with.levers, draws, held}, world);
      if (branch == 0) siphoned.push_back(market.offers.siphoned);
      record({branch, branch + 1}, model, world);
      if (!end_year(world)) return false;
    }
    if (watch_.together) count_firms(world);
    if (onlooker_.at_end) onlooker_.at_end(member_, branch, model, world);
    return true;
  }

  // Whether to go on. Ranks that share the world agree on it.
  bool end_year(World& world) {
    if (!checkpoints_.keeps() && !watch_.together) return true;
    if (world.year == scenario_.last) return true;
    const bool stop =
        sim::on_any_rank(watch_.stop && watch_.stop->load(std::memory_order_relaxed));
    if (checkpoints_.is_due(world.year - scenario_.first) || (stop && checkpoints_.keeps()))
      checkpoints_.keep(member_, state(world));
    return !stop;
  }

  void count_firms(const World& world) {
    std::vector<std::int64_t> firms(static_cast<std::size_t>(sim::ranks()));
    firms[static_cast<std::size_t>(sim::rank())] = world.firms.count();
    sim::add_up(firms);
    ensemble_.firms_per_rank = std::move(firms);
  }

  struct Year {
    const Model& model;
    std::span<const models::Lever> levers;
    const sim::Draws& draws;
    const std::vector<double>* held_siphoning;
  };

  models::Market pass_year(std::size_t branch, const Year& year, World& world) {
    if (onlooker_.before_year) onlooker_.before_year(member_, branch, year.model, world);
    models::Market market =
        models::pass_year(year.model, year.levers, year.draws, world, year.held_siphoning);
    if (onlooker_.after_year) onlooker_.after_year(member_, branch, market);
    return market;
  }

  // Of the member as it stands when the branches part; made when first asked for.
  const Model& model_of(Variant variant) {
    if (variant == Variant::as_drawn) return model_;
    std::optional<Model>& assumed = assumed_[static_cast<std::size_t>(variant)];
    if (!assumed) assumed = as_assumed(model_, variant);
    return *assumed;
  }

  void record_all(const World& world) { record({0, branches_.size()}, model_, world); }

  struct Branches {
    std::size_t first, end;
  };

  void record(Branches branches, const Model& model, const World& world) {
    const auto year = static_cast<std::size_t>(world.year - scenario_.first);
    const auto counts = models::location_quotients(world.census.focal_firms,
                                                   models::firm_shares(model, world, world.year));
    const auto revenues = models::location_quotients(
        world.census.focal_revenue_usd, models::revenue_shares(model, world, world.year));
    for (std::size_t branch = branches.first; branch < branches.end; ++branch) {
      Series& series = ensemble_.series[branch];
      for (std::size_t place = 0; place < ensemble_.places; ++place) {
        const std::size_t at = ensemble_.at(member_, place, year);
        series.lq_count[at] = counts[place];
        series.lq_revenue[at] = revenues[place];
        series.firms[at] = static_cast<std::int32_t>(world.census.focal_firms[place]);
        series.revenue_usd[at] = static_cast<double>(world.census.focal_revenue_usd[place]);
      }
    }
  }

  const Scenario& scenario_;
  const std::vector<Branch>& branches_;
  int member_;
  Ensemble& ensemble_;
  const Onlooker& onlooker_;
  const Watch& watch_;
  const MemberCheckpoints& checkpoints_;
  sim::Draws draws_;
  Model model_;
  std::array<std::optional<Model>, variant_count> assumed_;
};

void mark_failed(Ensemble& ensemble, int member) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  for (Series& series : ensemble.series)
    for (std::size_t at = ensemble.at(member, 0, 0); at < ensemble.at(member + 1, 0, 0); ++at) {
      series.lq_count[at] = series.lq_revenue[at] = series.revenue_usd[at] = missing;
      series.firms[at] = -1;
    }
}

// What the ensemble holds of one member.
template <typename Passage>
void pass_results(Passage& passage, Ensemble& ensemble, int member) {
  for (std::size_t branch = 0; branch < ensemble.series.size(); ++branch) {
    const MemberSeries series = series_of(ensemble, branch, member);
    passage.numbers(series.lq_count);
    passage.numbers(series.lq_revenue);
    passage.numbers(series.firms);
    passage.numbers(series.revenue_usd);
  }
  const std::size_t all = static_cast<std::size_t>(ensemble.members);
  for (SectorSeries& series : ensemble.sectors) {
    const std::size_t part = series.firms.size() / all, at = static_cast<std::size_t>(member) * part;
    passage.numbers(std::span(series.firms).subspan(at, part));
    passage.numbers(std::span(series.revenue_usd).subspan(at, part));
  }
  pass_member(passage, ensemble.drawn[static_cast<std::size_t>(member)]);
}

Ensemble empty_ensemble(const Scenario& scenario, const std::vector<Branch>& branches) {
  Ensemble ensemble;
  for (const Branch& branch : branches) ensemble.branches.push_back(branch.name);
  ensemble.members = scenario.members;
  ensemble.places = scenario.study->places();
  ensemble.years = static_cast<std::size_t>(scenario.last - scenario.first + 1);
  ensemble.conditioned = is_conditioned(scenario, branches);
  const std::size_t size = ensemble.at(scenario.members, 0, 0);
  for (std::size_t b = 0; b < branches.size(); ++b)
    ensemble.series.push_back({std::vector<double>(size), std::vector<double>(size),
                               std::vector<std::int32_t>(size), std::vector<double>(size)});
  ensemble.drawn.resize(static_cast<std::size_t>(scenario.members));
  if (!scenario.study->sectors.empty()) ensemble.sectors.push_back(empty_sector_series(scenario));
  return ensemble;
}

// Of one branch alone, which nobody has to have seen from its first year.
MemberCheckpoints checkpoints_of(const std::vector<Branch>& branches, const Watch& watch,
                                 const Onlooker& onlooker) {
  const bool plain = branches.size() == 1 && !onlooker.before_year && !onlooker.after_year &&
                     !onlooker.at_end;
  if (!plain || !watch.parts || !watch.parts->keeps()) return {};
  return MemberCheckpoints(*watch.parts, watch.checkpoint_every);
}

}  // namespace

bool is_conditioned(const Scenario& scenario, const std::vector<Branch>& branches) {
  const sim::Year last_observed = scenario.study->last;
  if (!scenario.condition || scenario.last <= last_observed) return false;
  for (const Branch& branch : branches)
    for (const models::Lever& lever : branch.levers)
      if (lever.first <= last_observed) return false;
  return true;
}

models::Model as_assumed(models::Model model, Variant variant) {
  using models::Continuation;
  if (variant == Variant::fixed_demand) model.member.parameters.demand_elasticity = 0.0;
  if (variant == Variant::level_background)
    models::continue_trends(model.member, *model.study, Continuation::level);
  if (variant == Variant::undamped_background)
    models::continue_trends(model.member, *model.study, Continuation::undamped);
  return model;
}

models::Model member_model(const Scenario& scenario, const sim::Distances& distances, int member) {
  const sim::Draws draws(scenario.seed, static_cast<std::uint32_t>(member));
  const models::Belief belief = scenario.posterior
                                    ? scenario.posterior->belief(static_cast<std::size_t>(member))
                                    : models::Belief{};
  return models::make_model(
      *scenario.study,
      models::draw_member(*scenario.study, scenario.last, draws, scenario.sample_priors, belief),
      scenario.mechanisms, scenario.background, distances);
}

Ensemble simulate(const Scenario& scenario, const std::vector<Branch>& branches, const Watch& watch,
                  const Onlooker& onlooker) {
  Ensemble ensemble = empty_ensemble(scenario, branches);
  const sim::Distances distances = models::usual_distances(*scenario.study);
  const MemberCheckpoints checkpoints = checkpoints_of(branches, watch, onlooker);
  MemberWork work;
  const bool tells_sectors = !scenario.study->sectors.empty();
  assert(!tells_sectors || branches.size() == 1);  // require_one_sector stands before the others
  work.run = [&](int member) {
    if (tells_sectors) {
      run_sectors(scenario, branches.front().levers, distances, member, ensemble);
      return true;
    }
    return MemberRun(scenario, branches, distances, member, ensemble, onlooker, watch, checkpoints)
        .run();
  };
  work.forget = [&](const std::vector<int>& members) { checkpoints.forget(members); };
  work.keeps_years = [&] { return checkpoints.any(); };
  work.mark_failed = [&](int member) { mark_failed(ensemble, member); };
  work.pack = [&](int member, sim::Packer& packer) {
    pass_results(packer, ensemble, member);
    if (onlooker.pack) onlooker.pack(member, packer);
  };
  work.unpack = [&](int member, sim::Unpacker& unpacker) {
    pass_results(unpacker, ensemble, member);
    if (onlooker.unpack) onlooker.unpack(member, unpacker);
  };
  PassedMembers passed = pass_members(scenario.members, scenario.seed, watch, work);
  ensemble.failures = std::move(passed.failures);
  ensemble.members_per_rank = std::move(passed.members_per_rank);
  for (SectorSeries& series : ensemble.sectors)
    compare_sectors(series, scenario.study->sectors.size(), ensemble.places, ensemble.years);
  return ensemble;
}

}  // namespace agglomera::scenarios
