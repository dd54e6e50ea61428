// What the numbers of points, of a sweep or a sensitivity analysis, depend on beside the values of the factors: the program, the texts
// of the scenario and its study, replicates, seed, outputs, and what the factors are. Points of two designs
// are alike where their origins are; designs, titles and lists of values may differ.
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiments/provenance.hpp"
#include "scenarios/study/sweep_file.hpp"

namespace agglomera::scenarios {

// Lines of "key<tab>value", one for everything that matters; a text stands for itself by its hash.
std::string origin_of(const Variation& variation, const Provenance& provenance);
inline std::string origin_of(const Sweep& sweep, const Provenance& provenance) {
  return origin_of(sweep.variation, provenance);
}

// The first key in which two origins differ, in words: "\"replicates\" was 4 and is 8"; empty where they
// are alike. `version` tells that it is the program.
struct OriginChange {
  std::string words;
  bool version = false;
};
OriginChange change_of(const std::string& kept, const std::string& now);

// By what a point is known: a word for each factor, the bits of its number, or of words their hash, so that
// a list of words may be reordered.
std::uint64_t key_of(const Factor& factor, double value);

}  // namespace agglomera::scenarios
