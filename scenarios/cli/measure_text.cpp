#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "output/measures/location_quotient.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/cli/terminal.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;
using Rows = std::vector<std::vector<std::string>>;

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.4g}", value); }

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string year_of(const ActivityTable& table, std::size_t place) {
  return table.has_years ? fmt::format("{}", table.years[place]) : "-";
}

void print_rest(std::size_t all, std::size_t shown) {
  if (all > shown)
    fmt::print("… and {} more (--rows 0 shows all, -o DIR and --format json have all)\n",
               all - shown);
}

void print_head(const ActivityTable& table, const Quotients& quotients) {
  const std::string years = !table.has_years ? "no years"
                            : table.years.size() == 1
                                ? fmt::format("{}", table.years[0])
                                : fmt::format("{} to {}", table.years.front(), table.years.back());
  fmt::print(
      "{}: {}, {}, {}\n{}, of them {}; {} missing, {} suppressed, {} without a row\n", table.file,
      counted(table.regions.size() - (table.total_region ? 1 : 0), "region", "regions"),
      counted(table.industries.size() - (table.total_industry ? 1 : 0), "industry", "industries"),
      years, counted(quotients.numbers, "number", "numbers"),
      counted(quotients.zeros, "zero", "zeros"), quotients.missing, quotients.suppressed,
      quotients.absent);
  for (const std::string& note : quotients.notes) fmt::print("- {}\n", note);
  fmt::print("\n");
}

std::string quotient_text(const ActivityTable& table, const Quotients& quotients, std::size_t row) {
  const std::string_view why = standing(table, quotients, row);
  if (!why.empty()) return std::string(why);
  return number(quotients.lq[row]) + (quotients.incomplete[row] ? "~" : "");
}

std::string interval_text(const Quotients& quotients, std::size_t row) {
  if (std::isnan(quotients.low[row])) return "-";
  return fmt::format("[{}, {}]", number(quotients.low[row]), number(quotients.high[row]));
}

// Which of the numbers of a cell are asked for; the LQ stands beside each.
std::vector<Index> wanted_of_cells(const MeasureRequest& request) {
  std::vector<Index> wanted;
  for (const Index index : {Index::lq, Index::symmetric_lq, Index::standardised_lq, Index::rca})
    if (request.wants(index)) wanted.push_back(index);
  if (!wanted.empty() && wanted.front() != Index::lq) wanted.insert(wanted.begin(), Index::lq);
  return wanted;
}

std::string cell_text(const ActivityTable& table, const MeasureRequest& request,
                      const Quotients& quotients, Index index, std::size_t row) {
  if (index == Index::lq) return quotient_text(table, quotients, row);
  if (index == Index::standardised_lq) return number(quotients.standardised[row]);
  if (index == Index::rca) return number(advantage(request, table, quotients, row));
  return number(output::symmetric_location_quotient(quotients.lq[row]));
}

void print_quotients(const ActivityTable& table, const MeasureRequest& request,
                     const Quotients& quotients, std::size_t most) {
  const std::vector<Index> wanted = wanted_of_cells(request);
  if (wanted.empty()) return;
  const bool intervals = !quotients.low.empty();
  std::vector<std::string> header = {"region", "industry", "year"};
  fmt::print("Location quotients, the latest year first\n");
  for (const Index index : wanted) {
    fmt::print("{}: {}\n", name_of(index), request.conventions.text(index));
    header.emplace_back(name_of(index));
    if (index == Index::lq && intervals) header.emplace_back("90 % interval");
  }
  Rows rows;
  std::size_t all = 0;
  for (std::size_t row = table.size(); row-- > 0;) {
    if (table.region[row] == table.total_region || table.industry[row] == table.total_industry)
      continue;
    if (++all > most && most > 0) continue;
    rows.push_back({std::string(table.regions[table.region[row]]),
                    std::string(table.industries[table.industry[row]]),
                    year_of(table, table.year[row])});
    for (const Index index : wanted) {
      rows.back().push_back(cell_text(table, request, quotients, index, row));
      if (index == Index::lq && intervals) rows.back().push_back(interval_text(quotients, row));
    }
  }
  fmt::print("\n{}", cli::table(header, rows));
  print_rest(all, rows.size());
  fmt::print("\n");
}

// Of one index the latest year first, the largest value first in each; equal ones by their names.
bool shown_before(const IndexValue& a, const IndexValue& b) {
  if (a.year != b.year) return a.year > b.year;
  if (std::isnan(a.value) != std::isnan(b.value)) return std::isnan(b.value);
  if (a.value != b.value && !std::isnan(a.value)) return a.value > b.value;
  return std::tie(a.industry, a.other, a.region) < std::tie(b.industry, b.other, b.region);
}

// Of one index what stands at the top of its table, and how many rows there are in all.
class Top {
 public:
  void add(const IndexValue& value, std::size_t most) {
    ++all_;
    if (most > 0 && values_.size() == most) {
      if (!shown_before(value, values_.front())) return;
      std::ranges::pop_heap(values_, shown_before);
      values_.pop_back();
    }
    values_.push_back(value);
    if (most > 0) std::ranges::push_heap(values_, shown_before);
  }
  std::size_t all() const { return all_; }
  std::vector<IndexValue> values() && {
    std::ranges::sort(values_, shown_before);
    return std::move(values_);
  }

 private:
  std::vector<IndexValue> values_;  // the last to be shown in front
  std::size_t all_ = 0;
};

void print_index(const ActivityTable& table, const MeasureRequest& request, Index index, Top top) {
  const std::size_t all = top.all();
  if (all == 0) return;
  const std::vector<IndexValue> values = std::move(top).values();
  const std::string_view beside = beside_name(index);
  Rows rows;
  for (const IndexValue& row : values) {
    std::string who;
    for (const std::string_view name :
         {row.region == nobody ? std::string_view() : table.regions[row.region],
          row.industry == nobody ? std::string_view() : table.industries[row.industry],
          row.other == nobody ? std::string_view() : table.industries[row.other]})
      if (!name.empty()) who += (who.empty() ? "" : ", ") + std::string(name);
    rows.push_back(
        {who, year_of(table, row.year), number(row.value) + (row.incomplete ? "~" : "")});
    if (!beside.empty()) rows.back().push_back(number(row.beside));
  }
  const bool region = values.front().region != nobody, industry = values.front().industry != nobody;
  std::vector<std::string> header = {region && industry ? "region, industry"
                                     : region           ? "region"
                                                        : "industry",
                                     "year", std::string(name_of(index))};
  if (!beside.empty()) header.emplace_back(beside);
  fmt::print("{}: {}\n\n{}", name_of(index), request.conventions.text(index),
             cli::table(header, rows));
  print_rest(all, rows.size());
  fmt::print("\n");
}

struct Steps {
  Rows rows;
  std::size_t all = 0;
  void add(const ActivityTable& table, const TransitionRow& row, std::size_t most) {
    if (++all > most && most > 0) return;
    rows.push_back({std::string(table.industries[row.industry]),
                    row.neighbours.empty() ? "-" : row.neighbours, row.from, row.to,
                    fmt::format("{}", row.count), number(row.probability)});
  }
};

void print_transitions(const MeasureRequest& request, Index index, const Steps& steps) {
  if (steps.rows.empty()) return;
  fmt::print(
      "{}: {}\n\n{}", name_of(index), request.conventions.text(index),
      cli::table({"industry", "neighbours", "from", "to", "count", "probability"}, steps.rows));
  print_rest(steps.all, steps.rows.size());
  fmt::print("\n");
}

}  // namespace

void print_measured_head(const ActivityTable& table, const Quotients& quotients) {
  print_head(table, quotients);
}

void print_measured_text(const ActivityTable& table, const MeasureRequest& request,
                         const Quotients& quotients, std::size_t rows) {
  print_head(table, quotients);
  if (request.neighbours)
    fmt::print(
        "Neighbours: {}; spatial indices of the {}, {}, seed {}\n\n", request.neighbours_text,
        request.of_quotients ? "LQs" : "values",
        counted(static_cast<std::size_t>(request.permutations), "permutation", "permutations"),
        request.seed);
  print_quotients(table, request, quotients, rows);
  // Regions and industries of one index in tables of their own.
  std::vector<Top> of_industries(number_of_indices), of_regions(number_of_indices);
  Steps spatial, local;
  tell_indices(table, request, quotients,
               {[&](const IndexValue& row) {
                  auto& tops = row.industry == nobody ? of_regions : of_industries;
                  tops[static_cast<std::size_t>(row.index)].add(row, rows);
                },
                [&](const TransitionRow& row) {
                  (row.index == Index::spatial_markov ? spatial : local).add(table, row, rows);
                }});
  for (std::size_t index = 0; index < number_of_indices; ++index)
    for (auto* tops : {&of_industries, &of_regions})
      print_index(table, request, static_cast<Index>(index), std::move((*tops)[index]));
  print_transitions(request, Index::spatial_markov, spatial);
  print_transitions(request, Index::lisa_markov, local);
}

}  // namespace agglomera::cli
