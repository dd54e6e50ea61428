#include "scenarios/study/derived_experiments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace agglomera::scenarios {
namespace {

constexpr int seed = 1;
constexpr std::size_t most_cities_shown = 5;

// A string of TOML.
std::string quoted(const std::string& words) {
  std::string text = "\"";
  for (const char letter : words)
    if (letter == '"' || letter == '\\')
      text += {'\\', letter};
    else
      text += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? ' ' : letter;
  return text + '"';
}

std::string ids_in_quotes(const PlacedStudy& placed, const std::vector<sim::PlaceIndex>& places) {
  std::vector<std::string> words;
  for (const sim::PlaceIndex place : places) words.push_back(quoted(placed.ids[place]));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string titled(const DerivedStudy& study, const std::string& en, const std::string& zh) {
  return fmt::format("title.en = {}\ntitle.zh = {}\n",
                     quoted(fmt::format("{}: {}", study.industry, en)),
                     quoted(fmt::format("{}：{}", study.industry, zh)));
}

std::string span(sim::Year first, sim::Year last) {
  return fmt::format("{{ first = {}, last = {} }}", first, last);
}

std::string scenario_toml(const PlacedStudy& placed, sim::Year last, const std::string& comment,
                          const std::string& title) {
  return fmt::format(
      "# {}\nformat  = 1\n{}study   = \"study.toml\"\nyears   = {}\nmembers = 200\nseed    = {}\n"
      "posterior = \"posterior.h5\"   # made by `agglomera calibrate`; until then priors serve\n",
      comment, title, span(placed.study.first, last), seed);
}

// Global numbers on which the observations may have something to say.
std::vector<std::string> free_parameters(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::vector<std::string> names;
  if (!study.regions_are_all) {
    names.push_back("rest_of_world_appeal");
    if (study.revenue_usd) names.push_back("rest_of_world_growth");
  }
  names.push_back("taste_localisation");
  if (!placed.links.empty()) names.push_back("taste_siphoning");
  if (placed.has_clusters()) names.push_back("nest_dissimilarity");
  names.insert(names.end(), {"exit_rate", "relocation_rate", "spin_off_share"});
  if (study.revenue_usd) names.push_back("entrant_size");
  return names;
}

std::string free_section(const PlacedStudy& placed) {
  std::vector<std::string> names = free_parameters(placed);
  for (std::string& name : names) name = quoted(name);
  return fmt::format("[free]\nparameters = [{}]\ncities     = [\"amenity\"{}]\n",
                     fmt::join(names, ", "),
                     placed.study.revenue_usd ? ", \"growth_advantage\"" : "");
}

std::string measures(const DerivedStudy& study) {
  if (!study.firms_counted) return "\"lq_revenue\"";
  return study.revenue_usd ? "\"lq_count\", \"lq_revenue\"" : "\"lq_count\"";
}

std::string tables_section(const PlacedStudy& placed) {
  return fmt::format(
      "[tables]\ncities      = \"cities.csv\"\n{}"
      "links       = \"links.csv\"\nobserved    = \"observed.csv\"\nbackground  = "
      "\"background.csv\"\n"
      "totals      = \"totals.csv\"\nassumptions = \"assumptions.csv\"\n",
      placed.has_clusters() ? "clusters    = \"clusters.csv\"\n" : "");
}

}  // namespace

sim::Wording title_of(const DerivedStudy& study) {
  return {fmt::format("{} in {} regions, {}-{}", study.industry, study.regions.size(), study.first,
                      study.last),
          fmt::format("{}：{}个地区，{}—{}年", study.industry, study.regions.size(), study.first,
                      study.last)};
}

std::optional<BacktestYears> backtest_years(const DerivedStudy& study) {
  constexpr int years_to_learn = 3, most_origins = 6, most_horizons = 3;
  const int span = study.last - study.first;
  if (span < 2) return std::nullopt;
  const sim::Year last = study.last - 1;
  const sim::Year first =
      std::max(study.first + std::clamp(span / 2, 1, years_to_learn), last - most_origins + 1);
  return BacktestYears{std::min(first, last), last,
                       std::min<int>(most_horizons, study.last - std::min(first, last))};
}

int calibration_members(const DerivedStudy& study) {
  const double firms = *std::max_element(study.firms.world.begin(), study.firms.world.end());
  return firms <= 20'000 ? 600 : firms <= 200'000 ? 400 : 200;
}

std::string study_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  const sim::Wording title = title_of(study);
  std::string text = fmt::format(
      "# {}. Made by `agglomera init` from {}; README.md says what was taken from\n"
      "# there and what is assumed.\n"
      "format = 1\nname   = {{ en = {}, zh = {} }}\nyears  = {}\nhubs   = [{}]   # the largest "
      "regions\n"
      "kernel = \"exponential\"\n",
      quoted(title.en), quoted(study.source), quoted(title.en), quoted(title.zh),
      span(study.first, study.last), ids_in_quotes(placed, placed.hubs));
  text += study.regions_are_all
              ? "rest_of_world = false   # the regions are all there is: their shares add up to 1\n"
              : "rest_of_world = true    # what the regions leave of the totals\n";
  text += "\n" + tables_section(placed) +
          "\n# Here a study may change a parameter: usual value, prior, or fixed.\n"
          "#   half_life_km = 300                          another usual value\n"
          "#   half_life_km = { usual = 300, sd = 0.3 }    and another prior (on the parameter's "
          "scale)\n"
          "#   half_life_km = { usual = 300, fixed = true }\n[parameters]\n";
  if (study.regions_are_all)
    text +=
        "rest_of_world_appeal = { usual = 0.0, fixed = true }   # there is none\n"
        "rest_of_world_growth = { usual = 0.0, fixed = true }\n";
  return text;
}

std::string baseline_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  return scenario_toml(placed, study.last, "A free run over the observed years.",
                       titled(study, fmt::format("the past, {}-{}", study.first, study.last),
                              fmt::format("历史模拟，{}—{}年", study.first, study.last)));
}

std::string outlook_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  const sim::Year last = study.last + years_ahead;
  return scenario_toml(
      placed, last,
      "The years to come, from the last observed one on. What totals and shares do then is "
      "assumed:\n"
      "# trends fade, totals stay level and grow less certain.",
      titled(study, fmt::format("the years to {}", last), fmt::format("{}年展望", last)));
}

std::string policy_name(const PlacedStudy& placed) {
  return placed.links.empty() ? "talent" : "radiation";
}

std::string policy_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  const sim::Year from = study.last + 1, last = study.last + years_ahead;
  const std::string& largest = study.regions[placed.hubs.front()].name;
  const bool radiates = !placed.links.empty();
  const std::string title =
      radiates ? titled(study, "stronger radiation of " + largest, largest + "增强辐射")
               : titled(study, "talent for " + largest, largest + "引进人才");
  return fmt::format(
      "# {} An example: change region, kind and strength.\n"
      "# `agglomera describe` lists the levers.\n"
      "format  = 1\n{}study   = \"../study.toml\"\nyears   = {}\nmembers = 200\nseed    = {}\n"
      "posterior = \"../posterior.h5\"\n\n"
      "[[lever]]\nkind     = \"{}\"\ncities   = [{}]\nyears    = {}\nramp     = 3\nstrength = {}\n",
      radiates ? "Strengthen what the largest region gives to its neighbours and draws from them."
               : "Draw talent to the largest region.",
      title, span(study.first, last), seed, policy_name(placed),
      quoted(placed.ids[placed.hubs.front()]), span(from, last), radiates ? "0.5" : "0.05");
}

std::string calibrate_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  const std::string out_of = study.source;
  return fmt::format(
      "# What the observed LQs say about the model: a free run from {}, fitted.\n"
      "# agglomera calibrate experiments/calibrate.toml -o posterior.h5   (in the study's folder)\n"
      "format     = 1\n{}experiment = \"calibrate\"\nscenario   = \"../baseline.toml\"\n"
      "members    = {}\nseed       = {}\n\n"
      "# {} is where every member starts.\n[targets]\nmeasures = [{}]\nyears    = {}\n\n{}\n"
      "[method]\nkind         = \"es-mda\"\nsteps        = 8\nlocalisation = \"summaries\"   # a region learns from its own LQs, parameters from means and trends of all\n",
      study.first, titled(study, "what the observations say", "用观测数据校准"),
      calibration_members(study), seed, study.first, measures(study),
      span(study.first + 1, study.last), free_section(placed));
}

std::string backtest_toml(const PlacedStudy& placed, const BacktestYears& years) {
  return fmt::format(
      "# Forecasts made in past years, each fitted to what was known then, tried on what came "
      "after.\n"
      "format     = 1\n{}experiment = \"backtest\"\nscenario   = \"../baseline.toml\"\n"
      "members    = {}\nseed       = {}\norigins    = {}\nhorizons   = {}\nsteps      = 4\n\n{}",
      titled(placed.study, "forecasts tried on the past", "历史回测"),
      std::min(400, calibration_members(placed.study)), seed,
      span(years.first_origin, years.last_origin), span(1, years.last_horizon),
      free_section(placed));
}

std::string sweep_toml(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::vector<sim::PlaceIndex> shown(study.regions.size());
  std::iota(shown.begin(), shown.end(), sim::PlaceIndex{0});
  std::stable_sort(shown.begin(), shown.end(), [&](sim::PlaceIndex a, sim::PlaceIndex b) {
    return study.all_firms.regions[a].back() > study.all_firms.regions[b].back();
  });
  shown.resize(std::min(shown.size(), most_cities_shown));
  return fmt::format(
      "# How much do the firms' pull on each other and the example policy matter? One point for "
      "each pair.\n"
      "format     = 1\n{}experiment = \"sweep\"\nscenario   = \"../policies/{}.toml\"\n"
      "replicates = 20\nseed       = {}\nothers     = \"drawn\"   # each replicate has its own "
      "draw of what is uncertain\n\n"
      "[design]\nkind = \"grid\"\n\n"
      "[outputs]\nmeasures = [\"{}\", \"firms\"]\ncities   = [{}]\nyear     = {}\neffect   = "
      "true\n\n"
      "[[factor]]\nparameter = \"taste_localisation\"\nvalues    = [0.05, 0.1, 0.2, 0.4]\n\n"
      "[[factor]]\nparameter = \"relocation_rate\"\nvalues    = [0.01, 0.02, 0.04]\n",
      titled(study, "two parameters and the example policy", "两个参数与示例政策"),
      policy_name(placed), seed, study.firms_counted ? "lq_count" : "lq_revenue",
      ids_in_quotes(placed, shown), study.last + years_ahead);
}

}  // namespace agglomera::scenarios
