#include "scenarios/study/derived_readme.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/study/derived_experiments.hpp"

namespace agglomera::scenarios {
namespace {

std::string item(const std::string& words) { return "- " + words + "\n"; }

std::size_t observed_quotients(const Amounts& own) {
  std::size_t count = 0;
  for (const auto& region : own.regions)
    count += static_cast<std::size_t>(std::count_if(
        region.begin(), region.end(), [](double value) { return !std::isnan(value); }));
  return count;
}

std::string commands(const PlacedStudy& placed) {
  std::string text =
      "    agglomera validate baseline.toml\n"
      "    agglomera run baseline.toml -o run.h5\n"
      "    agglomera compare run.h5\n"
      "    agglomera calibrate experiments/calibrate.toml -o posterior.h5\n";
  if (backtest_years(placed.study))
    text += "    agglomera backtest experiments/backtest.toml -o backtest.h5\n";
  text += fmt::format(
      "    agglomera policy policies/{}.toml -o policy.h5\n"
      "    agglomera sweep experiments/sweep.toml -o sweep.h5\n"
      "    agglomera report run.h5 policy.h5 -o report.html\n",
      policy_name(placed));
  return text;
}

std::string taken(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::string text;
  for (const std::string& sentence : study.from_user) text += item(sentence);
  if (study.firms_counted)
    text += item(fmt::format(
        "`observed.csv`: {} location quotients of firms, LQ = (firms of the industry in the "
        "region / firms of all industries there) / (the same of all regions together).",
        observed_quotients(study.firms)));
  if (study.revenue_usd)
    text += item(fmt::format("`observed.csv`: {} location quotients of {}, made alike.",
                             observed_quotients(*study.revenue_usd),
                             study.firms_counted ? "revenue" : "size"));
  text += item(
      "`background.csv`: every region's share of all industries in every year; `log_sd` says how "
      "unsure it "
      "is, 0 where it was counted.");
  text += item(
      study.regions_are_all
          ? "The regions are all there is: their shares add up to 1 and there is no rest of the "
            "world "
            "(`rest_of_world = false` in study.toml)."
          : "What the regions leave of the totals is the rest of the world, a place of its own.");
  return text;
}

std::string of_places(const PlacedStudy& placed) {
  const auto& regions = placed.study.regions;
  const auto lacking = [&](auto given) {
    return !std::all_of(regions.begin(), regions.end(), given);
  };
  std::string text;
  if (!placed.has_coordinates())
    text += item(
        placed.links.empty()
            ? "No coordinates were given: no region is linked with another (links.csv is empty), "
              "so "
              "nothing radiates and nothing is siphoned. Give lat and lon with --regions, or fill "
              "links.csv."
            : fmt::format("Regions without coordinates are linked inside their cluster only, by an "
                          "assumed {:g} km.",
                          assumed_link_km));
  if (!placed.has_clusters())
    text += item("No clusters were given: every region stands for itself.");
  if (lacking([](const DerivedRegion& region) { return !region.country.empty(); }))
    text += item(
        "Regions without a country are in one unnamed country, XX: no border is crossed between "
        "them.");
  if (lacking([](const DerivedRegion& region) { return !region.governance.empty(); }))
    text += item("Regions without a governance regime are called market-led, all alike.");
  return text;
}

std::string assumed(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::string text = of_places(placed);
  if (!study.revenue_usd)
    text += item(fmt::format(
        "Nothing is known of revenue: a mean firm has {:g} USD a year, and every region's share "
        "in revenue is its share in firms (sd of its logarithm {}). Whatever results say of "
        "revenue is assumption.",
        assumed_usd_per_firm, assumed_share_log_sd));
  for (const std::string& sentence : study.assumed) text += item(sentence);
  text += item(fmt::format(
      "`assumptions.csv`: endowment, technology and culture of every region are unknown (wide "
      "priors about the middle); amenity (sd {}) and growth advantage (sd {} a year) are what "
      "calibration learns.",
      amenity_sd, growth_advantage_sd));
  text += item(
      "All parameters have the program's usual values and priors (`agglomera describe`); change "
      "them in "
      "study.toml under [parameters].");
  text += item(
      fmt::format("After {} trends of shares fade and totals stay level, less certain every year.",
                  study.last));
  if (!backtest_years(study))
    text += item(
        "There is no experiments/backtest.toml: a forecast tried on the past needs three years at "
        "least.");
  return text;
}

}  // namespace

std::string readme_md(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  return fmt::format(
      "# {}\n\nMade by `agglomera init` from {}. It runs as it is, in this folder:\n\n{}\n"
      "`calibrate` takes minutes; what it leaves in posterior.h5 is used by all later runs.\n"
      "A new year of observations: `agglomera update study.toml --with new.csv` (columns as in "
      "observed.csv).\n\n"
      "## What was taken from your data\n\n{}\n"
      "## What is assumed\n\n{}\n"
      "Regions have ids made of their names (cities.csv); every file goes by these ids.\n",
      title_of(study).en, study.source, commands(placed), taken(placed), assumed(placed));
}

}  // namespace agglomera::scenarios
