// LQs and indices of a table the user already has.
//
// Totals are sums of the numbers that are known, or the table's own total rows where those are named. A
// missing or suppressed cell has no LQ and counts in no index; LQs of its region and of its industry rest
// on sums without it, their indices lack it, and both are marked incomplete. A combination without a row is missing, or zero where the
// user says so.
//
// LQs stay in memory, a number a row. Indices are told one after the other, for ten million regions have
// ninety million of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/measures/spatial_weights.hpp"
#include "scenarios/experiments/index_conventions.hpp"
#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

struct MeasureRequest {
  Conventions conventions;
  std::vector<bool> chosen = std::vector<bool>(number_of_indices, true);
  bool absent_is_zero = false;
  bool counts =
      false;  // values are counts of firms: LQs have intervals, plants are firms of one size
  int bootstrap = 999;  // samples of an interval
  int permutations = 999;
  std::uint64_t seed = 1;
  std::size_t classes = 4;  // of spatial_markov
  // By region of the table.
  std::optional<output::SpatialWeights> neighbours;
  std::string neighbours_text;      // how they were found
  bool neighbours_listed = false;   // by the user, pair by pair
  bool of_quotients = false;        // spatial and rank indices of LQs, not of the table's values
  std::vector<std::size_t> groups;  // for theil; empty: none
  std::vector<double> plant_hhi;    // by industry; NaN where unknown; empty: none
  std::optional<std::pair<std::uint32_t, std::uint32_t>> couple;  // two industries

  bool wants(Index index) const { return chosen[static_cast<std::size_t>(index)]; }
};

inline constexpr std::uint32_t nobody = 0xFFFFFFFFu;

struct IndexValue {
  Index index;
  std::uint16_t year;  // place in the table's years
  std::uint32_t region = nobody;
  std::uint32_t industry = nobody;
  std::uint32_t other = nobody;  // the second industry of a pair
  double value;
  double beside = missing_value;  // p, or standard error of a slope
  bool incomplete =
      false;  // it lacks cells of its region or industry that are missing or suppressed
  static constexpr double missing_value = __builtin_nan("");
};

struct TransitionRow {
  Index index;
  std::uint32_t industry;
  std::string neighbours, from, to;  // classes; neighbours empty for lisa_markov
  std::size_t count;
  double probability;  // missing where nobody was in the class
};

struct Quotients {
  std::vector<double> lq, standardised;  // by row of the table
  std::vector<double> low, high;         // of counts; else empty
  std::vector<bool> incomplete;
  std::vector<std::string> notes;  // how what is odd in the table was treated
  std::size_t numbers = 0, zeros = 0, missing = 0, suppressed = 0, absent = 0;
};

Quotients quotients_of(const ActivityTable& table, const MeasureRequest& request);

// Who hears the indices.
struct IndexHearer {
  std::function<void(const IndexValue&)> index;
  std::function<void(const TransitionRow&)> transition;
};

// Year by year: those of industries and regions, pairs of industries; then those of all years.
void tell_indices(const ActivityTable& table, const MeasureRequest& request,
                  const Quotients& quotients, const IndexHearer& hearer);

// 1 or 0 of the row's LQ, as the convention says; missing where undefined.
double advantage(const MeasureRequest& request, const ActivityTable& table,
                 const Quotients& quotients, std::size_t row);
// Why a row has no LQ: suppressed, missing or undefined; nothing where it has one.
std::string_view standing(const ActivityTable& table, const Quotients& quotients, std::size_t row);

// The name under which IndexValue::beside is shown, or nothing.
std::string_view beside_name(Index index);

}  // namespace agglomera::scenarios
