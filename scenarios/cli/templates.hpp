// The files of a new study, kept in the program. They lie in scenarios/templates/ and are tested there.
#pragma once

#include <span>
#include <string_view>

namespace agglomera::cli {

struct Template {
  std::string_view path;  // in the new study's folder
  std::string_view text;
};

std::span<const Template> study_templates();

}  // namespace agglomera::cli
