#include "output/export/csv_cell.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace agglomera::output {
namespace {

template <typename Number>
void append_number(std::string& line, Number number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  line.append(digits.data(), end);
}

}  // namespace

void append_cell(std::string& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char letter : text) {
    if (letter == '"') line += '"';
    line += letter;
  }
  line += '"';
}

void append_cell(std::string& line, std::int64_t number) { append_number(line, number); }
void append_cell(std::string& line, std::int32_t number) { append_number(line, number); }

void append_cell(std::string& line, double number) {
  if (std::isnan(number)) return;
  if (std::isinf(number))
    line += number > 0 ? "Inf" : "-Inf";
  else
    append_number(line, number);
}

}  // namespace agglomera::output
