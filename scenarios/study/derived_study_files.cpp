#include "scenarios/study/derived_study_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "scenarios/study/cities_table.hpp"
#include "scenarios/study/derived_experiments.hpp"
#include "scenarios/study/derived_readme.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int most_years = 200;
constexpr double rounding = 1e-9;  // of a sum, relative

class Check {
 public:
  Check(const DerivedStudy& study, Complaints& complaints)
      : study_(study), complaints_(complaints) {}

  void all() {
    const std::size_t regions = study_.regions.size();
    if (study_.last <= study_.first)
      complain(
          fmt::format("holds one year alone, {} (a study needs two at least: it explains changes)",
                      study_.last));
    if (study_.last - study_.first >= most_years)
      complain(fmt::format("spans more than {} years ({} to {})", most_years, study_.first,
                           study_.last));
    if (regions == 0) complain("holds no region");
    if (regions == 1 && study_.regions_are_all)
      complain("holds one region alone (its LQ is 1 whatever happens)",
               "give more regions, or the total they are a part of");
    if (regions > most_cities)
      complain(fmt::format("has {} regions (at most {})", regions, most_cities));
    if (!complaints_.none()) return;
    amounts("firms", study_.firms, study_.all_firms, study_.firms_counted);
    if (study_.revenue_usd) amounts("revenue", *study_.revenue_usd, *study_.all_revenue_usd, true);
    something_observed();
  }

 private:
  void complain(std::string problem, std::string suggestion = {}) {
    complaints_.add({study_.source, 0, 0, std::move(problem), std::move(suggestion)});
  }
  int year(std::size_t index) const { return study_.first + static_cast<int>(index); }

  void amounts(const char* what, const Amounts& own, const Amounts& all, bool counted) {
    for (std::size_t t = 0; t < study_.years(); ++t) {
      if (!(own.world[t] > 0.0))
        complain(fmt::format("{} has no {} in {} (an industry needs some in every year)",
                             in_quotes(study_.industry), what, year(t)),
                 "choose another industry or other years");
      double sum = 0.0, own_sum = 0.0;
      for (std::size_t region = 0; region < study_.regions.size(); ++region) {
        const double here = all.regions[region][t], mine = own.regions[region][t];
        if (!(here > 0.0))
          complain(fmt::format(
                       "{} has nothing of any industry in {} (a region needs some in every year)",
                       in_quotes(study_.regions[region].name), year(t)),
                   "leave the region out, or join it to another");
        else
          sum += here;
        if (!std::isnan(mine)) own_sum += mine;
        if (counted && mine > here * (1.0 + rounding))
          complain(
              fmt::format("{} of {} in {} in {}: {:.6g}, more than of all industries there, {:.6g}",
                          what, in_quotes(study_.industry), in_quotes(study_.regions[region].name),
                          year(t), mine, here));
      }
      adds_up(what, "all industries", sum, all.world[t], t);
      if (own_sum > own.world[t] * (1.0 + rounding))
        too_much(what, in_quotes(study_.industry), own_sum, own.world[t], t);
    }
  }

  void adds_up(const char* what, const std::string& of, double sum, double world, std::size_t t) {
    if (sum > world * (1.0 + rounding)) return too_much(what, of, sum, world, t);
    const bool whole = sum >= world * (1.0 - rounding);
    if (whole == study_.regions_are_all) return;
    complain(
        whole ? fmt::format("the regions are all of the {} of {} in {}: nothing is left for the "
                            "rest of the world",
                            what, of, year(t))
              : fmt::format(
                    "the regions have {:.6g} of {:.6g} {} of {} in {} and should be all there is",
                    sum, world, what, of, year(t)));
  }

  void too_much(const char* what, const std::string& of, double sum, double world, std::size_t t) {
    complain(
        fmt::format("{} of {} in {}: the regions add up to {:.6g}, more than their total, {:.6g}",
                    what, of, year(t), sum, world),
        "look for a region that is a total itself (--total-region)");
  }

  void something_observed() {
    const Amounts& own = study_.firms_counted ? study_.firms : *study_.revenue_usd;
    for (const auto& region : own.regions)
      for (std::size_t t = 1; t < study_.years(); ++t)
        if (!std::isnan(region[t])) return;
    complain(
        fmt::format("nothing is known of {} in any region after {} (there is nothing to explain)",
                    in_quotes(study_.industry), study_.first),
        "choose another industry");
  }

  const DerivedStudy& study_;
  Complaints& complaints_;
};

}  // namespace

std::vector<InputFile> derived_study_files(const DerivedStudy& study, Complaints& complaints) {
  const std::size_t before = complaints.count();
  Check(study, complaints).all();
  if (complaints.count() > before) return {};
  const PlacedStudy here = placed(study);
  std::vector<InputFile> files = {{"study.toml", study_toml(here)},
                                  {"cities.csv", cities_table(here)},
                                  {"links.csv", links_table(here)},
                                  {"observed.csv", observed_table(here)},
                                  {"background.csv", background_table(here)},
                                  {"totals.csv", totals_table(here)},
                                  {"assumptions.csv", assumptions_table(here)},
                                  {"baseline.toml", baseline_toml(here)},
                                  {"outlook.toml", outlook_toml(here)},
                                  {"policies/" + policy_name(here) + ".toml", policy_toml(here)},
                                  {"experiments/calibrate.toml", calibrate_toml(here)},
                                  {"experiments/sweep.toml", sweep_toml(here)},
                                  {"README.md", readme_md(here)}};
  if (here.has_clusters()) files.push_back({"clusters.csv", clusters_table(here)});
  if (const auto years = backtest_years(study))
    files.push_back({"experiments/backtest.toml", backtest_toml(here, *years)});
  return files;
}

}  // namespace agglomera::scenarios
