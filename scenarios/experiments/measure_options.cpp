#include "scenarios/experiments/measure_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

[[noreturn]] void refuse_option(const std::string& option, std::string problem) {
  throw sim::InputError(sim::Complaint{option, 0, 0, std::move(problem), ""});
}

void check_range(const std::string& option, std::int64_t value, std::int64_t low,
                 std::int64_t high) {
  if (value < low || value > high)
    refuse_option(option, fmt::format("{} is outside {} to {}", value, low, high));
}

NumberManner number_manner_of(const MeasureOptions& options) {
  constexpr std::array names = {"none", "point", "comma", "blank", "apostrophe"};
  NumberManner manner;
  manner.told = !options.decimal.empty() || !options.thousands.empty();
  if (!options.thousands.empty())
    manner.thousands =
        static_cast<Thousands>(std::ranges::find(names, options.thousands) - names.begin());
  // What parts thousands is no decimal sign: a point there tells the comma here.
  manner.decimal_comma =
      options.decimal.empty() ? manner.thousands == Thousands::point : options.decimal == "comma";
  if (!options.decimal.empty() && options.decimal == options.thousands)
    refuse_option("--thousands", fmt::format("{} is the decimal sign, too", options.thousands));
  return manner;
}

}  // namespace

ActivityManner manner_of(const MeasureOptions& options) {
  ActivityManner manner = options.manner;
  manner.years = manner.year != "none";
  if (options.wide == "auto") manner.shape = TableShape::wide;
  if (options.wide == "industry") manner.shape = TableShape::industry_columns;
  if (options.wide == "year") manner.shape = TableShape::year_columns;
  const std::string& separator = options.separator;
  if (separator != "tab" && separator.size() != 1)
    refuse_option("--separator", fmt::format("\"{}\" is no single letter and not tab", separator));
  manner.csv.separator = separator == "tab" ? '\t' : separator[0];
  manner.csv.latin_1 = options.encoding == "latin-1";
  manner.number = number_manner_of(options);
  manner.zero = options.zero;
  if (!options.missing.empty()) manner.missing = options.missing;
  if (!options.suppressed.empty()) manner.suppressed = options.suppressed;
  return manner;
}

void check_ranges(const MeasureOptions& options) {
  check_range("--nearest", options.nearest, 1, 1000);
  check_range("--bootstrap", options.bootstrap, 20, 100000);
  check_range("--permutations", options.permutations, 0, 100000);
  check_range("--classes", options.classes, 2, 20);
}

void refuse_when_wrong(const Complaints& complaints) {
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

MeasuredTable measure_table(const MeasureOptions& options, const std::function<void(const char*)>& step) {
  check_ranges(options);
  (void)chosen_indices(options.indices, Conventions(options.convention));  // before long reading
  const ActivityManner manner = manner_of(options);
  Complaints complaints;
  MeasuredTable result;
  result.table = read_activity(options.table, manner, complaints);
  refuse_when_wrong(complaints);
  if (step) step("read and checked");
  result.request = request_of(options, manner, result.table, complaints);
  refuse_when_wrong(complaints);
  const std::vector<std::string> wanting = drop_what_is_wanting(options, result.request, result.table);
  result.quotients = quotients_of(result.table, result.request);
  result.quotients.notes.insert(result.quotients.notes.end(), wanting.begin(), wanting.end());
  if (step) step("LQs");
  return result;
}

}  // namespace agglomera::scenarios
