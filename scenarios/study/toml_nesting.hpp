// How deep a TOML text nests, counted before anything recursive touches it: arrays, inline tables,
// dotted keys and dotted headers all nest, and ten thousand of them would overflow the stack of a
// parser or of a destructor.
#pragma once

#include <string_view>

namespace agglomera::scenarios {

struct Depth {
  int levels = 0;  // of the deepest value
  int line = 0;    // where the limit was first passed; 0 when it was not
  int column = 0;
};

// Counts until `limit` is passed. Never less than what a TOML parser would nest.
Depth nesting(std::string_view text, int limit);

}  // namespace agglomera::scenarios
