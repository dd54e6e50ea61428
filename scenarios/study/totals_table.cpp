#include "scenarios/study/totals_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { measure, year, value, unit, log_sd, kind, source, known };
enum : std::size_t { firms, revenue, listed_firms };

constexpr double most_firms = 1e9;
constexpr double most_usd = 1e18;

const std::vector<std::string>& measures() {
  static const std::vector<std::string> names = {"firms", "revenue", "listed_firms"};
  return names;
}

std::optional<double> size_of_unit(CsvTable& table, std::size_t which) {
  const std::string& words = table.text(unit);
  if (which == revenue) {
    if (words == "USD") return 1.0;
    if (words == "1e8 USD") return 1e8;
  } else if (words == "firms") {
    return 1.0;
  }
  table.complain(unit,
                 fmt::format("unit {} does not suit {} ({} is expected)", in_quotes(words),
                             measures()[which], which == revenue ? "1e8 USD or USD" : "firms"));
  return std::nullopt;
}

// The years may end before the study's: what is missing then is continued.
void cut_or_complain_of_gaps(CsvTable& table, const Frame& frame, const FirstRows& first,
                             std::size_t which, std::vector<double>& values) {
  const auto seen = [&](std::size_t when) { return first.seen(which * frame.years() + when); };
  std::size_t end = frame.years();
  while (end > 0 && !seen(end - 1)) --end;
  std::vector<bool> missing(frame.years(), end == 0);
  for (std::size_t when = 0; when < end; ++when) missing[when] = !seen(when);
  if (std::find(missing.begin(), missing.end(), true) == missing.end())
    values.resize(end);
  else
    table.complain_of_file(fmt::format("no {} in {} (every year is needed)", measures()[which],
                                       years_listed(frame, missing)));
}

}  // namespace

models::WorldTotals read_totals(const TableText& text, const Frame& frame, Complaints& complaints) {
  CsvTable table(text.file, text.text,
                 {{"measure"}, {"year"}, {"value"}, {"unit"}, {"log_sd"}, {"kind"}, {"source"},
                  {"known", false}},
                 complaints);
  std::array<std::vector<double>, 3> read;
  std::array<std::vector<sim::Year>, 3> knowns;
  read.fill(std::vector<double>(frame.years(), 1.0));
  knowns.fill(std::vector<sim::Year>(frame.years(), 0));
  FirstRows first(measures().size() * frame.years());
  bool background_counted = false;
  while (table.next()) {
    const auto which = table.one_of(measure, "measure", measures());
    const auto when = frame.year(table, year);
    const auto one = which ? size_of_unit(table, *which) : std::nullopt;
    const double most = which == revenue ? most_usd / one.value_or(1.0) : most_firms;
    const auto number = table.number(value, {1.0 / one.value_or(1.0), most});
    table.number(log_sd, {0.0, 3.0});
    table.one_of(kind, "kind", {"stated", "derived", "interpolated", "assumed"});
    if (!which || !when) continue;
    background_counted |= *which == listed_firms;
    if (const int before = first.before(*which * frame.years() + *when, table.line()); before > 0)
      table.complain_of_row(fmt::format("{} in {} stands twice (first in line {})",
                                        table.text(measure), table.text(year), before));
    else if (number && one)
      read[*which][*when] = *number * *one;
    knowns[*which][*when] = known_year(table, known).value_or(frame.first + static_cast<int>(*when));
  }
  if (frame.years_known && table.whole()) {
    cut_or_complain_of_gaps(table, frame, first, firms, read[firms]);
    cut_or_complain_of_gaps(table, frame, first, revenue, read[revenue]);
    if (background_counted)
      cut_or_complain_of_gaps(table, frame, first, listed_firms, read[listed_firms]);
  }
  if (!background_counted) read[listed_firms].clear();
  return {read[firms], read[revenue], read[listed_firms], knowns[firms], knowns[revenue],
          knowns[listed_firms]};
}

}  // namespace agglomera::scenarios
