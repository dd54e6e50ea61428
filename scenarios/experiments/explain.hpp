// `explain`: to what each city's change of LQ from the first to the last year of a run is due.
//
// The players are mechanisms; the worth of a coalition is the change that a member simulates with only
// its mechanisms on, every coalition on the same draws. With n = 6 players the 64 coalitions are run
// and the Shapley values are exact. What changes with all of them off is the background's doing and
// inertia, so that in every member
//
//   change = background + Σ parts + residual,   the residual being that of rounding.
//
// Mechanisms that are no players (entry, exit, growth, relocation, acquisition, spin-offs) stay as the
// scenario has them, and so do its levers. Members run free: conditioning on a later year would give
// the observations the credit.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/effects.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

// What a change is divided into; in the order in which it is told, the unexplained first.
struct Part {
  std::string_view name;
  std::string_view text;
  std::string_view text_zh;
  std::string_view short_name;  // for the axis of a chart
  std::string_view short_name_zh;
  std::vector<bool models::Mechanisms::*> switches;  // on together; none: what is always there
};

inline constexpr std::size_t part_count = 7;
const std::array<Part, part_count>& explained_parts();
inline constexpr std::size_t amenity_part = 0, background_part = 1;

// lq_count and lq_revenue themselves, and ln(LQ + 0.05) of both.
struct ExplainedMeasure {
  std::string_view name;
  std::string_view text;
  bool of_revenue;
  bool logarithmic;
};

inline constexpr std::size_t measure_count = 4;
const std::array<ExplainedMeasure, measure_count>& explained_measures();

// The last year, by [member][place]; NaN in a failed member.
struct LastYear {
  std::vector<double> lq_count;
  std::vector<double> lq_revenue;
  std::vector<double> firms;
};

// The same members in a world where a strategy never took effect.
struct Counterfactual {
  std::string strategy;
  LastYear without;
};

struct Explanation {
  sim::Year first = 0;
  sim::Year last = 0;
  int members = 0;
  std::size_t places = 0;
  std::vector<double> change;        // [measure][member][place]
  std::vector<double> contribution;  // [measure][part][member][place]
  std::vector<double> residual;      // [measure][member][place]
  LastYear with;                     // everything as the scenario has it
  std::vector<Counterfactual> without;
  std::vector<models::Member> drawn;  // what each member believed
  std::vector<Failure> failures;      // NaN everywhere else

  std::size_t at(int member, std::size_t place) const {
    return static_cast<std::size_t>(member) * places + place;
  }
  std::size_t at(std::size_t measure, int member, std::size_t place) const {
    return at(static_cast<int>(measure) * members + member, place);
  }
  std::size_t at(std::size_t measure, std::size_t part, int member, std::size_t place) const {
    return at(measure * part_count + part, member, place);
  }

  // Over members, failed ones as NaN.
  std::vector<double> changes(std::size_t measure, std::size_t place) const;
  std::vector<double> contributions(std::size_t measure, std::size_t part, std::size_t place) const;
  double largest_residual(std::size_t measure, std::size_t place) const;  // in absolute value
};

// `without` names strategies of the study; each is switched off in a world of its own (all of that
// name, if several have it). Throws sim::InputError when the study has none of that name or it is
// named twice, Interrupted, and std::runtime_error when fewer than half of the members survive.
Explanation explain(const Scenario& scenario, const std::vector<std::string>& without,
                    const Watch& watch = {});
void check_strategies(const models::Study& study, const std::vector<std::string>& without);

// From the first to the last year of the run; NaN unless both were observed.
double observed_change(const Scenario& scenario, std::size_t measure, std::size_t place);

// How much of the observed changes the simulated ones (medians) leave unexplained, over the cities
// observed in both years; and the part of unexplained amenity in what is simulated, Σ|mean amenity|
// over Σ|mean of any part|. NaN where nothing was observed or nothing moves.
struct Unexplained {
  std::size_t cities = 0;
  double mean_observed = 0.0;     // of |change|
  double mean_unexplained = 0.0;  // of |observed − median simulated|
  double amenity_share = 0.0;
};
Unexplained unexplained(const Scenario& scenario, const Explanation& explanation,
                        std::size_t measure);

// What a strategy did to a measure ("lq_count", "lq_revenue", "firms") by the last year: with − without.
inline const std::vector<std::string>& counterfactual_measures() {
  static const std::vector<std::string> measures = {"lq_count", "lq_revenue", "firms"};
  return measures;
}
struct StrategyEffect {
  Effect with, without, difference;
};
StrategyEffect strategy_effect(const Explanation& explanation, std::size_t counterfactual,
                               const std::string& measure, std::size_t place);

output::ResultFile explain_result(const Scenario& scenario, const Explanation& explanation,
                                  const Provenance& provenance);

}  // namespace agglomera::scenarios
