#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section predictive_check(const Sheet&) { return {"predictive-check", {}}; }

}  // namespace agglomera::output::report
