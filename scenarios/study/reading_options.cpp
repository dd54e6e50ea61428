#include "scenarios/study/reading_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

[[noreturn]] void refuse_reading(const std::string& option, std::string problem) {
  throw sim::InputError(sim::Complaint{option, 0, 0, std::move(problem), ""});
}

NumberManner number_manner_of(const ReadingOptions& options) {
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
    refuse_reading("--thousands", fmt::format("{} is the decimal sign, too", options.thousands));
  return manner;
}

}  // namespace

ActivityManner ReadingOptions::read() const {
  ActivityManner read = manner;
  read.years = read.year != "none";
  if (wide == "auto") read.shape = TableShape::wide;
  if (wide == "industry") read.shape = TableShape::industry_columns;
  if (wide == "year") read.shape = TableShape::year_columns;
  if (separator != "tab" && separator.size() != 1)
    refuse_reading("--separator",
                   fmt::format("\"{}\" is no single letter and not tab", separator));
  read.csv.separator = separator == "tab" ? '\t' : separator[0];
  read.csv.latin_1 = encoding == "latin-1";
  read.number = number_manner_of(*this);
  read.zero = zero;
  if (!missing.empty()) read.missing = missing;
  if (!suppressed.empty()) read.suppressed = suppressed;
  return read;
}

}  // namespace agglomera::scenarios
