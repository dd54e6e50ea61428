// Where numbers of the model come from, in Chinese: the sources that parameters and levers name.
#pragma once

#include <string_view>

namespace agglomera::models {

// Empty for a source that no table of the model names.
std::string_view source_in_chinese(std::string_view source);

}  // namespace agglomera::models
