#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section best_mixes(const Sheet&) { return {"best-mixes", {}}; }

}  // namespace agglomera::output::report
