#include "scenarios/experiments/explain.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "output/scores/log_error.hpp"
#include "scenarios/experiments/member_work.hpp"
#include "scenarios/experiments/shapley.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using models::Mechanisms;
using models::Model;
using models::World;

constexpr std::size_t player_count = part_count - 1;
constexpr std::size_t coalitions = std::size_t{1} << player_count;

std::size_t part_of_player(std::size_t player) {
  return player < background_part ? player : player + 1;
}

Mechanisms mechanisms_of(const Mechanisms& scenario, std::size_t coalition) {
  Mechanisms on = scenario;
  for (std::size_t player = 0; player < player_count; ++player)
    if (!(coalition >> player & 1u))
      for (const auto mechanism : explained_parts()[part_of_player(player)].switches)
        on.*mechanism = false;
  return on;
}

// Players that the scenario has switched off altogether: bits of a coalition that mean nothing.
std::size_t idle_players(const Mechanisms& scenario) {
  std::size_t idle = 0;
  for (std::size_t player = 0; player < player_count; ++player) {
    const auto& switches = explained_parts()[part_of_player(player)].switches;
    if (std::none_of(switches.begin(), switches.end(),
                     [&](auto mechanism) { return scenario.*mechanism; }))
      idle |= std::size_t{1} << player;
  }
  return idle;
}

// By place; [0] of counts, [1] of revenue.
using Quotients = std::array<std::vector<double>, 2>;

Quotients quotients_of(const Model& model, const World& world) {
  return {models::location_quotients(world.census.focal_firms,
                                     models::firm_shares(model, world, world.year)),
          models::location_quotients(world.census.focal_revenue_usd,
                                     models::revenue_shares(model, world, world.year))};
}

double on_scale(const ExplainedMeasure& measure, double quotient) {
  return measure.logarithmic ? std::log(quotient + output::log_error_offset) : quotient;
}

class MemberExplanation {
 public:
  MemberExplanation(const Scenario& scenario, const std::vector<models::Study>& without,
                    const sim::Distances& distances, int member, const Watch& watch,
                    Explanation& explanation)
      : scenario_(scenario),
        without_(without),
        member_(member),
        watch_(watch),
        explanation_(explanation),
        draws_(scenario.seed, static_cast<std::uint32_t>(member)),
        model_(member_model(scenario, distances, member)),
        start_(models::initial_world(model_, draws_)) {}

  // False when someone asked to stop on the way.
  bool run() {
    const Quotients first = quotients_of(model_, start_);
    std::vector<Quotients> last(coalitions);
    const std::size_t idle = idle_players(scenario_.mechanisms);
    for (std::size_t coalition = 0; coalition < coalitions; ++coalition) {
      if (watch_.stop && watch_.stop->load(std::memory_order_relaxed)) return false;
      if (coalition & idle) {  // a smaller number, so it has been run
        last[coalition] = last[coalition & ~idle];
        continue;
      }
      model_.mechanisms = mechanisms_of(scenario_.mechanisms, coalition);
      last[coalition] = quotients_of(model_, last_world());
    }
    attribute(first, last);
    compare_worlds();
    explanation_.drawn[static_cast<std::size_t>(member_)] = std::move(model_.member);
    return true;
  }

 private:
  World last_world() const {
    World world = start_;
    while (world.year < scenario_.last) models::pass_year(model_, scenario_.levers, draws_, world);
    return world;
  }

  void attribute(const Quotients& first, const std::vector<Quotients>& last) {
    std::vector<double> worth(coalitions);
    for (std::size_t m = 0; m < measure_count; ++m) {
      const ExplainedMeasure& measure = explained_measures()[m];
      const std::size_t of = measure.of_revenue ? 1 : 0;
      for (std::size_t place = 0; place < explanation_.places; ++place) {
        const double before = on_scale(measure, first[of][place]);
        for (std::size_t coalition = 0; coalition < coalitions; ++coalition)
          worth[coalition] = on_scale(measure, last[coalition][of][place]) - before;
        const std::vector<double> values = shapley_values(worth);
        const auto give = [&](std::size_t part, double value) {
          explanation_.contribution[explanation_.at(m, part, member_, place)] = value;
        };
        double sum = worth.front();
        give(background_part, worth.front());
        for (std::size_t player = 0; player < player_count; ++player) {
          give(part_of_player(player), values[player]);
          sum += values[player];
        }
        const std::size_t at = explanation_.at(m, member_, place);
        explanation_.change[at] = worth.back();
        explanation_.residual[at] = worth.back() - sum;
      }
    }
  }

  // The whole world as the scenario has it, and without each strategy; what a member believes and its
  // luck are the same.
  void compare_worlds() {
    model_.mechanisms = scenario_.mechanisms;
    record(explanation_.with);
    for (std::size_t i = 0; i < without_.size(); ++i) {
      model_.study = &without_[i];
      record(explanation_.without[i].without);
    }
    model_.study = scenario_.study.get();
  }

  void record(LastYear& year) const {
    const World world = last_world();
    const Quotients quotients = quotients_of(model_, world);
    for (std::size_t place = 0; place < explanation_.places; ++place) {
      const std::size_t at = explanation_.at(member_, place);
      year.lq_count[at] = quotients[0][place];
      year.lq_revenue[at] = quotients[1][place];
      year.firms[at] = static_cast<double>(world.census.focal_firms[place]);
    }
  }

  const Scenario& scenario_;
  const std::vector<models::Study>& without_;
  int member_;
  const Watch& watch_;
  Explanation& explanation_;
  sim::Draws draws_;
  Model model_;
  World start_;
};

models::Study study_without(const models::Study& study, const std::string& name) {
  models::Study changed = study;
  for (models::Strategy& strategy : changed.strategies)
    if (strategy.name == name) strategy.effect = 0.0;
  return changed;
}

// Everything told of one member, a row of places at a time.
template <typename Visit>
void visit_results(Explanation& explanation, int member, Visit visit) {
  const auto blocks = [&](std::vector<double>& values, std::size_t count) {
    for (std::size_t block = 0; block < count; ++block)
      visit(std::span(values).subspan(explanation.at(block, member, 0), explanation.places));
  };
  blocks(explanation.change, measure_count);
  blocks(explanation.residual, measure_count);
  blocks(explanation.contribution, measure_count * part_count);
  std::vector<LastYear*> worlds = {&explanation.with};
  for (Counterfactual& counterfactual : explanation.without)
    worlds.push_back(&counterfactual.without);
  for (LastYear* world : worlds)
    for (auto* values : {&world->lq_count, &world->lq_revenue, &world->firms}) blocks(*values, 1);
}

// What a failed member left half done.
void mark_failed(Explanation& explanation, int member) {
  visit_results(explanation, member,
                [](std::span<double> row) { std::fill(row.begin(), row.end(), missing); });
}

template <typename Passage>
void pass_results(Passage& passage, Explanation& explanation, int member) {
  visit_results(explanation, member, [&](std::span<double> row) { passage.numbers(row); });
  pass_member(passage, explanation.drawn[static_cast<std::size_t>(member)]);
}

Explanation empty_explanation(const Scenario& scenario, const std::vector<std::string>& without) {
  Explanation explanation;
  explanation.first = scenario.first;
  explanation.last = scenario.last;
  explanation.members = scenario.members;
  explanation.places = scenario.study->places();
  const std::size_t one = explanation.at(scenario.members, 0);
  explanation.change.assign(measure_count * one, missing);
  explanation.contribution.assign(measure_count * part_count * one, missing);
  explanation.residual.assign(measure_count * one, missing);
  const std::vector<double> none(one, missing);
  explanation.with = {none, none, none};
  for (const std::string& strategy : without)
    explanation.without.push_back({strategy, {none, none, none}});
  explanation.drawn.resize(static_cast<std::size_t>(scenario.members));
  return explanation;
}

}  // namespace

Explanation explain(const Scenario& scenario, const std::vector<std::string>& without,
                    const Watch& watch) {
  check_strategies(*scenario.study, without);
  Explanation explanation = empty_explanation(scenario, without);
  std::vector<models::Study> studies;
  for (const std::string& strategy : without)
    studies.push_back(study_without(*scenario.study, strategy));
  const sim::Distances distances = models::usual_distances(*scenario.study);
  MemberWork work;
  work.run = [&](int member) {
    return MemberExplanation(scenario, studies, distances, member, watch, explanation).run();
  };
  work.mark_failed = [&](int member) { mark_failed(explanation, member); };
  work.pack = [&](int member, sim::Packer& packer) { pass_results(packer, explanation, member); };
  work.unpack = [&](int member, sim::Unpacker& unpacker) {
    pass_results(unpacker, explanation, member);
  };
  explanation.failures = pass_members(scenario.members, scenario.seed, watch, work).failures;
  return explanation;
}

}  // namespace agglomera::scenarios
