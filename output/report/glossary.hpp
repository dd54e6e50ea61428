// The words of the page that a reader may not know, each in a sentence.
#pragma once

#include "output/report/section.hpp"

namespace agglomera::output::report {

Section glossary();

}  // namespace agglomera::output::report
