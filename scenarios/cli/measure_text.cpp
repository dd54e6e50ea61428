#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/measures/location_quotient.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/cli/terminal.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;
using Rows = std::vector<std::vector<std::string>>;

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.4g}", value); }

std::string year_of(const ActivityTable& table, std::size_t place) {
  return table.has_years ? fmt::format("{}", table.years[place]) : "-";
}

void print_rest(std::size_t all, std::size_t shown) {
  if (all > shown)
    fmt::print("… and {} more (--rows 0 shows all, --format json has all)\n", all - shown);
}

void print_head(const ActivityTable& table, const Measured& measured) {
  const std::string years = !table.has_years           ? "no years"
                            : table.years.size() == 1  ? fmt::format("{}", table.years[0])
                                                       : fmt::format("{} to {}", table.years.front(),
                                                                     table.years.back());
  fmt::print("{}: {} regions, {} industries, {}\n{} numbers, of them {} zeros; {} missing, {} suppressed, "
             "{} without a row\n",
             table.file, table.regions.size() - (table.total_region ? 1 : 0),
             table.industries.size() - (table.total_industry ? 1 : 0), years, measured.numbers,
             measured.zeros, measured.missing, measured.suppressed, measured.absent);
  for (const std::string& note : measured.notes) fmt::print("- {}\n", note);
  fmt::print("\n");
}

std::string quotient_text(const ActivityTable& table, const Measured& measured, std::size_t row) {
  if (table.known[row] == Known::suppressed) return "suppressed";
  if (table.known[row] == Known::missing) return "missing";
  if (std::isnan(measured.lq[row])) return "undefined";
  return number(measured.lq[row]) + (measured.incomplete[row] ? "~" : "");
}

void print_quotients(const ActivityTable& table, const MeasureRequest& request,
                     const Measured& measured, std::size_t most) {
  if (!request.wants(Index::lq) && !request.wants(Index::symmetric_lq) &&
      !request.wants(Index::standardised_lq) && !request.wants(Index::rca))
    return;
  Rows rows;
  std::size_t all = 0;
  bool incomplete = false;
  for (std::size_t row = table.size(); row-- > 0;) {  // the latest year first
    if (table.region[row] == table.total_region || table.industry[row] == table.total_industry)
      continue;
    if (++all > most && most > 0) continue;
    incomplete = incomplete || measured.incomplete[row];
    rows.push_back({std::string(table.regions[table.region[row]]),
                    std::string(table.industries[table.industry[row]]), year_of(table, table.year[row]),
                    quotient_text(table, measured, row)});
    if (!measured.low.empty())
      rows.back().push_back(std::isnan(measured.low[row]) ? "-" : fmt::format("[{}, {}]", number(measured.low[row]), number(measured.high[row])));
    rows.back().push_back(number(output::symmetric_location_quotient(measured.lq[row])));
    rows.back().push_back(number(measured.standardised[row]));
    rows.back().push_back(number(output::revealed_comparative_advantage(measured.lq[row])));
  }
  std::vector<std::string> header = {"region", "industry", "year", "lq"};
  if (!measured.low.empty()) header.push_back("90 % interval");
  for (const char* name : {"symmetric_lq", "standardised_lq", "rca"}) header.push_back(name);
  fmt::print("Location quotients, the latest year first\nlq: {}; symmetric_lq: {};\nstandardised_lq: {}; rca: {}\n",
             request.conventions.text(Index::lq), request.conventions.text(Index::symmetric_lq),
             request.conventions.text(Index::standardised_lq), request.conventions.text(Index::rca));
  if (incomplete) fmt::print("~ rests on totals that lack missing or suppressed cells\n");
  fmt::print("\n{}", cli::table(header, rows));
  print_rest(all, rows.size());
  fmt::print("\n");
}

// Of one index the latest year first, the largest value first in each.
void print_index(const ActivityTable& table, const MeasureRequest& request, Index index,
                 std::vector<IndexValue> values, std::size_t most) {
  std::ranges::stable_sort(values, [](const IndexValue& a, const IndexValue& b) {
    if (a.year != b.year) return a.year > b.year;
    if (std::isnan(a.value) || std::isnan(b.value)) return !std::isnan(a.value) && std::isnan(b.value);
    return a.value > b.value;
  });
  const std::size_t all = values.size();
  if (most > 0 && values.size() > most) values.resize(most);
  const std::string_view beside = beside_name(index);
  Rows rows;
  for (const IndexValue& row : values) {
    std::string who;
    for (const std::string_view name :
         {row.region == nobody ? std::string_view() : table.regions[row.region],
          row.industry == nobody ? std::string_view() : table.industries[row.industry],
          row.other == nobody ? std::string_view() : table.industries[row.other]})
      if (!name.empty()) who += (who.empty() ? "" : ", ") + std::string(name);
    rows.push_back({who, year_of(table, row.year), number(row.value)});
    if (!beside.empty()) rows.back().push_back(number(row.beside));
  }
  const bool region = values.front().region != nobody, industry = values.front().industry != nobody;
  std::vector<std::string> header = {region && industry ? "region, industry" : region ? "region" : "industry",
                                     "year", std::string(name_of(index))};
  if (!beside.empty()) header.emplace_back(beside);
  fmt::print("{}: {}\n\n{}", name_of(index), request.conventions.text(index), cli::table(header, rows));
  print_rest(all, rows.size());
  fmt::print("\n");
}

void print_transitions(const ActivityTable& table, const MeasureRequest& request,
                       const Measured& measured, Index index, std::size_t most) {
  Rows rows;
  std::size_t all = 0;
  for (const TransitionRow& row : measured.transitions) {
    if (row.index != index || (++all > most && most > 0)) continue;
    rows.push_back({std::string(table.industries[row.industry]), row.neighbours.empty() ? "-" : row.neighbours,
                    row.from, row.to, fmt::format("{}", row.count), number(row.probability)});
  }
  if (rows.empty()) return;
  fmt::print("{}: {}\n\n{}", name_of(index), request.conventions.text(index),
             cli::table({"industry", "neighbours", "from", "to", "count", "probability"}, rows));
  print_rest(all, rows.size());
  fmt::print("\n");
}

}  // namespace

void print_measured_text(const ActivityTable& table, const MeasureRequest& request,
                         const Measured& measured, std::size_t rows) {
  print_head(table, measured);
  if (request.neighbours)
    fmt::print("Neighbours: {}; spatial indices of the {}, {} permutations, seed {}\n\n",
               request.neighbours_text, request.of_quotients ? "LQs" : "values", request.permutations,
               request.seed);
  print_quotients(table, request, measured, rows);
  // Regions and industries of one index in tables of their own.
  std::vector<std::vector<IndexValue>> of_industries(number_of_indices), of_regions(number_of_indices);
  for (const IndexValue& row : measured.indices)
    (row.industry == nobody ? of_regions : of_industries)[static_cast<std::size_t>(row.index)].push_back(row);
  for (std::size_t index = 0; index < number_of_indices; ++index)
    for (auto* values : {&of_industries[index], &of_regions[index]})
      if (!values->empty())
        print_index(table, request, static_cast<Index>(index), std::move(*values), rows);
  for (const Index index : {Index::spatial_markov, Index::lisa_markov})
    print_transitions(table, request, measured, index, rows);
}

}  // namespace agglomera::cli
