// A made-up world as the folder of a study that runs as it is.
#pragma once

#include <vector>

#include "scenarios/study/source.hpp"
#include "scenarios/study/synthetic.hpp"

namespace agglomera::scenarios {

// study.toml, its tables, baseline.toml and README.md, for what synthetic_study made of the world.
// Read again they give the same study.
std::vector<InputFile> synthetic_files(const SyntheticWorld& world, const models::Study& study);

}  // namespace agglomera::scenarios
