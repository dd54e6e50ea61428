// A table of many industries of which some were made by the engine itself, each from numbers drawn from
// the prior of a study that `init --from` writes: whoever calibrates such a study should find them again.
//
// The regions are all there is; their sizes follow a power law and grow at rates of their own. The
// other industries share out what the made ones leave of every region.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/belief.hpp"
#include "scenarios/study/derived_study.hpp"

namespace agglomera::tests {

struct RecoveryDesign {
  std::size_t regions = 60, industries = 90, truths = 20;
  int years = 18;
  bool revenue = false;       // a column of revenue beside the counts
  double firms = 1000.0;      // of a made industry in the first year, about
  double all_firms = 4e5;     // of all industries in all regions then
  std::uint64_t seed = 1;
};

struct MadeIndustry {
  std::string name;
  models::Belief truth;  // the free numbers of the study's own calibrate.toml, in prior sds
};

// Writes table.csv (region,industry,year,value[,revenue]) and regions.csv into a folder that is there, and
// makes use of a folder `scratch` in it.
std::vector<MadeIndustry> write_recovery_table(const RecoveryDesign& design,
                                               const std::filesystem::path& folder);

}  // namespace agglomera::tests
