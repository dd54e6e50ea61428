// A value as a cell of a CSV file: RFC 4180, UTF-8, numbers in the fewest digits that give them back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace agglomera::output {

// In quotes where it holds a comma, a quote (doubled then) or a line break.
void append_cell(std::string& line, std::string_view text);
void append_cell(std::string& line, std::int64_t number);
void append_cell(std::string& line, std::int32_t number);

// Nothing for a missing value (NaN); Inf and -Inf as R, pandas and Stata's importers take them.
void append_cell(std::string& line, double number);

}  // namespace agglomera::output
