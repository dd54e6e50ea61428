// years = { first = 2008, last = 2017 }: a span of years, both ends in it; and such spans of other
// numbers: origins, horizons.
#pragma once

#include <optional>
#include <string_view>

#include "scenarios/study/toml_file.hpp"
#include "scenarios/study/years.hpp"

namespace agglomera::scenarios {

// The key "years" of a table; both ends inside the bounds, of which `why` says where they come from.
std::optional<Years> read_years(TomlTable& table, sim::Year low = 1, sim::Year high = 9999,
                                std::string_view why = "years");

// What a span counts and under which key: "the last origin 2011 is before the first, 2016".
struct SpanWords {
  std::string_view key;   // "origins"
  std::string_view noun;  // "origin"
  std::string_view span;  // "a span of origins"
};

std::optional<Years> read_span(TomlTable& table, const SpanWords& words, Need need,
                               std::int64_t low, std::int64_t high, std::string_view why);

// The complaint that a span ends before it begins.
std::string ends_before_it_begins(std::string_view noun, std::int64_t first, std::int64_t last);

}  // namespace agglomera::scenarios
