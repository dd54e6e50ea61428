// The model as an ODD document (Overview, Design concepts, Details; Grimm et al. 2020), in Markdown.
//
// It is made of the program's own tables: processes, state variables, design concepts, mechanisms, levers,
// terms, kernels, parameters, draws, indices and keys. What stands in a table stands in the document; what
// is missing there is added there. With a scenario or study it tells what that one puts into the model.
#pragma once

#include <string>

#include "scenarios/study/subject.hpp"

namespace agglomera::scenarios {

std::string odd_document(const Subject* subject = nullptr);

// Of a study: its places, years, tables with their sources, strategies, and which of its values are assumed.
std::string odd_of_study(const Subject& subject);

// Of a scenario: years, switches, levers.
std::string odd_of_scenario(const Scenario& scenario);

}  // namespace agglomera::scenarios
