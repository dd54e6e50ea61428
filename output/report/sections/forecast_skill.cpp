#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section forecast_skill(const Sheet&) { return {"forecast-skill", {}}; }

}  // namespace agglomera::output::report
