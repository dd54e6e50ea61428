#include "scenarios/study/years_section.hpp"

#include <fmt/format.h>

namespace agglomera::scenarios {

std::optional<Years> read_years(TomlTable& table, sim::Year low, sim::Year high,
                                std::string_view why) {
  auto years = table.table("years", Need::required, "a span of years");
  if (!years) return std::nullopt;
  const auto first = years->whole("first", Need::required, low, high, why);
  const auto last = years->whole("last", Need::required, low, high, why);
  years->finish();
  if (!first || !last) return std::nullopt;
  if (*last < *first) {
    years->complain(years->at("last"),
                    fmt::format("the last year {} is before the first, {}", *last, *first));
    return std::nullopt;
  }
  return Years{static_cast<sim::Year>(*first), static_cast<sim::Year>(*last)};
}

}  // namespace agglomera::scenarios
