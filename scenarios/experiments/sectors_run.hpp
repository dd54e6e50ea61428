// One member of a study that tells sectors apart: an economy through its years, under one branch's levers.
#pragma once

#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

// What was recorded of one member goes into the first branch of the ensemble, and into its sectors.
// The series are those of all sectors together, against the background of the study.
void run_sectors(const Scenario& scenario, const std::vector<models::Lever>& levers,
                 const sim::Distances& distances, int member, Ensemble& ensemble);

// Series of sectors, not yet recorded, for all members.
SectorSeries empty_sector_series(const Scenario& scenario);

}  // namespace agglomera::scenarios
