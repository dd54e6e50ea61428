#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section both_worlds(const Sheet&) { return {"both-worlds", {}}; }

}  // namespace agglomera::output::report
