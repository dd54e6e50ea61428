// README.md of a derived study: what came from the user's files and what is assumed.
#pragma once

#include <string>

#include "scenarios/study/derived_tables.hpp"

namespace agglomera::scenarios {

std::string readme_md(const PlacedStudy& placed);

}  // namespace agglomera::scenarios
