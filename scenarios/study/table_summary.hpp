// What a CSV table says of itself, whatever it is about: its rows, and the sources that they name.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

struct TableSummary {
  std::string path;
  std::size_t rows = 0;
  // Words of the column `source` and how many rows name them, most first; none where it has no such column.
  std::vector<std::pair<std::string, std::size_t>> sources;
};

// Of a table that was read without complaints.
TableSummary summary_of(const InputFile& table);

}  // namespace agglomera::scenarios
