// A trigger: a lever that waits until a measure of a place crosses a threshold. It is asked at the end
// of every year before one in which the lever could act, in the world that has the policy.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/ids.hpp"

namespace agglomera::models {

enum class Measure { lq_count, lq_revenue, firms, revenue };  // revenue in USD

struct Trigger {
  Measure measure = Measure::lq_count;
  std::vector<sim::PlaceIndex> places;  // taken together as one place
  bool above = false;                   // set off when the measure is above the threshold, else below
  double threshold = 0.0;

  friend auto operator<=>(const Trigger&, const Trigger&) = default;
};

struct Lever;
struct Model;
struct World;

// At the end of world.year; false where the measure is missing.
bool is_set_off(const Trigger& trigger, const Model& model, const World& world);

// The levers as they act in the year after world.year: those that wait are left out, those set off
// begin with the year after they were. `world.set_off` keeps the years, by lever.
std::vector<Lever> levers_set_off(std::span<const Lever> levers, const Model& model, World& world);

}  // namespace agglomera::models
