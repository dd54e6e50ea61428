#include "scenarios/study/observed_table.hpp"

#include <fmt/format.h>

#include <limits>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { measure, city, year, value, unit };

constexpr double most_usd = 1e18;
constexpr double highest_lq = 1e6;
constexpr std::size_t revenue = 2;

// How much one unit is, in 1 or USD; nothing, and a complaint, when it doesn't suit.
std::optional<double> size_of_unit(CsvTable& table, std::size_t which) {
  const std::string& words = table.text(unit);
  if (which == revenue) {
    if (words == "USD") return 1.0;
    if (words == "1e8 USD") return 1e8;
  } else if (words == "1") {
    return 1.0;
  }
  table.complain(
      unit, fmt::format("unit {} does not suit {} ({} is expected)", in_quotes(words),
                        observed_measures()[which], which == revenue ? "1e8 USD or USD" : "1"));
  return std::nullopt;
}

}  // namespace

const std::vector<std::string>& observed_measures() {
  static const std::vector<std::string> names = {"lq_count", "lq_revenue", "revenue"};
  return names;
}

std::vector<std::vector<double>>& measure_of(models::Observations& observed, std::size_t which) {
  if (which == revenue) return observed.revenue_usd;
  return which == 0 ? observed.lq_count : observed.lq_revenue;
}

models::Observations nothing_observed(const Frame& frame) {
  const std::vector<double> years(frame.years(), std::numeric_limits<double>::quiet_NaN());
  const std::vector<std::vector<double>> all(frame.cities(), years);
  return {all, all, all};
}

const std::vector<std::string>& observed_columns() {
  static const std::vector<std::string> names = {"measure", "city", "year", "value", "unit", "source"};
  return names;
}

void read_observed_rows(const TableText& text, const Frame& frame, Complaints& complaints,
                        const std::function<void(const CsvTable&, const ObservedRow&)>& take) {
  std::vector<Column> columns;
  for (const std::string& name : observed_columns()) columns.push_back({name});
  CsvTable table(text.file, text.text, std::move(columns), complaints);
  const std::size_t measures = observed_measures().size();
  FirstRows first(measures * frame.cities() * frame.years());
  while (table.next()) {
    const auto which = table.one_of(measure, "measure", observed_measures());
    const auto where = frame.city(table, city);
    const auto when = frame.year(table, year);
    const auto one = which ? size_of_unit(table, *which) : std::nullopt;
    const double most = which && *which == revenue ? most_usd / one.value_or(1.0) : highest_lq;
    const auto number = table.number(value, {0.0, most});
    if (!which || !where || !when) continue;
    const auto place = static_cast<std::size_t>(*where);
    const std::size_t key = (*which * frame.cities() + place) * frame.years() + *when;
    if (const int before = first.before(key, table.line()); before > 0)
      table.complain_of_row(fmt::format("{} of {} in {} stands twice (first in line {})",
                                        table.text(measure), table.text(city), table.text(year),
                                        before));
    else if (number && one)
      take(table, {*which, place, *when, *number * *one});
  }
}

models::Observations read_observed(const TableText& text, const Frame& frame,
                                   Complaints& complaints) {
  models::Observations observed = nothing_observed(frame);
  read_observed_rows(text, frame, complaints, [&](const CsvTable&, const ObservedRow& row) {
    measure_of(observed, row.measure)[row.city][row.year] = row.value;
  });
  return observed;
}

}  // namespace agglomera::scenarios
