#include "scenarios/study/activity_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

// Along the line between known neighbours, level beyond the first and last; 0 where nothing is known.
void interpolate(std::vector<double>& series) {
  std::size_t before = series.size();  // the last known place; series.size(): none yet
  for (std::size_t t = 0; t < series.size(); ++t) {
    if (std::isnan(series[t])) continue;
    const std::size_t from = before == series.size() ? 0 : before + 1;
    for (std::size_t k = from; k < t; ++k)
      series[k] = before == series.size()
                      ? series[t]
                      : series[before] + (series[t] - series[before]) *
                                             static_cast<double>(k - before) /
                                             static_cast<double>(t - before);
    before = t;
  }
  for (std::size_t k = before == series.size() ? 0 : before + 1; k < series.size(); ++k)
    series[k] = before == series.size() ? 0.0 : series[before];
}

bool any_known(const std::vector<double>& series) {
  return std::any_of(series.begin(), series.end(), [](double value) { return !std::isnan(value); });
}

}  // namespace

ActivityPanel::ActivityPanel(const ActivityTable& table, const PanelManner& manner,
                             Complaints& complaints)
    : table_(table), absent_is_zero_(manner.absent_is_zero) {
  const std::size_t before = complaints.count();
  lay_out(manner, complaints);
  if (complaints.count() > before) return;
  index_rows();
  count_untold();
  add_up();
}

void ActivityPanel::lay_out(const PanelManner& manner, Complaints& complaints) {
  const std::size_t span = static_cast<std::size_t>(last() - first() + 1);
  if (span > 2 * table_.years.size())
    complaints.add({table_.file, 0, 0,
                    fmt::format("has {} of the {} years from {} to {} (more gaps than years)",
                                table_.years.size(), span, first(), last()),
                    "look for a year that is mistyped"});
  year_of_table_.assign(span, no_year);
  for (std::size_t t = 0; t < table_.years.size(); ++t)
    if (const auto at = static_cast<std::size_t>(table_.years[t] - first()); at < span)
      year_of_table_[at] = static_cast<std::uint16_t>(t);
  row_of_.assign(table_.regions.size(), no_row);
  std::uint32_t rest = no_row;
  std::vector<std::string> names;
  for (std::uint32_t k = 0; k < table_.regions.size(); ++k) {
    if (names.size() < 10000) names.emplace_back(table_.regions[k]);
    if (table_.total_region == k) continue;
    if (!manner.rest_region.empty() && table_.regions[k] == manner.rest_region) {
      rest = k;
      continue;
    }
    row_of_[k] = static_cast<std::uint32_t>(regions_.size());
    regions_.push_back(k);
  }
  if (rest != no_row) row_of_[rest] = static_cast<std::uint32_t>(rest_row());
  if (table_.total_region) row_of_[*table_.total_region] = static_cast<std::uint32_t>(total_row());
  if (!manner.rest_region.empty() && rest == no_row)
    complaints.add({"--rest", 0, 0,
                    fmt::format("{} is no region of {}", in_quotes(manner.rest_region), table_.file),
                    suggestion_for(manner.rest_region, names)});
  for (std::uint32_t k = 0; k < table_.industries.size(); ++k)
    if (table_.total_industry != k) industries_.push_back(k);
}

void ActivityPanel::index_rows() {
  const std::size_t industries = table_.industries.size();
  starts_.assign(table_.years.size() * industries + 1, 0);
  for (std::size_t k = 0; k < table_.size(); ++k)
    ++starts_[table_.year[k] * industries + table_.industry[k] + 1];
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
}

void ActivityPanel::count_untold() {
  std::size_t rows = 0;
  for (std::size_t k = 0; k < table_.size(); ++k) {
    if (row_of_[table_.region[k]] >= rest_row() || table_.total_industry == table_.industry[k]) continue;
    ++rows;
    untold_ += table_.known[k] != Known::number;
  }
  absent_ = table_.years.size() * industries_.size() * regions_.size() - rows;
}

Panel ActivityPanel::told(std::uint32_t industry) const {
  Panel told(total_row() + 1, std::vector<double>(years(), missing));
  for (std::size_t t = 0; t < years(); ++t) {
    if (!in_table(t)) continue;
    if (absent_is_zero_)
      for (std::size_t row = 0; row <= rest_row(); ++row) told[row][t] = 0.0;
    const std::size_t at = year_of_table_[t] * table_.industries.size() + industry;
    for (std::size_t k = starts_[at]; k < starts_[at + 1]; ++k)
      told[row_of_[table_.region[k]]][t] = table_.value[k];
  }
  return told;
}

Panel ActivityPanel::filled(const Panel& told) const {
  Panel filled(told.begin(), told.end() - 1);
  std::vector<double> of_known(years(), 0.0), base(years(), 0.0);
  for (std::size_t row = 0; row < filled.size(); ++row)
    for (std::size_t t = 0; t < years(); ++t)
      if (!std::isnan(told[row][t])) {
        of_known[t] += told[row][t];
        base[t] += known_[row][t];
      }
  for (std::size_t row = 0; row < filled.size(); ++row) {
    if (!any_known(filled[row]))
      for (std::size_t t = 0; t < years(); ++t)
        if (in_table(t) && base[t] > 0.0) filled[row][t] = known_[row][t] * of_known[t] / base[t];
    interpolate(filled[row]);
  }
  return filled;
}

void ActivityPanel::fill_gaps(std::vector<double>& series) const {
  for (std::size_t t = 0; t < years(); ++t)
    if (!in_table(t)) series[t] = missing;
  interpolate(series);
}

std::vector<double> ActivityPanel::world_of(const Panel& told, const Panel& filled) const {
  std::vector<double> world(years(), 0.0);
  for (std::size_t t = 0; t < years(); ++t) {
    for (const auto& row : filled) world[t] += row[t];
    if (!std::isnan(told[total_row()][t])) world[t] = told[total_row()][t];
  }
  fill_gaps(world);
  return world;
}

IndustryPanel ActivityPanel::industry(std::uint32_t industry) const {
  IndustryPanel panel{told(industry), {}, {}};
  panel.filled = filled(panel.known);
  panel.world = world_of(panel.known, panel.filled);
  panel.known.pop_back();
  return panel;
}

void ActivityPanel::add_up() {
  const Panel zeros(rest_row() + 1, std::vector<double>(years(), 0.0));
  const Panel totals = table_.total_industry ? told(*table_.total_industry)
                                             : Panel(total_row() + 1, std::vector<double>(years(), missing));
  const auto has_total = [&](std::size_t row, std::size_t t) {
    return !std::isnan(totals[row][t]) && (totals[row][t] > 0.0 || !absent_is_zero_);
  };
  known_ = zeros;
  for (const std::uint32_t industry : industries_) {
    const Panel of_industry = told(industry);
    for (std::size_t row = 0; row < zeros.size(); ++row)
      for (std::size_t t = 0; t < years(); ++t)
        if (!std::isnan(of_industry[row][t])) known_[row][t] += of_industry[row][t];
  }
  for (std::size_t row = 0; row < zeros.size(); ++row)
    for (std::size_t t = 0; t < years(); ++t)
      if (has_total(row, t)) known_[row][t] = totals[row][t];
  all_ = zeros;
  Panel guessed = zeros;
  world_.assign(years(), 0.0);
  for (const std::uint32_t industry : industries_) {
    const IndustryPanel panel = this->industry(industry);
    for (std::size_t row = 0; row < zeros.size(); ++row)
      for (std::size_t t = 0; t < years(); ++t) {
        all_[row][t] += panel.filled[row][t];
        if (std::isnan(panel.known[row][t])) guessed[row][t] += panel.filled[row][t];
      }
    for (std::size_t t = 0; t < years(); ++t) world_[t] += panel.world[t];
    sizes_.push_back(panel.world);
  }
  filled_share_.assign(regions_.size(), 0.0);
  for (std::size_t row = 0; row < zeros.size(); ++row) {
    for (std::size_t t = 0; t < years(); ++t) {
      if (has_total(row, t))
        all_[row][t] = totals[row][t];
      else if (row < regions_.size() && in_table(t) && all_[row][t] > 0.0)
        filled_share_[row] = std::max(filled_share_[row], guessed[row][t] / all_[row][t]);
    }
    fill_gaps(all_[row]);
  }
  if (table_.total_industry) world_ = world_of(totals, all_);
}

}  // namespace agglomera::scenarios
