#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section attribution(const Sheet&) { return {"attribution", {}}; }

}  // namespace agglomera::output::report
