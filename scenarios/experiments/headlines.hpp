// What a result is about, in words: the titles and questions of its scenarios or of its experiment,
// and the name of the study.
#pragma once

#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

// Of a run or an explanation: the one scenario, by its name.
output::Group scenarios_group(const Scenario& scenario);

// Of policies: the baseline first, as in the file's series.
output::Group scenarios_group(const std::vector<Scenario>& policies);

// Of the experiment whose headline the scenario bears.
output::Group experiment_group(const Scenario& scenario);

}  // namespace agglomera::scenarios
