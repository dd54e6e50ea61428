// Where a result may go: to a place that can be written, and over none of the files it was made from.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// Throws sim::InputError when `out` can't be written or is one of the files that were read: those named
// by the user, and the inputs and the posterior of the first of them. Asked of the first rank alone, which
// writes.
void check_output(const std::string& out, const std::vector<std::string>& named,
                  const std::vector<InputFile>& inputs, const std::string& posterior = {});

}  // namespace agglomera::scenarios
