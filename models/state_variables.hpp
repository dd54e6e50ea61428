// The entities of the model and what describes each of them: the second element of the ODD document.
#pragma once

#include <span>
#include <string_view>

namespace agglomera::models {

struct Entity {
  std::string_view name;
  std::string_view text;
};

struct StateVariable {
  std::string_view entity;
  std::string_view name;
  std::string_view symbol;  // empty where the equations have none
  std::string_view unit;    // or the kind of value
  std::string_view text;
  std::string_view changes;  // by what, or that it stays
};

std::span<const Entity> entity_table();
std::span<const StateVariable> state_variable_table();

}  // namespace agglomera::models
