#include "scenarios/experiments/measure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "output/measures/location_quotient.hpp"
#include "scenarios/experiments/measure_parts.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

void count(const ActivityTable& table, Measured& measured) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    measured.numbers += table.known[row] == Known::number;
    measured.zeros += table.value[row] == 0;
    measured.missing += table.known[row] == Known::missing;
    measured.suppressed += table.known[row] == Known::suppressed;
  }
}

void fill_quotients(const MeasureYear& year, Measured& measured) {
  for (std::size_t row = year.first(); row < year.last(); ++row) {
    if (year.is_total(row)) continue;
    measured.lq[row] = year.quotient(row);
    measured.incomplete[row] = year.incomplete(row);
  }
  for (const auto& [from, to] : year.rows_of_industries()) {
    const std::vector<double> scores = output::standardised_location_quotients(
        std::span(measured.lq).subspan(from, to - from));
    std::ranges::copy(scores, measured.standardised.begin() + static_cast<std::ptrdiff_t>(from));
  }
}

void fill_intervals(const ActivityTable& table, const MeasureRequest& request,
                    const MeasureYear& year, Measured& measured) {
  const sim::Draws draws(request.seed, 0);
  const auto whole = [](double value) { return std::isnan(value) ? -1 : std::llround(value); };
#pragma omp parallel for schedule(dynamic, 64)
  for (std::size_t row = year.first(); row < year.last(); ++row) {
    if (std::isnan(measured.lq[row])) continue;
    const output::QuotientCounts counts = {
        whole(table.value[row]), whole(year.of_industry(table.industry[row])),
        whole(year.of_region(table.region[row])), whole(year.whole())};
    const auto [low, high] = output::bootstrap_interval(counts, request.bootstrap, draws,
                                                        static_cast<std::uint32_t>(row));
    measured.low[row] = low;
    measured.high[row] = high;
  }
}

// "A, B, C and 4 more"
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size()));
  const std::string few = fmt::format("{}", fmt::join(names.begin(), end, ", "));
  return names.size() > most ? fmt::format("{} and {} more", few, names.size() - most) : few;
}

void note_year(const ActivityTable& table, const MeasureYear& year, const std::string& when,
               std::vector<std::string>& notes) {
  if (!(year.whole() > 0)) {
    notes.push_back(fmt::format("all is zero or missing{}: every LQ of it is missing", when));
    return;
  }
  const auto without = [&](const std::vector<std::uint32_t>& places, const DistinctNames& names,
                           auto total) {
    std::vector<std::string> found;
    for (const std::uint32_t place : places)
      if (!(total(place) > 0)) found.emplace_back(names[place]);
    return found;
  };
  const auto regions =
      without(year.regions(), table.regions, [&](auto r) { return year.of_region(r); });
  if (!regions.empty())
    notes.push_back(fmt::format("without any activity{}: {}; LQs there are 0/0 and so missing", when,
                                some_of(regions)));
  const auto industries =
      without(year.industries(), table.industries, [&](auto i) { return year.of_industry(i); });
  if (!industries.empty())
    notes.push_back(fmt::format("nowhere{}: {}; LQs of it are 0/0 and so missing", when, some_of(industries)));
  if (year.regions().size() == 1)
    notes.push_back(fmt::format("a single region{}: its LQs are 1, and indices over regions say nothing", when));
}

void note_cells(const MeasureRequest& request, Measured& measured) {
  if (measured.missing > 0)
    measured.notes.push_back(fmt::format("{} cells are missing: not counted as zero, left out of every sum",
                                         measured.missing));
  if (measured.suppressed > 0)
    measured.notes.push_back(fmt::format(
        "{} cells are suppressed: not counted as zero, left out of every sum; LQs of their regions and "
        "industries rest on incomplete totals and are marked", measured.suppressed));
  if (measured.absent > 0)
    measured.notes.push_back(fmt::format(
        "{} combinations of region and industry have no row in a year: {}", measured.absent,
        request.absent_is_zero ? "counted as zero (--absent zero)"
                               : "counted as missing (--absent zero counts them as zero)"));
}

}  // namespace

std::string_view beside_name(Index index) {
  switch (index) {
    case Index::rank_size_slope: return "standard_error";
    case Index::moran_i:
    case Index::geary_c:
    case Index::getis_ord_g:
    case Index::local_moran:
    case Index::getis_ord_gi_star: return "p_value";
    default: return "";
  }
}

Measured measure(const ActivityTable& table, const MeasureRequest& request) {
  Measured measured;
  measured.lq.assign(table.size(), missing);
  measured.standardised.assign(table.size(), missing);
  measured.incomplete.assign(table.size(), false);
  if (request.counts) measured.low.assign(table.size(), missing);
  if (request.counts) measured.high.assign(table.size(), missing);
  count(table, measured);
  for (std::size_t place = 0; place < table.years.size(); ++place) {
    const MeasureYear year(table, request, place);
    fill_quotients(year, measured);
    if (request.counts && request.wants(Index::lq)) fill_intervals(table, request, year, measured);
    measured.absent += year.regions().size() * year.industries().size() - year.by_region().size();
    note_year(table, year, table.has_years ? fmt::format(" in {}", table.years[place]) : "",
              measured.notes);
    add_place_indices(request, year, place, measured);
    if (request.wants(Index::coagglomeration))
      add_coagglomeration(table, request, year, place, measured);
  }
  note_cells(request, measured);
  if (request.wants(Index::rank_persistence)) add_rank_persistence(table, request, measured);
  if (request.neighbours) add_spatial_indices(table, request, measured);
  if (request.neighbours) add_transitions(table, request, measured);
  if (request.couple) add_coupling(table, request, measured);
  return measured;
}

}  // namespace agglomera::scenarios
