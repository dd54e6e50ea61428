// How numbers are written in a user's table: 1234.5, or 1 234,5, or 1.234,5. A point and a comma mean
// one thing in one country and another elsewhere, so nothing is guessed: a table is read with a decimal
// point and without separators of thousands unless the user says else, and what could be meant in two
// ways is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace agglomera::scenarios {

// Between groups of three digits. Blank: a space, a no-break space or a thin one.
enum class Thousands : std::uint8_t { none, point, comma, blank, apostrophe };

struct NumberManner {
  bool decimal_comma = false;
  Thousands thousands = Thousands::none;
  bool told = false;  // the user said how: nothing is in doubt
};

// Nothing where the words are no number in this manner; infinite where it is too large.
std::optional<double> number_in(std::string_view words, const NumberManner& manner);

// 1.234: one point with three digits behind it and one to three before, the first of them no zero. Where
// a point parts thousands it is 1234.
bool could_be_thousands(std::string_view words);

// In which other manner the words are a number: "say --decimal comma", or each with what it is then.
// Empty where there is none.
std::string manner_hint(std::string_view words, const NumberManner& manner);

}  // namespace agglomera::scenarios
