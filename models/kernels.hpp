// The kernels by which radiation is shared out (models/radiation.hpp), by name.
#pragma once

#include <span>
#include <string_view>

#include "models/study.hpp"

namespace agglomera::models {

struct KernelDeclaration {
  Kernel kernel;
  std::string_view name;
  std::string_view equation;  // of the weight w, up to a factor of the row
  std::string_view text;
  std::string_view source;
};

// In the order of Kernel.
std::span<const KernelDeclaration> kernel_table();

}  // namespace agglomera::models
