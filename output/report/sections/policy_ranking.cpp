#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section policy_ranking(const Sheet&) { return {"policy-ranking", {}}; }

}  // namespace agglomera::output::report
