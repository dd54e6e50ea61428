#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section policy_effects(const Sheet&) { return {"policy-effects", {}}; }

}  // namespace agglomera::output::report
