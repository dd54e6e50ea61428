#include "scenarios/experiments/point_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <new>
#include <optional>
#include <stdexcept>

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "output/measures/concentration.hpp"
#include "output/scores/log_error.hpp"
#include "scenarios/experiments/learning.hpp"
#include "scenarios/experiments/paired_worlds.hpp"
#include "scenarios/study/outputs_section.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using models::Model;
using models::World;

// Of one output that is an error: added up over cities and years.
struct ErrorSum {
  double sum = 0.0;
  int count = 0;
};

// A replicate where runs with other levers part.
struct Start {
  Model model;
  World world;
  sim::Draws draws;
  std::vector<ErrorSum> errors;  // by output
  std::array<std::optional<Model>, variant_count> assumed;
  std::array<std::vector<double>, variant_count> without;  // any lever: the outputs, once asked for

  const Model& model_of(Variant variant) {
    if (variant == Variant::as_drawn) return model;
    std::optional<Model>& as = assumed[static_cast<std::size_t>(variant)];
    if (!as) as = as_assumed(model, variant);
    return *as;
  }
};

bool is_of_past(const Factor& factor) {
  return factor.kind == FactorKind::parameter || factor.kind == FactorKind::mechanism;
}

bool same_reach(const sim::Reach& a, const sim::Reach& b) {
  return a.half_life_km == b.half_life_km && a.least_share == b.least_share && a.cities == b.cities;
}

}  // namespace

// What one thread keeps.
class PointTrial::Workplace {
 public:
  Workplace(const Variation& variation, const std::atomic<bool>* stop, bool conditioned)
      : variation_(variation),
        stop_(stop),
        study_(*variation.scenario.study),
        conditioned_(conditioned),
        measures_errors_(
            std::any_of(outputs().all.begin(), outputs().all.end(),
                        [](const Output& one) { return is_error_measure(one.measure); })),
        keeps_(!std::all_of(variation.factors.begin(), variation.factors.end(), is_of_past)) {}

  PointOutputs run(std::span<const double> values) {
    const Setting setting = setting_at(variation_, values);
    take_up(setting);
    const auto replicates = static_cast<std::size_t>(variation_.scenario.members);
    const std::size_t count = outputs().all.size();
    found_.assign(replicates * count, missing);
    PointOutputs outputs;
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
      if (stop_ && stop_->load(std::memory_order_relaxed)) throw Stopped{};
      const std::span<double> found(found_.data() + replicate * count, count);
      try {
        run_replicate(setting, values, static_cast<int>(replicate), found);
      } catch (const std::bad_alloc&) {
        throw;
      } catch (const std::exception& problem) {
        std::fill(found.begin(), found.end(), missing);
        if (outputs.failed++ == 0) outputs.reason = problem.what();
      }
    }
    summarise(replicates, outputs);
    return outputs;
  }

 private:
  const Outputs& outputs() const { return variation_.outputs; }

  // Keeps what the point before has in common with this one.
  void take_up(const Setting& setting) {
    const bool same =
        begun_ && setting.mechanisms == mechanisms_ && setting.parameters == study_.parameters;
    if (same && keeps_) return;
    starts_.clear();
    starts_.resize(keeps_ ? static_cast<std::size_t>(variation_.scenario.members) : 1);
    mechanisms_ = setting.mechanisms;
    study_.parameters = setting.parameters;
    const double discount = models::usual_parameters(study_.parameters).cluster_discount;
    const sim::Reach reach = models::reach_of(study_);
    if (!begun_ || discount != discount_ || !same_reach(reach, reach_))
      distances_ = models::usual_distances(study_);
    discount_ = discount;
    reach_ = reach;
    begun_ = true;
  }

  void run_replicate(const Setting& setting, std::span<const double> values, int replicate,
                     std::span<double> found) {
    std::optional<Start>& start = starts_[keeps_ ? static_cast<std::size_t>(replicate) : 0];
    if (!keeps_ || !start) {
      start.reset();
      start.emplace(start_of(values, replicate));
    }
    pass_years(*start, setting.levers, setting.variant, found);
    if (!outputs().effect) return;
    std::vector<double>& without = start->without[static_cast<std::size_t>(setting.variant)];
    if (without.empty()) {
      std::vector<double> plain(found.size());
      pass_years(*start, {}, setting.variant, plain);
      without = std::move(plain);
    }
    for (std::size_t i = 0; i < found.size(); ++i) found[i] -= without[i];
  }

  Start start_of(std::span<const double> values, int replicate) const {
    const Scenario& scenario = variation_.scenario;
    const sim::Draws draws(scenario.seed, static_cast<std::uint32_t>(replicate));
    const models::Belief belief =
        scenario.posterior && scenario.sample_priors
            ? scenario.posterior->belief(static_cast<std::size_t>(replicate))
            : models::Belief{};
    models::Member member =
        models::draw_member(study_, scenario.last, draws, scenario.sample_priors, belief);
    check(member.parameters, values);
    Model model =
        models::make_model(study_, std::move(member), mechanisms_, scenario.background, distances_);
    World world = models::initial_world(model, draws);
    Start start{std::move(model),
                std::move(world),
                draws,
                std::vector<ErrorSum>(outputs().all.size()),
                {},
                {}};
    if (!conditioned_) return start;
    while (start.world.year < std::min(study_.last, outputs().year)) {
      models::pass_year(start.model, {}, draws, start.world);
      add_errors(start.model, start.world, start.errors);
    }
    if (start.world.year == study_.last) models::condition(start.model, draws, start.world);
    return start;
  }

  // Values that a member can't have: their feedbacks would never die out.
  void check(const models::Parameters& parameters, std::span<const double> values) const {
    const auto table = models::parameter_table();
    bool as_wanted = true;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (const Factor& factor = variation_.factors[i]; factor.kind == FactorKind::parameter)
        as_wanted = as_wanted && parameters.*table[factor.row].value == values[i];
    const double gain = models::feedback_gain(parameters);
    if (as_wanted && gain < 1.0) return;
    throw std::runtime_error(
        fmt::format("the feedbacks never die out (gain {:.4g}, below 1 is expected)", gain));
  }

  void pass_years(Start& start, std::span<const models::Lever> levers, Variant variant,
                  std::span<double> found) {
    const Model& model = start.model_of(variant);
    world_ = start.world;
    errors_ = start.errors;
    while (world_.year < outputs().year) {
      models::pass_year(model, levers, start.draws, world_);
      add_errors(model, world_, errors_);
    }
    measure(model, found);
  }

  void add_errors(const Model& model, const World& world, std::vector<ErrorSum>& errors) const {
    if (!measures_errors_ || world.year > study_.last) return;
    const auto year = static_cast<std::size_t>(world.year - study_.first);
    const auto counts = models::location_quotients(world.census.focal_firms,
                                                   models::firm_shares(model, world, world.year));
    const auto revenues = models::location_quotients(
        world.census.focal_revenue_usd, models::revenue_shares(model, world, world.year));
    for (std::size_t i = 0; i < errors.size(); ++i) {
      const Output& output = outputs().all[i];
      if (!is_error_measure(output.measure)) continue;
      const bool of_counts = output.measure == "log_error_lq_count";
      for (const sim::PlaceIndex city : output.places) {
        const auto& observed =
            (of_counts ? study_.observed.lq_count : study_.observed.lq_revenue)[city];
        const double error =
            output::log_error((of_counts ? counts : revenues)[city], observed[year]);
        if (std::isnan(error)) continue;
        errors[i].sum += error;
        ++errors[i].count;
      }
    }
  }

  // Of the world as it stands.
  void measure(const Model& model, std::span<double> found) {
    const models::Census& census = world_.census;
    outcome_.firms.assign(census.focal_firms.begin(), census.focal_firms.end());
    outcome_.revenue_usd.assign(census.focal_revenue_usd.begin(), census.focal_revenue_usd.end());
    outcome_.firm_share = models::firm_shares(model, world_, world_.year);
    outcome_.revenue_share = models::revenue_shares(model, world_, world_.year);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Output& output = outputs().all[i];
      const std::span<const double> cities(outcome_.firms.data(), study_.cities.size());
      if (is_error_measure(output.measure))
        found[i] = errors_[i].count > 0 ? errors_[i].sum / errors_[i].count : missing;
      else if (output.measure == "hhi")
        found[i] = output::hhi(cities);
      else if (output.measure == "gini")
        found[i] = output::gini(cities);
      else
        found[i] = value_of(outcome_, output.measure, output.places);
    }
  }

  void summarise(std::size_t replicates, PointOutputs& outputs) const {
    const std::size_t count = this->outputs().all.size();
    outputs.mean.assign(count, missing);
    outputs.sd.assign(count, missing);
    for (std::size_t i = 0; i < count; ++i) {
      double sum = 0.0, squares = 0.0;
      std::size_t n = 0;
      for (std::size_t replicate = 0; replicate < replicates; ++replicate)
        if (const double value = found_[replicate * count + i]; !std::isnan(value))
          sum += value, ++n;
      if (n == 0 || 2 * n < replicates) continue;
      const double mean = sum / static_cast<double>(n);
      for (std::size_t replicate = 0; replicate < replicates; ++replicate)
        if (const double value = found_[replicate * count + i]; !std::isnan(value))
          squares += (value - mean) * (value - mean);
      outputs.mean[i] = mean;
      if (n > 1) outputs.sd[i] = std::sqrt(squares / static_cast<double>(n - 1));
    }
  }

  const Variation& variation_;
  const std::atomic<bool>* stop_;
  models::Study study_;  // with the parameters of the point
  bool conditioned_;
  bool measures_errors_;
  bool keeps_;  // starts, for points that share their past
  bool begun_ = false;
  models::Mechanisms mechanisms_;
  double discount_ = 0.0;
  sim::Reach reach_;
  sim::Distances distances_;
  std::vector<std::optional<Start>> starts_;
  // Used again and again.
  World world_;
  std::vector<ErrorSum> errors_;
  Outcome outcome_;
  std::vector<double> found_;  // [replicate][output]
};

PointTrial::PointTrial(const Variation& variation, const std::atomic<bool>* stop)
    : variation_(variation),
      stop_(stop),
      conditioned_(is_conditioned(variation.scenario, {Branch{"", variation.levers}})) {
  for (const Output& output : variation.outputs.all) names_.push_back(output.name());
}

PointTrial::~PointTrial() = default;

PointTrial::Workplace& PointTrial::workplace() const {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Workplace>& mine = workplaces_[std::this_thread::get_id()];
  if (!mine) mine = std::make_unique<Workplace>(variation_, stop_, conditioned_);
  return *mine;
}

PointOutputs PointTrial::operator()(std::span<const double> values) const {
  return workplace().run(values);
}

}  // namespace agglomera::scenarios
