#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section learned(const Sheet&) { return {"learned", {}}; }

}  // namespace agglomera::output::report
