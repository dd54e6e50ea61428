#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section robustness(const Sheet&) { return {"robustness", {}}; }

}  // namespace agglomera::output::report
