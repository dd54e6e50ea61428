#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/told_apart.hpp"
#include "scenarios/experiments/one_sector.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

using Json = nlohmann::ordered_json;  // the unexplained first, also here

// Names of strategies are the user's.
constexpr auto in_utf8 = Json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string scenario;
  std::string out;
  std::vector<std::string> without;
};

std::string id_of(const Scenario& scenario, std::size_t place) {
  const auto& cities = scenario.study->cities;
  return place < cities.size() ? cities[place].id : sim::rest_of_world_id;
}

// With a star where nothing was ever observed.
std::string shown_id(const Scenario& scenario, std::size_t place) {
  const bool assumed = place < scenario.study->cities.size() && !is_observed(*scenario.study, place);
  return id_of(scenario, place) + (assumed ? " *" : "");
}

Json quantiles(const Effect& effect) {
  return {{"mean", effect.mean}, {"q05", effect.q05}, {"q25", effect.q25},
          {"q50", effect.q50},   {"q75", effect.q75}, {"q95", effect.q95}};
}

Json truth(bool known, bool value) { return known ? Json(value) : Json(nullptr); }

Json cities_in_json(const Scenario& scenario, const Explanation& explanation) {
  Json rows = Json::array();
  for (std::size_t m = 0; m < measure_count; ++m)
    for (std::size_t place = 0; place < explanation.places; ++place) {
      const double observed = observed_change(scenario, m, place);
      const Effect simulated = effect_of(explanation.changes(m, place));
      Json parts = Json::array();
      for (std::size_t part = 0; part < part_count; ++part) {
        Json entry = {{"part", explained_parts()[part].name}};
        entry.update(quantiles(effect_of(explanation.contributions(m, part, place))));
        parts.push_back(std::move(entry));
      }
      rows.push_back({{"city", id_of(scenario, place)},
                      {"measure", explained_measures()[m].name},
                      {"unexplained", observed - simulated.q50},
                      {"change_observed", observed},
                      {"change_simulated", quantiles(simulated)},
                      {"parts", std::move(parts)},
                      {"residual", explanation.largest_residual(m, place)}});
    }
  return rows;
}

Json without_in_json(const Scenario& scenario, const Explanation& explanation) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < explanation.without.size(); ++i)
    for (const std::string& measure : counterfactual_measures())
      for (std::size_t place = 0; place < explanation.places; ++place) {
        const StrategyEffect effect = strategy_effect(explanation, i, measure, place);
        Json difference = quantiles(effect.difference);
        difference["p_positive"] = effect.difference.p_positive;
        rows.push_back({{"strategy", explanation.without[i].strategy},
                        {"city", id_of(scenario, place)},
                        {"measure", measure},
                        {"year", explanation.last},
                        {"with", quantiles(effect.with)},
                        {"without", quantiles(effect.without)},
                        {"difference", std::move(difference)}});
      }
  return rows;
}

Json json_of(const Scenario& scenario, const Explanation& explanation) {
  Json summary = Json::array(), pairs = Json::array(), certain = Json::array();
  for (std::size_t m = 0; m < measure_count; ++m) {
    const Unexplained left = unexplained(scenario, explanation, m);
    summary.push_back({{"measure", explained_measures()[m].name},
                       {"cities", left.cities},
                       {"mean_unexplained", left.mean_unexplained},
                       {"mean_observed", left.mean_observed},
                       {"amenity_share", left.amenity_share}});
    for (std::size_t part = 0; part < part_count; ++part)
      certain.push_back({{"measure", explained_measures()[m].name},
                         {"part", explained_parts()[part].name},
                         {"share_excluding_zero",
                          share_excluding_zero(scenario, explanation, m, part)}});
  }
  for (const PartPair& pair : pairs_of_parts(scenario, explanation))
    pairs.push_back({{"measure", explained_measures()[pair.measure].name},
                     {"a", explained_parts()[pair.a].name},
                     {"b", explained_parts()[pair.b].name},
                     {"over_cities", pair.over_cities},
                     {"over_members", pair.over_members},
                     {"told_apart", truth(pair.known(), pair.told_apart())}});
  return {{"first", explanation.first},
          {"last", explanation.last},
          {"members", explanation.members},
          {"unexplained", std::move(summary)},
          {"cities", cities_in_json(scenario, explanation)},
          {"told_apart", std::move(pairs)},
          {"certain", std::move(certain)},
          {"weakly_separable", Json::array({"innovation", "localisation"})},
          {"without", without_in_json(scenario, explanation)}};
}

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:+.2f}", value); }

std::string interval(const Effect& effect) {
  if (std::isnan(effect.q50)) return "-";
  return fmt::format("{:+.2f} [{:+.2f}, {:+.2f}]", effect.q50, effect.q05, effect.q95);
}

void print_unexplained(const Scenario& scenario, const Explanation& explanation) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t m = 0; m < measure_count; ++m) {
    const Unexplained left = unexplained(scenario, explanation, m);
    rows.push_back({std::string(explained_measures()[m].text), fmt::format("{}", left.cities),
                    std::isnan(left.mean_observed) ? "-" : fmt::format("{:.2f}", left.mean_observed),
                    std::isnan(left.mean_unexplained) ? "-"
                                                      : fmt::format("{:.2f}", left.mean_unexplained),
                    percent(left.mean_unexplained / left.mean_observed),
                    percent(left.amenity_share)});
  }
  fmt::print("What the model does not explain, over the cities observed in both years\n\n{}\n",
             table({"", "cities", "observed", "not explained", "of observed", "amenity"}, rows));
  fmt::print("Observed: mean of |change|. Not explained: mean of |observed - median simulated change|.\n"
             "Amenity: how much of all simulated parts is unexplained amenity, fitted and not explained.\n");
}

void print_cities(const Scenario& scenario, const Explanation& explanation, std::size_t m) {
  std::vector<std::string> header = {"", "not explained", "observed", "simulated", "mean"};
  for (const Part& part : explained_parts())
    header.emplace_back(part.name.substr(0, part.name.find('_')));
  std::vector<std::vector<std::string>> rows;
  double residual = 0.0;
  for (std::size_t place = 0; place < explanation.places; ++place) {
    const Effect simulated = effect_of(explanation.changes(m, place));
    const double observed = observed_change(scenario, m, place);
    std::vector<std::string> row = {shown_id(scenario, place),
                                    number(observed - simulated.q50), number(observed),
                                    interval(simulated), number(simulated.mean)};
    for (std::size_t part = 0; part < part_count; ++part) {
      const Effect effect = effect_of(explanation.contributions(m, part, place));
      row.push_back(number(effect.mean) + (effect.q05 > 0.0 || effect.q95 < 0.0 ? "!" : " "));
    }
    rows.push_back(std::move(row));
    residual = std::fmax(residual, explanation.largest_residual(m, place));
  }
  fmt::print("\n{}: change from {} to {}\n\n{}\n", explained_measures()[m].text, explanation.first,
             explanation.last, table(header, rows));
  fmt::print("The parts add up to the change in every member; largest residual {:.1e}.\n", residual);
}

void print_told_apart(const Scenario& scenario, const Explanation& explanation) {
  fmt::print("\nWhich parts can be told apart at all, over the cities observed in the measure\n");
  const auto pairs = pairs_of_parts(scenario, explanation);
  for (std::size_t m = 0; m < measure_count; ++m) {
    fmt::print("\n{}, {} cities\n", explained_measures()[m].text,
               observed_cities(*scenario.study, m).size());
    bool all = true;
    for (const PartPair& pair : pairs) {
      if (pair.measure != m || !pair.known() || pair.told_apart()) continue;
      all = false;
      fmt::print("  not told apart: {} and {} (correlation over cities {}, over members {})\n",
                 explained_parts()[pair.a].name, explained_parts()[pair.b].name,
                 number(pair.over_cities), number(pair.over_members));
    }
    if (all) fmt::print("  no pair is correlated beyond 0.9, over cities or over members\n");
    std::string shares, nowhere;
    for (std::size_t part = 0; part < part_count; ++part) {
      const double share = share_excluding_zero(scenario, explanation, m, part);
      const std::string_view name = explained_parts()[part].name;
      shares += fmt::format("{}{} {}", shares.empty() ? "" : ", ", name, percent(share));
      if (share == 0.0) nowhere += fmt::format("{}{}", nowhere.empty() ? "" : ", ", name);
    }
    fmt::print("  cities whose 90 % interval excludes zero: {}\n", shares);
    if (!nowhere.empty()) fmt::print("  not told from no effect in any city: {}\n", nowhere);
  }
  fmt::print(
      "\nOver a few cities a high correlation may be chance. A low one says that the model separates two "
      "parts, not that\nthe observations do: where nothing was calibrated, members disagree as their priors "
      "do.\n"
      "In any case localisation and the feedback of innovation resources are weakly separable: through both, "
      "firms go\nwhere firms already are (beta_L and beta_R lambda_n/delta), so that other values of the two "
      "give nearly the same\nworld.\n");
}

// The cities of the strategy's countries; the others are in the file.
void print_without(const Scenario& scenario, const Explanation& explanation, std::size_t i) {
  const std::string& name = explanation.without[i].strategy;
  const auto touched = [&](std::size_t city) {
    for (const models::Strategy& strategy : scenario.study->strategies)
      for (const std::string& country : strategy.countries)
        if (strategy.name == name && country == scenario.study->cities[city].country) return true;
    return false;
  };
  fmt::print("\nWith and without \"{}\", {}: medians, and the mean difference [90 % interval]\n", name,
             explanation.last);
  for (const std::string& measure : counterfactual_measures()) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t city = 0; city < scenario.study->cities.size(); ++city) {
      if (!touched(city)) continue;
      const StrategyEffect effect = strategy_effect(explanation, i, measure, city);
      rows.push_back({shown_id(scenario, city), fmt::format("{:.2f}", effect.with.q50),
                      fmt::format("{:.2f}", effect.without.q50),
                      fmt::format("{:+.3f} [{:+.3f}, {:+.3f}]", effect.difference.mean,
                                  effect.difference.q05, effect.difference.q95),
                      fmt::format("{:.2f}", effect.difference.p_positive)});
    }
    const char* title = measure == "firms" ? "Firms"
                                           : measure == "lq_count" ? "LQ of firm counts" : "LQ of revenue";
    fmt::print("\n{}", table({title, "with", "without", "difference", "P(> 0)"}, rows));
  }
}

void print_text(const Scenario& scenario, const Explanation& explanation) {
  fmt::print("What moved the location quotients from {} to {}, {} members on free runs\n\n",
             explanation.first, explanation.last, explanation.members);
  print_unexplained(scenario, explanation);
  for (std::size_t m = 0; m < measure_count; ++m)
    if (!explained_measures()[m].logarithmic) print_cities(scenario, explanation, m);
  fmt::print("\nNot explained: observed minus median simulated change. Simulated: median [90 % interval]. "
             "Parts: means over\nmembers, adding up to the mean; ! where the 90 % interval excludes zero. "
             "Intervals of the parts and the parts\nof ln(LQ + 0.05) are in the file and in --format "
             "json.\n");
  for (std::size_t place = 0; place < scenario.study->cities.size(); ++place)
    if (!is_observed(*scenario.study, place)) {
      fmt::print("* nothing was ever observed there: the numbers rest on assumptions alone.\n");
      break;
    }
  if (explanation.last > scenario.study->last)
    fmt::print("Years after {} rest on continued backgrounds and world totals, and no change up to {} was "
               "observed.\nMembers run free: they are not made to agree with what was observed on the way.\n",
               scenario.study->last, explanation.last);
  print_told_apart(scenario, explanation);
  for (std::size_t i = 0; i < explanation.without.size(); ++i) print_without(scenario, explanation, i);
}

int explain_scenario(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  Source disk;
  Scenario scenario = read_scenario(disk, options.scenario, options.simulation.overrides());
  require_one_sector(*scenario.study, "explain", options.scenario);
  const PosteriorUse use = attach_posterior(scenario, disk);
  if (use.asked) remark(options.common, use.remark);
  check_strategies(*scenario.study, options.without);
  check_output(options.out, {options.scenario}, scenario.inputs, scenario.posterior_file);
  watch.lap("read and checked");
  Progress progress(options.common, "running members under every set of mechanisms");
  const Explanation explanation =
      explain(scenario, options.without,
              {[&](int done, int of) { progress(done, of); }, &stop_on_interrupt()});
  watch.lap("simulated");
  if (!sim::is_first_rank()) return done;
  std::string without;
  for (const std::string& strategy : options.without) without += fmt::format(" --without \"{}\"", strategy);
  output::write_result(
      explain_result(scenario, explanation,
                     provenance_of(fmt::format("agglomera explain {} -o {}{}{}", options.scenario,
                                               options.out, without, options.simulation.text()))),
      options.out);
  watch.lap("written");
  for (const Failure& failure : explanation.failures)
    tell("member {} of seed {} failed and is missing: {}\n", failure.member,
               scenario.seed, failure.reason);
  if (options.common.json)
    fmt::print("{}\n", json_of(scenario, explanation).dump(2, ' ', false, in_utf8));
  else
    print_text(scenario, explanation);
  watch.lap("summarised");
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_explain(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "explain", "to what each city's change of LQ is due, the unexplained first (Shapley values)");
  command->add_option("SCENARIO", options->scenario, "a scenario file, such as baseline.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the result goes (HDF5, netCDF-4)")
      ->required();
  command
      ->add_option("--without", options->without,
                   "a national strategy of the study, by name: the last year with and without it; "
                   "again for another")
      ->type_name("STRATEGY")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return explain_scenario(*options); }; });
}

}  // namespace agglomera::cli
