#include "scenarios/study/years_section.hpp"

#include <fmt/format.h>

namespace agglomera::scenarios {

std::optional<Years> read_years(TomlTable& table, sim::Year low, sim::Year high,
                                std::string_view why) {
  return read_span(table, {"years", "year", "a span of years"}, Need::required, low, high, why);
}

std::optional<Years> read_span(TomlTable& table, const SpanWords& words, Need need,
                               std::int64_t low, std::int64_t high, std::string_view why) {
  auto span = table.table(words.key, need, std::string(words.span));
  if (!span) return std::nullopt;
  const auto first = span->whole("first", Need::required, low, high, why);
  const auto last = span->whole("last", Need::required, low, high, why);
  span->finish();
  if (!first || !last) return std::nullopt;
  if (*last < *first) {
    span->complain(span->at("last"), ends_before_it_begins(words.noun, *first, *last));
    return std::nullopt;
  }
  return Years{static_cast<sim::Year>(*first), static_cast<sim::Year>(*last)};
}

std::string ends_before_it_begins(std::string_view noun, std::int64_t first, std::int64_t last) {
  return fmt::format("the last {} {} is before the first, {}", noun, last, first);
}

}  // namespace agglomera::scenarios
