// The part of the schema that shows single firms: the group /firms of run.h5.
#pragma once

#include "output/store/schema.hpp"

namespace agglomera::output {

GroupRule firms();

}  // namespace agglomera::output
