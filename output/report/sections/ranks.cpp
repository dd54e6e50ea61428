#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section ranks(const Sheet&) { return {"ranks", {}}; }

}  // namespace agglomera::output::report
