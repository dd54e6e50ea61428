#include "tests/bench/recovery_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <stdexcept>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/learning.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/derived_study_files.hpp"
#include "scenarios/study/synthetic_places.hpp"

namespace agglomera::tests {
namespace {

namespace fs = std::filesystem;
using scenarios::Amounts, scenarios::DerivedStudy, scenarios::MadeUpLuck;
using Numbers = std::vector<std::vector<double>>;  // [region][year]

constexpr sim::Year first_year = 2001;
constexpr double usd_of_made_firm = 1e7, usd_of_other_firm = 1e8;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string industry_name(std::size_t k) { return fmt::format("Industry {:02}", k + 1); }

class RecoveryTable {
 public:
  RecoveryTable(const RecoveryDesign& design, fs::path folder)
      : design_(design), folder_(std::move(folder)), luck_(design.seed),
        years_(static_cast<std::size_t>(design.years)) {}

  std::vector<MadeIndustry> write_all() {
    place_regions();
    std::vector<MadeIndustry> made;
    for (std::size_t k = 0; k < design_.truths; ++k) made.push_back(make_industry(k));
    share_out_the_rest();
    write_table();
    return made;
  }

 private:
  void place_regions() {
    double weights = 0.0;
    for (std::size_t r = 0; r < design_.regions; ++r) weights += std::pow(1.0 + static_cast<double>(r), -0.8);
    std::string text = "region,country,lat,lon,cluster\n";
    for (std::size_t r = 0; r < design_.regions; ++r) {
      scenarios::DerivedRegion region;
      region.name = fmt::format("Region {:03}", r + 1);
      region.country = "XA";
      region.latitude_degrees = std::round(1e4 * (45.0 + 10.0 * luck_.uniform(region.name, "lat"))) / 1e4;
      region.longitude_degrees = std::round(1e4 * (5.0 + 12.0 * luck_.uniform(region.name, "lon"))) / 1e4;
      if (r < 12) region.cluster = fmt::format("cluster {}", r / 4 + 1);
      text += fmt::format("{},XA,{},{},{}\n", region.name, region.latitude_degrees, region.longitude_degrees,
                          region.cluster);
      const double firms = design_.all_firms * std::pow(1.0 + static_cast<double>(r), -0.8) / weights;
      const double growth = 0.01 * luck_.normal(region.name, "growth");
      const double dear = 0.2 * luck_.normal(region.name, "dear");
      std::vector<double> all, revenue;
      double shock = 0.0;
      for (std::size_t t = 0; t < years_; ++t) {
        shock += 0.005 * luck_.normal(region.name, fmt::format("shock {}", t));
        all.push_back(std::round(firms * std::exp(growth * static_cast<double>(t) + shock)));
        revenue.push_back(std::round(all.back() * usd_of_other_firm * std::exp(dear)));
      }
      all_.push_back(all);
      all_revenue_.push_back(revenue);
      regions_.push_back(region);
    }
    left_ = all_;
    left_revenue_ = all_revenue_;
    write(folder_ / "regions.csv", text);
  }

  static std::vector<double> sums(const Numbers& numbers) {
    std::vector<double> sums(numbers.front().size(), 0.0);
    for (const auto& region : numbers)
      for (std::size_t t = 0; t < sums.size(); ++t) sums[t] += region[t];
    return sums;
  }

  // The industry as its study is before anything happened: its first year and its totals.
  DerivedStudy beginning_of(std::size_t k) const {
    const std::string name = industry_name(k);
    DerivedStudy study;
    study.industry = name;
    study.source = "made up";
    study.first = first_year;
    study.last = first_year + design_.years - 1;
    study.regions = regions_;
    study.all_firms = {all_, sums(all_)};
    const double wanted = design_.firms * std::exp(0.5 * luck_.normal(name, "firms"));
    const double growth = 0.02 * luck_.normal(name, "growth");
    study.firms.regions.assign(design_.regions, std::vector<double>(years_, 0.0));
    std::vector<double> expected;
    double sum = 0.0;
    for (std::size_t r = 0; r < design_.regions; ++r) {
      expected.push_back(all_[r][0] * std::exp(0.6 * luck_.normal(name, regions_[r].name)));
      sum += expected.back();
    }
    double begun = 0.0;
    for (std::size_t r = 0; r < design_.regions; ++r)
      begun += study.firms.regions[r][0] = std::round(wanted * expected[r] / sum);
    for (std::size_t t = 0; t < years_; ++t)
      study.firms.world.push_back(std::round(begun * std::exp(growth * static_cast<double>(t))));
    if (!design_.revenue) return study;
    Amounts revenue{study.firms.regions, study.firms.world};
    for (std::size_t r = 0; r < design_.regions; ++r)
      revenue.regions[r][0] = std::round(study.firms.regions[r][0] * usd_of_made_firm *
                                         std::exp(0.3 * luck_.normal(name, "dear " + regions_[r].name)));
    const double all = sums(revenue.regions)[0];
    for (std::size_t t = 0; t < years_; ++t)
      revenue.world[t] = std::round(all * std::exp((growth + 0.02) * static_cast<double>(t)));
    study.revenue_usd = revenue;
    study.all_revenue_usd = Amounts{all_revenue_, sums(all_revenue_)};
    return study;
  }

  // Draws the free numbers, lets the engine make the years, and keeps counts and revenues.
  MadeIndustry make_industry(std::size_t k) {
    const fs::path scratch = folder_ / "scratch";
    scenarios::Complaints complaints;
    for (const scenarios::InputFile& file : derived_study_files(beginning_of(k), complaints))
      write(scratch / file.path, file.text);
    if (!complaints.none()) throw sim::InputError(complaints.all());
    scenarios::Source source;
    const scenarios::Calibration experiment =
        scenarios::read_calibration(source, scratch / "experiments/calibrate.toml");
    const models::Study& study = *experiment.scenario.study;
    MadeIndustry made{industry_name(k), {}};
    for (const scenarios::FreeNumber& number :
         scenarios::free_numbers(study, experiment.free.parameters, experiment.free.city_quantities,
                                 experiment.targets.cities))
      made.truth[number.name] = luck_.normal(made.name, "truth " + number.name);
    run(study, experiment, made.truth, k);
    fs::remove_all(scratch);
    return made;
  }

  void run(const models::Study& study, const scenarios::Calibration& experiment,
           const models::Belief& truth, std::size_t k) {
    const sim::Draws draws(design_.seed + 0x5EED0000u, static_cast<std::uint32_t>(k));
    models::Model model = models::make_model(
        study, models::draw_member(study, study.last, draws, true, truth), experiment.scenario.mechanisms,
        experiment.scenario.background, models::usual_distances(study));
    models::World world = models::initial_world(model, draws);
    Numbers counts(design_.regions, std::vector<double>(years_, 0.0)), revenues = counts;
    for (std::size_t t = 0;; ++t) {
      for (std::size_t r = 0; r < design_.regions; ++r) {  // ids are in the order of the names
        counts[r][t] = static_cast<double>(world.census.focal_firms[r]);
        revenues[r][t] = static_cast<double>(world.census.focal_revenue_usd[r]);
        left_[r][t] -= counts[r][t];
        left_revenue_[r][t] -= revenues[r][t];
        if (left_[r][t] < 0.0 || left_revenue_[r][t] < 0.0)
          throw std::runtime_error(regions_[r].name + " has more of the made industries than of all");
      }
      if (world.year == study.last) break;
      models::pass_year(model, {}, draws, world);
    }
    counts_.push_back(std::move(counts));
    revenues_.push_back(std::move(revenues));
  }

  // Whole numbers by weights of each industry and region; rounding the running sum keeps the total.
  void share_out_the_rest() {
    const std::size_t others = design_.industries - design_.truths;
    Numbers weights(design_.regions);
    for (std::size_t r = 0; r < design_.regions; ++r)
      for (std::size_t k = 0; k < others; ++k) {
        const std::string name = industry_name(design_.truths + k);
        weights[r].push_back(std::exp(luck_.normal(name, "size") + 0.5 * luck_.normal(name, regions_[r].name)));
      }
    for (Numbers* left : {&left_, &left_revenue_}) {
      std::vector<Numbers> shares(others, Numbers(design_.regions, std::vector<double>(years_)));
      for (std::size_t r = 0; r < design_.regions; ++r) {
        double all = 0.0;
        for (const double weight : weights[r]) all += weight;
        for (std::size_t t = 0; t < years_; ++t) {
          double passed = 0.0, given = 0.0;
          for (std::size_t k = 0; k < others; ++k) {
            passed += weights[r][k];
            const double up_to_here = std::round((*left)[r][t] * passed / all);
            shares[k][r][t] = up_to_here - given;
            given = up_to_here;
          }
        }
      }
      std::vector<Numbers>& kept = left == &left_ ? counts_ : revenues_;
      kept.insert(kept.end(), shares.begin(), shares.end());
    }
  }

  void write_table() const {
    std::string text = design_.revenue ? "region,industry,year,value,revenue\n" : "region,industry,year,value\n";
    for (std::size_t k = 0; k < design_.industries; ++k)
      for (std::size_t r = 0; r < design_.regions; ++r)
        for (std::size_t t = 0; t < years_; ++t) {
          text += fmt::format("{},{},{},{:.0f}", regions_[r].name, industry_name(k), first_year + static_cast<int>(t),
                              counts_[k][r][t]);
          text += design_.revenue ? fmt::format(",{:.0f}\n", revenues_[k][r][t]) : "\n";
        }
    write(folder_ / "table.csv", text);
  }

  const RecoveryDesign design_;
  const fs::path folder_;
  const MadeUpLuck luck_;
  const std::size_t years_;
  std::vector<scenarios::DerivedRegion> regions_;
  Numbers all_, all_revenue_, left_, left_revenue_;
  std::vector<Numbers> counts_, revenues_;  // [industry][region][year]
};

}  // namespace

std::vector<MadeIndustry> write_recovery_table(const RecoveryDesign& design,
                                               const fs::path& folder) {
  return RecoveryTable(design, folder).write_all();
}

}  // namespace agglomera::tests
