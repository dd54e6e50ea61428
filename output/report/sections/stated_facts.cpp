#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section stated_facts(const Sheet&) { return {"stated-facts", {}}; }

}  // namespace agglomera::output::report
