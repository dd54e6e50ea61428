// years = { first = 2008, last = 2017 }: a span of years, both ends in it.
#pragma once

#include <optional>
#include <string_view>

#include "scenarios/study/toml_file.hpp"
#include "sim/ids.hpp"

namespace agglomera::scenarios {

struct Years {
  sim::Year first = 0;
  sim::Year last = 0;
};

// The key "years" of a table; both ends inside the bounds, of which `why` says where they come from.
std::optional<Years> read_years(TomlTable& table, sim::Year low = 1, sim::Year high = 9999,
                                std::string_view why = "years");

}  // namespace agglomera::scenarios
