// The mechanisms of the model, each of which can be switched off by name.
#pragma once

#include <span>
#include <string_view>

namespace agglomera::models {

struct Mechanisms {
  bool innovation = true;
  bool coupling = true;
  bool governance = true;
  bool localisation = true;
  bool radiation = true;
  bool siphoning = true;
  bool amenity = true;
  bool entry = true;
  bool spin_offs = true;
  bool exit = true;
  bool growth = true;
  bool relocation = true;
  bool acquisition = true;

  friend bool operator==(const Mechanisms&, const Mechanisms&) = default;
};

struct MechanismDeclaration {
  std::string_view name;  // that of the member
  std::string_view name_zh;
  std::string_view text;
  std::string_view text_zh;
  bool Mechanisms::*on;
};

std::span<const MechanismDeclaration> mechanism_table();

// V = 0 and every place grows alike: expected shares are those of the background.
Mechanisms null_model();

}  // namespace agglomera::models
