// A derived study as the folder of a study that runs as it is: validate, run, calibrate, backtest,
// compare, policy, sweep, update.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/derived_study.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// study.toml, its tables, baseline.toml, outlook.toml, policies/, experiments/ and README.md. Observed
// LQs are (n_c/N_c)/(n/N) of the amounts; whatever is not known is observed nowhere. Complains, naming the
// source, of what no study can be made of: fewer than two years or no region, a region or a world without
// anything in a year, regions that add up to more than the world.
std::vector<InputFile> derived_study_files(const DerivedStudy& study, Complaints& complaints);

}  // namespace agglomera::scenarios
