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

// Throws sim::InputError when the study has several sectors and more is asked than to run one branch.
void require_no_more_than_a_run(const Scenario& scenario, const std::vector<Branch>& branches,
                                const Onlooker& onlooker);

}  // namespace agglomera::scenarios
