#include "scenarios/study/background_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { city, measure, year, value, log_sd, kind, source, known };

constexpr double smallest_share = 1e-12;
constexpr double rounding_of_sums = 1e-4;

const std::vector<std::string>& measures() {
  static const std::vector<std::string> names = {"firm_share", "revenue_share"};
  return names;
}

// The years may end before the study's: what is missing then is continued. Before that every city
// needs every year.
void cut_or_complain_of_gaps(CsvTable& table, const Frame& frame, const FirstRows& first,
                             BackgroundTable& read) {
  for (std::size_t which = 0; which < measures().size(); ++which)
    for (std::size_t where = 0; where < frame.cities(); ++where) {
      const auto seen = [&](std::size_t when) {
        return first.seen((which * frame.cities() + where) * frame.years() + when);
      };
      std::size_t end = frame.years();
      while (end > 0 && !seen(end - 1)) --end;
      std::vector<bool> missing(frame.years(), end == 0);
      for (std::size_t when = 0; when < end; ++when) missing[when] = !seen(when);
      if (std::find(missing.begin(), missing.end(), true) != missing.end()) {
        table.complain_of_file(fmt::format("no {} of {} in {} (every city needs one in every year)",
                                           measures()[which], frame.ids[where],
                                           years_listed(frame, missing)));
        continue;
      }
      models::ShareSeries& series = (which == 0 ? read.firm_share : read.revenue_share)[where];
      series.share.resize(end);
      series.known.resize(end);
      series.log_sds.resize(end);
    }
}

void complain_of_sums(CsvTable& table, const Frame& frame, const std::string& name,
                      const std::vector<models::ShareSeries>& series, bool cities_are_all) {
  for (std::size_t when = 0; when < frame.years(); ++when) {
    double sum = 0.0;
    bool whole = true;
    for (const models::ShareSeries& one : series) {
      whole = whole && when < one.share.size();
      sum += when < one.share.size() ? one.share[when] : 0.0;
    }
    if (cities_are_all) {
      if (whole && !(std::abs(sum - 1.0) <= rounding_of_sums))
        table.complain_of_file(
            fmt::format("the {}s of {} add up to {:.6g} (1 is expected where rest_of_world is false)",
                        name, frame.first + static_cast<int>(when), sum));
      continue;
    }
    if (!(sum < 1.0))
      table.complain_of_file(
          fmt::format("the {}s of {} add up to {:.6g} (less than 1 is expected: the rest of the "
                      "world is a place too)",
                      name, frame.first + static_cast<int>(when), sum),
          std::abs(sum - 1.0) <= rounding_of_sums
              ? "if the cities are all there is, write rest_of_world = false in the study"
              : "");
  }
}

}  // namespace

BackgroundTable read_background(const TableText& text, const Frame& frame, bool cities_are_all,
                                Complaints& complaints) {
  CsvTable table(text.file, text.text,
                 {{"city"}, {"measure"}, {"year"}, {"value"}, {"log_sd"}, {"kind"}, {"source"},
                  {"known", false}},
                 complaints);
  const models::ShareSeries unread{std::vector<double>(frame.years(), 0.0),
                                   std::vector<sim::Year>(frame.years(), 0), 0.0, true,
                                   std::vector<double>(frame.years(), 0.0)};
  const std::vector<models::ShareSeries> of_cities(frame.cities(), unread);
  BackgroundTable read{of_cities, of_cities};
  FirstRows first(measures().size() * frame.cities() * frame.years());
  while (table.next()) {
    const auto where = frame.city(table, city);
    const auto which = table.one_of(measure, "measure", measures());
    const auto when = frame.year(table, year);
    const auto share = table.number(value, {smallest_share, 1.0, true, false});
    const auto sd = table.number(log_sd, {0.0, 3.0});
    const auto how = table.one_of(kind, "kind", {"derived", "assumed"});
    if (!where || !which || !when) continue;
    const std::size_t key = (*which * frame.cities() + *where) * frame.years() + *when;
    if (const int before = first.before(key, table.line()); before > 0) {
      table.complain_of_row(fmt::format("{} of {} in {} stands twice (first in line {})",
                                        table.text(measure), table.text(city), table.text(year),
                                        before));
      continue;
    }
    models::ShareSeries& series = (*which == 0 ? read.firm_share : read.revenue_share)[*where];
    series.share[*when] = share.value_or(0.0);
    series.known[*when] = known_year(table, known).value_or(frame.first + static_cast<int>(*when));
    series.log_sds[*when] = sd.value_or(0.0);
    series.log_sd = std::max(series.log_sd, series.log_sds[*when]);
    series.derived = series.derived && how == std::size_t{0};
  }
  if (frame.known() && table.whole()) {
    cut_or_complain_of_gaps(table, frame, first, read);
    complain_of_sums(table, frame, measures()[0], read.firm_share, cities_are_all);
    complain_of_sums(table, frame, measures()[1], read.revenue_share, cities_are_all);
  }
  return read;
}

}  // namespace agglomera::scenarios
