#include "scenarios/study/activity_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "scenarios/study/experiment_file.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double least_filled = 1e-4;  // parts below that are no reason for doubt
// The log sd of a region's level per part of it that was filled in: an assumption.
constexpr double doubt = 0.5;

const char* noun_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::firms: return "firms";
    case ValueKind::revenue: return "revenue";
    case ValueKind::jobs: return "jobs";
  }
  return "";
}

// Rows of a panel that are kept, times a factor.
Panel chosen(const Panel& panel, const std::vector<std::size_t>& rows, double factor) {
  Panel some;
  for (const std::size_t row : rows) {
    some.push_back(panel[row]);
    for (double& value : some.back()) value *= factor;
  }
  return some;
}

std::vector<double> times(std::vector<double> values, double factor) {
  for (double& value : values) value *= factor;
  return values;
}

std::vector<double> log_sds(const ActivityPanel& panel, const std::vector<std::size_t>& rows) {
  std::vector<double> sds;
  for (const std::size_t row : rows) {
    const double part = panel.filled_share()[row];
    sds.push_back(part > least_filled ? std::max(0.01, std::round(doubt * part * 1e3) / 1e3) : 0.0);
  }
  return sds;
}

std::vector<std::size_t> rows_with_anything(const ActivityPanel& panel) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < panel.regions().size(); ++row)
    if (std::any_of(panel.all()[row].begin(), panel.all()[row].end(), [](double v) { return v > 0.0; }))
      rows.push_back(row);
  return rows;
}

// Whether the regions are all of the world in every year, but for rounding.
bool are_all(const ActivityPanel& panel) {
  for (std::size_t t = 0; t < panel.years(); ++t) {
    double sum = 0.0;
    for (std::size_t row = 0; row < panel.regions().size(); ++row) sum += panel.all()[row][t];
    if (std::abs(panel.world()[t] - sum) > 1e-6 * sum) return false;
  }
  return true;
}

std::vector<double> sum_of(const Panel& regions) {
  std::vector<double> sum(regions.front().size(), 0.0);
  for (const auto& region : regions)
    for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += region[t];
  return sum;
}

class StudyOfIndustry {
 public:
  StudyOfIndustry(const TableOfActivity& of, std::uint32_t industry)
      : of_(of), panel_(of.values.industry(industry)), industry_(industry),
        rows_(rows_with_anything(of.values)) {
    if (of.revenues) revenue_ = of.revenues->industry(industry);
  }

  DerivedStudy make() {
    study_.industry = of_.table.industries[industry_];
    study_.source = std::filesystem::path(of_.table.file).filename().generic_string();
    study_.first = static_cast<sim::Year>(of_.values.first());
    study_.last = static_cast<sim::Year>(of_.values.last());
    for (const std::size_t row : rows_) study_.regions.push_back(of_.regions[of_.values.regions()[row]]);
    study_.regions_are_all = are_all(of_.values);
    bool gaps = false;
    for (std::size_t t = 0; t < of_.values.years(); ++t) {
      study_.observed_years.push_back(of_.values.in_table(t));
      gaps = gaps || !of_.values.in_table(t);
    }
    if (!gaps) study_.observed_years.clear();
    if (of_.meaning.kind == ValueKind::firms)
      take_firms();
    else
      take_sizes();
    say_what_was_taken();
    say_what_was_filled_in();
    return std::move(study_);
  }

 private:
  // Where the regions are all there is, the world is their sum to the last digit.
  Amounts amounts(const Panel& told, const Panel& filled, const std::vector<double>& world,
                  double factor) const {
    return {chosen(told, rows_, factor), study_.regions_are_all && !rows_.empty()
                                             ? sum_of(chosen(filled, rows_, factor))
                                             : times(world, factor)};
  }
  Amounts own(const IndustryPanel& panel, double factor) const {
    return amounts(panel.known, panel.filled, panel.world, factor);
  }
  Amounts all(const ActivityPanel& panel, double factor) const {
    return amounts(panel.all(), panel.all(), panel.world(), factor);
  }

  void take_firms() {
    study_.firms = own(panel_, 1.0);
    study_.all_firms = all(of_.values, 1.0);
    study_.share_log_sd = log_sds(of_.values, rows_);
    if (!of_.revenues) return;
    study_.revenue_usd = own(revenue_, of_.meaning.usd_per_unit);
    study_.all_revenue_usd = all(*of_.revenues, of_.meaning.usd_per_unit);
    study_.revenue_share_log_sd = log_sds(*of_.revenues, rows_);
  }

  void take_sizes() {
    const ValueMeaning& meaning = of_.meaning;
    const bool jobs = meaning.kind == ValueKind::jobs;
    const double usd = jobs ? assumed_usd_per_job : meaning.usd_per_unit;
    study_.firms_counted = false;
    study_.revenue_usd = own(panel_, usd);
    study_.all_revenue_usd = all(of_.values, usd);
    study_.revenue_share_log_sd = study_.share_log_sd = log_sds(of_.values, rows_);
    study_.firms = own(panel_, 1.0 / meaning.mean_firm);
    study_.all_firms = all(of_.values, 1.0 / meaning.mean_firm);
    if (jobs)
      study_.assumed.push_back(fmt::format(
          "The table counts jobs, not firms. A job is told as {:g} USD of revenue, so that what results call "
          "revenue is jobs, and their LQ of revenue is the LQ of jobs.", usd));
    study_.assumed.push_back(fmt::format(
        "How many firms there are is not in the table: a mean firm is assumed to have {:g} {}. LQs of firm counts "
        "are therefore observed nowhere; what results say of counts is assumption.",
        meaning.mean_firm, jobs ? "jobs" : "units of revenue"));
  }

  void say_what_was_taken() {
    const ActivityPanel& values = of_.values;
    const std::size_t industries = values.industries().size();
    study_.from_user.push_back(fmt::format(
        "{}: {} of {}, {}, {} to {}.", study_.source, noun_of(of_.meaning.kind),
        industries == 1 ? "1 industry" : fmt::format("{} industries", industries),
        counted(study_.regions.size(), "region"), study_.first, study_.last));
    if (const std::size_t left_out = values.regions().size() - rows_.size())
      study_.from_user.push_back(
          fmt::format("{} without any activity in any year left out.", counted(left_out, "region")));
  }

  void say_what_was_filled_in() {
    const ActivityPanel& values = of_.values;
    std::vector<int> gaps;
    for (std::size_t t = 0; t < values.years(); ++t)
      if (!values.in_table(t)) gaps.push_back(values.first() + static_cast<int>(t));
    if (!gaps.empty())
      study_.assumed.push_back(fmt::format("The table has no {}: shares and totals lie on the line between the "
                                           "years around, and nothing is called observed then.",
                                           fmt::join(gaps, ", ")));
    std::size_t own = 0;
    for (const std::size_t row : rows_)
      for (std::size_t t = 0; t < values.years(); ++t)
        own += values.in_table(t) && std::isnan(panel_.known[row][t]);
    if (own > 0)
      study_.assumed.push_back(fmt::format(
          "{} of this industry by region and year {} missing or suppressed: not observed, and never counted as "
          "zero. For the industry's total {} estimated.", counted(own, "number"), own == 1 ? "is" : "are",
          own == 1 ? "it was" : "they were"));
    const auto doubtful = std::count_if(study_.share_log_sd.begin(), study_.share_log_sd.end(),
                                        [](double sd) { return sd > 0.0; });
    if (doubtful > 0)
      study_.assumed.push_back(fmt::format(
          "In {} some industries' numbers are missing or suppressed and were estimated (from the years around, or "
          "the industry's share elsewhere): at most {:.2g} % of a region. log_sd in background.csv is half of "
          "that part.", counted(static_cast<std::size_t>(doubtful), "region"),
          100.0 * *std::max_element(values.filled_share().begin(), values.filled_share().end())));
  }

  const TableOfActivity& of_;
  const IndustryPanel panel_;
  const std::uint32_t industry_;
  const std::vector<std::size_t> rows_;
  IndustryPanel revenue_;
  DerivedStudy study_;
};

}  // namespace

DerivedStudy study_of_industry(const TableOfActivity& of, std::uint32_t industry) {
  return StudyOfIndustry(of, industry).make();
}

std::vector<std::size_t> industries_by_size(const ActivityPanel& values) {
  std::vector<std::size_t> order(values.industries().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values.sizes()[a].back() > values.sizes()[b].back();
  });
  return order;
}

}  // namespace agglomera::scenarios
