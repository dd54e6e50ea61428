// A group of a result as a group of an open HDF5 file: dimension scales, then the variables along them.
#pragma once

#include <span>

#include "output/store/hdf5.hpp"
#include "output/store/result_file.hpp"
#include "output/store/schema.hpp"

namespace agglomera::output {

void write_attribute(hid_t object, const Attribute& attribute);

// Units and long names left empty are filled in from `rule`, where there is one.
void write_group(hid_t file, const Group& content, const GroupRule* rule,
                 std::span<const Attribute> attributes = {});

}  // namespace agglomera::output
