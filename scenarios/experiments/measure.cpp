#include "scenarios/experiments/measure.hpp"

#include <algorithm>
#include <cmath>

#include "output/measures/location_quotient.hpp"
#include "scenarios/experiments/measure_parts.hpp"
#include "sim/ids.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

void count(const ActivityTable& table, Quotients& measured) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    measured.numbers += table.known[row] == Known::number;
    measured.zeros += table.value[row] == 0;
    measured.missing += table.known[row] == Known::missing;
    measured.suppressed += table.known[row] == Known::suppressed;
  }
}

void fill_quotients(const MeasureYear& year, Quotients& measured) {
  for (std::size_t row = year.first(); row < year.last(); ++row) {
    if (year.is_total(row)) continue;
    measured.lq[row] = year.quotient(row);
    measured.incomplete[row] = year.incomplete(row);
  }
  for (const auto& [from, to] : year.rows_of_industries()) {
    const std::vector<double> scores =
        output::standardised_location_quotients(std::span(measured.lq).subspan(from, to - from));
    std::ranges::copy(scores, measured.standardised.begin() + static_cast<std::ptrdiff_t>(from));
  }
}

void fill_intervals(const ActivityTable& table, const MeasureRequest& request,
                    const MeasureYear& year, Quotients& measured) {
  const sim::Draws draws(request.seed, 0);
  const auto whole = [](double value) { return std::isnan(value) ? -1 : std::llround(value); };
  std::vector<std::uint32_t> region_key, industry_key;
  for (std::size_t k = 0; k < table.regions.size(); ++k)
    region_key.push_back(sim::name_key(table.regions[k]));
  for (std::size_t k = 0; k < table.industries.size(); ++k)
    industry_key.push_back(sim::name_key(table.industries[k]));
#pragma omp parallel for schedule(dynamic, 64)
  for (std::size_t row = year.first(); row < year.last(); ++row) {
    if (std::isnan(measured.lq[row])) continue;
    const output::QuotientCounts counts = {
        whole(table.value[row]), whole(year.of_industry(table.industry[row])),
        whole(year.of_region(table.region[row])), whole(year.whole())};
    const std::uint32_t cell = region_key[table.region[row]] * 31u +
                               industry_key[table.industry[row]] * 17u +
                               static_cast<std::uint32_t>(table.years[table.year[row]]);
    const auto [low, high] = output::bootstrap_interval(counts, request.bootstrap, draws, cell);
    measured.low[row] = low;
    measured.high[row] = high;
  }
}

}  // namespace

double advantage(const MeasureRequest& request, const ActivityTable& table,
                 const Quotients& quotients, std::size_t row) {
  const double quotient = quotients.lq[row];
  const bool zero = request.conventions.follows(Index::rca, Convention::econgeo) &&
                    table.known[row] == Known::number && std::isnan(quotient);
  return zero ? 0 : output::revealed_comparative_advantage(quotient);
}

std::string_view standing(const ActivityTable& table, const Quotients& quotients, std::size_t row) {
  if (table.known[row] == Known::suppressed) return "suppressed";
  if (table.known[row] == Known::missing) return "missing";
  return std::isnan(quotients.lq[row]) ? "undefined" : "";
}

std::string_view beside_name(Index index) {
  switch (index) {
    case Index::rank_size_slope:
      return "standard_error";
    case Index::moran_i:
    case Index::geary_c:
    case Index::getis_ord_g:
    case Index::local_moran:
    case Index::getis_ord_gi_star:
      return "p_value";
    default:
      return "";
  }
}

Quotients quotients_of(const ActivityTable& table, const MeasureRequest& request) {
  Quotients quotients;
  quotients.lq.assign(table.size(), missing);
  quotients.standardised.assign(table.size(), missing);
  quotients.incomplete.assign(table.size(), false);
  if (request.counts) quotients.low.assign(table.size(), missing);
  if (request.counts) quotients.high.assign(table.size(), missing);
  count(table, quotients);
  quotients.notes = table.notes;
  const auto note = [&](const std::vector<std::string>& notes) {
    quotients.notes.insert(quotients.notes.end(), notes.begin(), notes.end());
  };
  NotesOfYears of_years(table);
  for (std::size_t place = 0; place < table.years.size(); ++place) {
    const MeasureYear year(table, request, place);
    fill_quotients(year, quotients);
    if (request.counts && request.wants(Index::lq)) fill_intervals(table, request, year, quotients);
    quotients.absent += year.regions().size() * year.industries().size() - year.by_region().size();
    of_years.add(year, place);
  }
  note(of_years.all());
  note(notes_of_cells(request, quotients));
  if (request.neighbours) note(notes_of_neighbours(table, request));
  return quotients;
}

void tell_indices(const ActivityTable& table, const MeasureRequest& request,
                  const Quotients& quotients, const IndexHearer& hearer) {
  for (std::size_t place = 0; place < table.years.size(); ++place) {
    const MeasureYear year(table, request, place);
    tell_place_indices(request, year, place, quotients, hearer);
    if (request.wants(Index::coagglomeration))
      tell_coagglomeration(table, request, year, place, hearer);
  }
  if (request.wants(Index::rank_persistence))
    tell_rank_persistence(table, request, quotients, hearer);
  if (request.neighbours) tell_spatial_indices(table, request, quotients, hearer);
  if (request.couple) tell_coupling(table, request, hearer);
  if (request.neighbours) tell_transitions(table, request, quotients, hearer);
}

}  // namespace agglomera::scenarios
