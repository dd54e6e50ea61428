// Several sectors can be run; what else is asked of a study needs one, and says so rather than take all
// sectors for one.
#pragma once

#include <string>

#include "models/study.hpp"

namespace agglomera::scenarios {

// Throws sim::InputError at `where` when the study tells sectors apart; `what` is a command or an option.
void require_one_sector(const models::Study& study, const std::string& what,
                        const std::string& where);

}  // namespace agglomera::scenarios
