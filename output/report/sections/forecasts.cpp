#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section forecasts(const Sheet&) { return {"forecasts", {}}; }

}  // namespace agglomera::output::report
