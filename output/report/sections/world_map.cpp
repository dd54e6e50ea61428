#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section world_map(const Sheet&) { return {"world-map", {}}; }

}  // namespace agglomera::output::report
