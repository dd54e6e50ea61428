// Words for readers of English and of Chinese; empty where nobody gave them.
#pragma once

#include <string>

namespace agglomera::sim {

struct Wording {
  std::string en;
  std::string zh;

  friend bool operator==(const Wording&, const Wording&) = default;
};

}  // namespace agglomera::sim
