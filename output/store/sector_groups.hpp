// The part of the schema that studies of several sectors need: the group /sectors of run.h5.
#pragma once

#include "output/store/schema.hpp"

namespace agglomera::output {

GroupRule sectors();

}  // namespace agglomera::output
