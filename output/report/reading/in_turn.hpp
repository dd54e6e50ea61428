// Values one after the other: "1 and 2" / "1、2", for in Chinese 和 would stand tight between digits.
#pragma once

#include <vector>

#include "output/report/text.hpp"

namespace agglomera::output::report {

inline Text in_turn(const std::vector<Text>& values) {
  Text all = list_of(values);
  all.zh.clear();
  for (const Text& value : values) all.zh += (all.zh.empty() ? "" : "、") + value.zh;
  return all;
}

}  // namespace agglomera::output::report
