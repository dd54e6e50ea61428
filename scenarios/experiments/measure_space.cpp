#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/tech_culture_coupling.hpp"
#include "output/measures/mobility.hpp"
#include "output/measures/spatial_association.hpp"
#include "scenarios/experiments/measure_parts.hpp"
#include "sim/ids.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Association;
using output::Significance;
using output::SpatialWeights;

struct Global {
  Index index;
  Association association;
};
constexpr Global globals[] = {{Index::moran_i, Association::moran_i},
                              {Index::geary_c, Association::geary_c},
                              {Index::getis_ord_g, Association::getis_ord_g}};

// The regions of one industry and year with a number, and their neighbours among themselves.
struct Map {
  std::vector<std::uint32_t> regions;
  std::vector<double> values;
  SpatialWeights given, standardised;
};

Map map_of(const ActivityTable& table, const MeasureRequest& request, const IndustryRows& rows,
           const std::vector<double>& field) {
  Map map;
  const std::vector<double> values = by_region(table, request, rows, field);
  std::vector<char> kept(values.size(), 0);
  for (std::size_t region = 0; region < values.size(); ++region) {
    if (std::isnan(values[region])) continue;
    kept[region] = 1;
    map.regions.push_back(static_cast<std::uint32_t>(region));
    map.values.push_back(values[region]);
  }
  map.given = output::restricted(*request.neighbours, kept);
  map.standardised = output::row_standardised(map.given);
  return map;
}

double shown(const MeasureRequest& request, Index index, const Significance& significance) {
  return request.conventions.follows(index, Convention::pysal) ? significance.folded
                                                               : significance.two_sided;
}

// Whether cells of an industry are missing or suppressed.
bool has_gaps(const ActivityTable& table, const IndustryRows& rows) {
  for (std::size_t row = rows.from; row < rows.to; ++row)
    if (table.known[row] != Known::number && table.region[row] != table.total_region) return true;
  return false;
}

// The weights an index takes: by rows, unless it is general G or the user says else.
const SpatialWeights& weights_of(const MeasureRequest& request, const Map& map, Index index) {
  const bool given = index == Index::getis_ord_g
                         ? !request.conventions.follows(index, Convention::standardised)
                         : request.conventions.follows(index, Convention::as_given);
  return given ? map.given : map.standardised;
}

std::vector<IndexValue> spatial_of(const MeasureRequest& request, const IndustryRows& rows,
                                   const Map& map, std::uint32_t key) {
  std::vector<IndexValue> said;
  const sim::Draws draws(request.seed, 0, 1);
  const auto year = static_cast<std::uint16_t>(rows.year);
  for (const auto& [index, kind] : globals) {
    if (!request.wants(index)) continue;
    const SpatialWeights& weights = weights_of(request, map, index);
    const double value = output::association(kind, map.values, weights);
    const Significance p =
        output::significance(kind, map.values, weights, request.permutations, draws, key);
    said.push_back({index, year, nobody, rows.industry, nobody, value, shown(request, index, p)});
  }
  if (request.wants(Index::local_moran)) {
    const SpatialWeights& weights = weights_of(request, map, Index::local_moran);
    const std::vector<double> local = output::local_moran(map.values, weights);
    const std::vector<Significance> p =
        output::local_moran_significance(map.values, weights, request.permutations, draws, key);
    const auto n = static_cast<double>(map.values.size());
    const bool pysal = request.conventions.follows(Index::local_moran, Convention::pysal);
    for (std::size_t k = 0; k < local.size(); ++k)
      said.push_back({Index::local_moran, year, map.regions[k], rows.industry, nobody,
                      pysal ? local[k] * (n - 1) / n : local[k],
                      shown(request, Index::local_moran, p[k])});
  }
  if (request.wants(Index::getis_ord_gi_star)) {
    const std::vector<double> scores = output::getis_ord_gi_star(map.values, map.given);
    for (std::size_t k = 0; k < scores.size(); ++k)
      said.push_back({Index::getis_ord_gi_star, year, map.regions[k], rows.industry, nobody,
                      scores[k], std::erfc(std::abs(scores[k]) / std::sqrt(2.0))});
  }
  return said;
}

void tell_matrix(Index index, std::uint32_t industry, const std::string& neighbours,
                 const output::Transitions& counts, const std::vector<std::string>& names,
                 const IndexHearer& hearer) {
  for (std::size_t from = 0; from < counts.size(); ++from) {
    std::size_t all = 0;
    for (const std::size_t count : counts[from]) all += count;
    for (std::size_t to = 0; to < counts[from].size(); ++to)
      hearer.transition(
          {index, industry, neighbours, names[from], names[to], counts[from][to],
           all > 0 ? static_cast<double>(counts[from][to]) / static_cast<double>(all) : missing});
  }
}

// Of each industry its rows year by year.
std::vector<std::vector<IndustryRows>> by_industry(const ActivityTable& table) {
  std::vector<std::vector<IndustryRows>> all(table.industries.size());
  for (const IndustryRows& rows : industry_rows(table)) all[rows.industry].push_back(rows);
  return all;
}

// Of an industry in two years the values of the regions that have a row in both, or of all regions where
// no row is zero.
std::pair<std::vector<double>, std::vector<double>> in_both(const ActivityTable& table,
                                                            const MeasureRequest& request,
                                                            const IndustryRows& one,
                                                            const IndustryRows& other,
                                                            const std::vector<double>& field) {
  if (request.absent_is_zero)
    return {by_region(table, request, one, field), by_region(table, request, other, field)};
  std::vector<double> before, after;
  std::size_t was = one.from;  // both are sorted by region: gone along together
  for (std::size_t row = other.from; row < other.to; ++row) {
    while (was < one.to && table.region[was] < table.region[row]) ++was;
    if (was == one.to || table.region[was] != table.region[row]) continue;
    if (table.region[row] == table.total_region) continue;
    before.push_back(field[was]);
    after.push_back(field[row]);
  }
  return {std::move(before), std::move(after)};
}

}  // namespace

std::vector<IndustryRows> industry_rows(const ActivityTable& table) {
  std::vector<IndustryRows> all;
  for (std::size_t from = 0; from < table.size();) {
    std::size_t to = from;
    while (to < table.size() && table.industry[to] == table.industry[from] &&
           table.year[to] == table.year[from])
      ++to;
    if (table.industry[from] != table.total_industry)
      all.push_back({table.year[from], from, to, table.industry[from]});
    from = to;
  }
  return all;
}

const std::vector<double>& field_of(const ActivityTable& table, const MeasureRequest& request,
                                    const Quotients& quotients) {
  return request.of_quotients ? quotients.lq : table.value;
}

std::vector<double> by_region(const ActivityTable& table, const MeasureRequest& request,
                              const IndustryRows& rows, const std::vector<double>& field) {
  std::vector<double> values(table.regions.size(), request.absent_is_zero ? 0 : missing);
  for (std::size_t row = rows.from; row < rows.to; ++row) values[table.region[row]] = field[row];
  if (table.total_region) values[*table.total_region] = missing;
  return values;
}

void tell_spatial_indices(const ActivityTable& table, const MeasureRequest& request,
                          const Quotients& quotients, const IndexHearer& hearer) {
  constexpr std::size_t together = 64;  // so that not all of them are in memory at once
  const std::vector<IndustryRows> all = industry_rows(table);
  const std::vector<double>& field = field_of(table, request, quotients);
  for (std::size_t from = 0; from < all.size(); from += together) {
    std::vector<std::vector<IndexValue>> said(std::min(together, all.size() - from));
#pragma omp parallel for schedule(dynamic, 1)
    for (std::size_t k = 0; k < said.size(); ++k) {
      const IndustryRows& rows = all[from + k];
      const Map map = map_of(table, request, rows, field);
      // Draws are keyed by the names of industry and year, not by what else is in the table.
      const std::uint32_t key = sim::name_key(table.industries[rows.industry]) +
                                static_cast<std::uint32_t>(table.years[rows.year]) * 10007u;
      if (map.values.empty()) continue;
      said[k] = spatial_of(request, rows, map, key);
      const bool gaps = has_gaps(table, rows);
      for (IndexValue& value : said[k]) value.incomplete = gaps;
    }
    for (const std::vector<IndexValue>& values : said)
      for (const IndexValue& value : values) hearer.index(value);
  }
}

void tell_transitions(const ActivityTable& table, const MeasureRequest& request,
                      const Quotients& quotients, const IndexHearer& hearer) {
  const std::vector<double>& field = field_of(table, request, quotients);
  if (table.years.size() < 2) return;
  std::vector<std::string> classes;
  for (std::size_t k = 1; k <= request.classes; ++k) classes.push_back(fmt::format("{}", k));
  const std::vector<std::string> names(std::begin(output::quadrants), std::end(output::quadrants));
  const SpatialWeights weights = output::row_standardised(*request.neighbours);
  for (const auto& years : by_industry(table)) {
    if (years.size() < 2) continue;
    std::vector<std::vector<double>> values;
    for (const IndustryRows& rows : years) values.push_back(by_region(table, request, rows, field));
    if (request.wants(Index::spatial_markov)) {
      const auto matrices = output::spatial_markov(values, weights, request.classes);
      for (std::size_t lag = 0; lag < matrices.size(); ++lag)
        tell_matrix(Index::spatial_markov, years[0].industry, classes[lag], matrices[lag], classes,
                    hearer);
    }
    if (request.wants(Index::lisa_markov))
      tell_matrix(Index::lisa_markov, years[0].industry, "", output::lisa_markov(values, weights),
                  names, hearer);
  }
}

void tell_rank_persistence(const ActivityTable& table, const MeasureRequest& request,
                           const Quotients& quotients, const IndexHearer& hearer) {
  const std::vector<double>& field = field_of(table, request, quotients);
  for (const auto& years : by_industry(table))
    for (std::size_t k = 1; k < years.size(); ++k) {
      const auto [before, after] = in_both(table, request, years[k - 1], years[k], field);
      hearer.index({Index::rank_persistence, static_cast<std::uint16_t>(years[k].year), nobody,
                    years[k].industry, nobody, output::rank_persistence(before, after), missing,
                    has_gaps(table, years[k - 1]) || has_gaps(table, years[k])});
    }
}

void tell_coupling(const ActivityTable& table, const MeasureRequest& request,
                   const IndexHearer& hearer) {
  if (!request.wants(Index::coupling_coordination)) return;
  const auto [one, other] = *request.couple;
  double most_one = 0, most_other = 0;
  std::vector<std::vector<double>> ones(table.years.size()), others(table.years.size());
  for (const IndustryRows& rows : industry_rows(table)) {
    if (rows.industry != one && rows.industry != other) continue;
    std::vector<double> values = by_region(table, request, rows, table.value);
    for (const double value : values) {
      double& most = rows.industry == one ? most_one : most_other;
      if (value > most) most = value;
    }
    (rows.industry == one ? ones : others)[rows.year] = std::move(values);
  }
  for (std::size_t year = 0; year < table.years.size(); ++year)
    for (std::size_t region = 0; region < std::min(ones[year].size(), others[year].size());
         ++region) {
      const double a = ones[year][region] / most_one, b = others[year][region] / most_other;
      if (std::isnan(a) || std::isnan(b)) continue;
      const double degree = a > 0 || b > 0
                                ? models::coupling_coordination(models::coupling_degree(a, b), a, b)
                                : missing;
      hearer.index({Index::coupling_coordination, static_cast<std::uint16_t>(year),
                    static_cast<std::uint32_t>(region), one, other, degree});
    }
}

}  // namespace agglomera::scenarios
