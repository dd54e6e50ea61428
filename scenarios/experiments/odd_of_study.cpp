// The part of an ODD document that a study or scenario fills.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/kernels.hpp"
#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "scenarios/experiments/lever_words.hpp"
#include "scenarios/experiments/markdown.hpp"
#include "scenarios/experiments/odd.hpp"
#include "scenarios/study/table_summary.hpp"

namespace agglomera::scenarios {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string regime_name(models::Regime regime) {
  switch (regime) {
    case models::Regime::market:
      return "market-led";
    case models::Regime::coordinated:
      return "coordinated";
    case models::Regime::mixed:
      return "mixed";
  }
  return "";
}

std::string both(const std::string& en, const std::string& zh) {
  return plain(en) + (zh.empty() ? "" : " " + plain(zh));
}

std::size_t count(const std::vector<double>& values) {
  return static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](double value) { return !std::isnan(value); }));
}

// "all", or those of the city's unmeasured quantities that rest on no data.
std::string assumed_of(const models::Study& study, std::size_t city) {
  std::vector<std::string> assumed;
  const auto look = [&](const char* name, bool anchored) {
    if (!anchored) assumed.emplace_back(name);
  };
  look("firm_share", study.firm_share[city].derived);
  look("revenue_share", study.revenue_share[city].derived);
  look("endowment", study.latents.endowment[city].anchored);
  look("technology", study.latents.technology[city].anchored);
  look("culture", study.latents.culture[city].anchored);
  look("amenity", study.latents.amenity[city].anchored);
  look("growth_advantage", study.latents.growth_advantage[city].anchored);
  return assumed.empty() ? "nothing" : fmt::format("{}", fmt::join(assumed, ", "));
}

std::string places(const models::Study& study) {
  Rows rows;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const sim::City& one = study.cities[city];
    const bool hub = std::find(study.hubs.begin(), study.hubs.end(), city) != study.hubs.end();
    rows.push_back(
        {both(one.name_en, one.name_zh) + (hub ? " (hub)" : ""), plain(one.country),
         one.cluster == sim::independent_cluster ? "none" : code(one.cluster),
         regime_name(study.regimes[city]), std::to_string(count(study.observed.lq_count[city])),
         std::to_string(count(study.observed.lq_revenue[city])),
         std::to_string(count(study.observed.revenue_usd[city])), assumed_of(study, city)});
  }
  return "#### Places\n\nObservations are the number of years in which the LQ of counts, the LQ of "
         "revenue and the "
         "revenue were observed. Assumed: what of the city rests on no data, only on a prior.\n\n" +
         markdown_table({"city", "country", "cluster", "regime", "LQ of counts", "LQ of revenue",
                         "revenue", "assumed"},
                        rows);
}

std::string clusters(const models::Study& study) {
  std::map<std::string, std::vector<std::string>> members;
  for (const sim::City& city : study.cities)
    if (city.cluster != sim::independent_cluster)
      members[city.cluster].push_back(plain(city.name_en));
  if (members.empty()) return "";
  Rows rows;
  for (const auto& [cluster, cities] : members) {
    const auto named = study.cluster_names.find(cluster);
    rows.push_back(
        {code(cluster),
         named == study.cluster_names.end() ? "" : both(named->second.en, named->second.zh),
         fmt::format("{}", fmt::join(cities, ", "))});
  }
  return "#### Clusters\n\n" + markdown_table({"cluster", "name", "cities"}, rows);
}

std::string tables(const Scenario& scenario) {
  constexpr std::size_t most_sources = 5;
  Rows rows;
  for (const InputFile& input : scenario.inputs) {
    if (!input.path.ends_with(".csv")) continue;
    const TableSummary summary = summary_of(input);
    std::vector<std::string> said;
    for (std::size_t i = 0; i < std::min(most_sources, summary.sources.size()); ++i)
      said.push_back(
          fmt::format("{} ({})", plain(summary.sources[i].first), summary.sources[i].second));
    if (summary.sources.size() > most_sources)
      said.push_back(fmt::format("and {} more", summary.sources.size() - most_sources));
    rows.push_back({code(summary.path), std::to_string(summary.rows),
                    said.empty() ? "says none" : fmt::format("{}", fmt::join(said, "; "))});
  }
  return "#### Tables and their sources\n\nSources as the rows name them, with the number of "
         "rows.\n\n" +
         markdown_table({"file", "rows", "sources"}, rows);
}

std::string strategies(const models::Study& study) {
  if (study.strategies.empty()) return "";
  Rows rows;
  for (const models::Strategy& one : study.strategies)
    rows.push_back({plain(one.name), plain(fmt::format("{}", fmt::join(one.countries, ", "))),
                    std::to_string(one.from), std::to_string(one.ramp_years),
                    fmt::format("{}", one.effect), plain(one.source)});
  return "#### National strategies\n\n" +
         markdown_table(
             {"strategy", "countries", "from", "ramp, years", "effect, utility", "source"}, rows);
}

std::string sectors(const models::Study& study) {
  if (study.sectors.empty()) return "";
  Rows rows;
  for (const models::Sector& one : study.sectors)
    rows.push_back({code(one.id), both(one.name_en, one.name_zh)});
  return "#### Sectors\n\n" + markdown_table({"sector", "name"}, rows);
}

std::string world(const models::Study& study) {
  const auto ends = [&](const std::vector<double>& values, const char* unit) {
    return values.empty() || values.size() < study.years()
               ? std::string("not given")
               : fmt::format("{:.6g} in {}, {:.6g} in {} ({})", values.front(), study.first,
                             values.back(), study.last, unit);
  };
  return fmt::format(
      "The study: {}, {} to {}. It has {} cities, {} hubs and {} links; radiation is shared out by "
      "the kernel {}. "
      "World totals: firms {}; revenue {}; listed firms of all industries {}.\n\n",
      both(study.name, study.name_zh), study.first, study.last, study.cities.size(),
      study.hubs.size(), study.links.size(),
      code(models::kernel_table()[static_cast<std::size_t>(study.kernel)].name),
      ends(study.totals.focal_firms, "firms"), ends(study.totals.focal_revenue_usd, "USD"),
      ends(study.totals.listed_firms, "firms"));
}

// How many values of each kind rest on data, and how many are assumed.
std::string assumptions(const models::Study& study) {
  Rows rows;
  const auto tell = [&](const char* name, const auto& values, auto rests) {
    const auto anchored =
        static_cast<std::size_t>(std::count_if(values.begin(), values.end(), rests));
    rows.push_back(
        {code(name), std::to_string(anchored), std::to_string(values.size() - anchored)});
  };
  const auto derived = [](const models::ShareSeries& one) { return one.derived; };
  const auto anchored = [](const models::Latent& one) { return one.anchored; };
  tell("firm_share", study.firm_share, derived);
  tell("revenue_share", study.revenue_share, derived);
  tell("endowment", study.latents.endowment, anchored);
  tell("technology", study.latents.technology, anchored);
  tell("culture", study.latents.culture, anchored);
  tell("amenity", study.latents.amenity, anchored);
  tell("growth_advantage", study.latents.growth_advantage, anchored);
  return "#### What is assumed\n\nOf the quantities that nobody measures, in how many cities data "
         "give the usual value, "
         "and in how many it is assumed. Each has a prior, and every member draws it anew.\n\n" +
         markdown_table({"quantity", "from data", "assumed"}, rows);
}

}  // namespace

std::string odd_of_study(const Subject& subject) {
  const models::Study& study = *subject.scenario.study;
  return "### The study\n\n" + world(study) + places(study) + clusters(study) + sectors(study) +
         tables(subject.scenario) + strategies(study) + assumptions(study);
}

std::string odd_of_scenario(const Scenario& scenario) {
  std::string text = fmt::format(
      "### The scenario\n\n{}{}It runs from {} to {} with {} members and seed {}; the background "
      "is {}{}{}.\n\n",
      plain(scenario.headline.title.en), scenario.headline.title.en.empty() ? "" : ". ",
      scenario.first, scenario.last, scenario.members, scenario.seed,
      scenario.background == models::Background::agents ? "agents" : "shares",
      scenario.sample_priors ? "" : "; nothing is drawn",
      scenario.posterior_file.empty()
          ? ""
          : "; parameters come from the posterior " + plain(scenario.posterior_file));
  if (scenario.levers.empty()) return text + "It has no levers.\n\n";
  Rows rows;
  for (const models::Lever& lever : scenario.levers) {
    const models::LeverKind& kind = *models::find_lever(lever.kind);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < lever.values.size(); ++i)
      values.push_back(fmt::format("{} {}", code(kind.parameters[i].name), lever.values[i]));
    rows.push_back({code(lever.kind), plain(ids_of(*scenario.study, lever.targets)),
                    fmt::format("{} to {}", lever.first, lever.last),
                    std::to_string(lever.ramp_years), fmt::format("{}", fmt::join(values, ", ")),
                    plain(trigger_text(*scenario.study, lever))});
  }
  return text +
         markdown_table({"lever", "cities", "years", "ramp, years", "values", "waits for"}, rows);
}

}  // namespace agglomera::scenarios
