// A lever: a policy as the model can feel it. Each kind is one file in levers/.
//
// A lever acts on its targets from its first to its last year. Its strength rises over its ramp,
// share(t) = min(1, (t − first + 1)/ramp); its other parameters don't. Levers are applied in one
// order whatever the order in a file, and a strength of zero is the same as no lever to the last bit.
// A lever with a trigger waits for it: its ramp begins in the first of its years before which the
// trigger was set off, and from then on it stays.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/prior.hpp"
#include "models/terms.hpp"
#include "models/trigger.hpp"
#include "sim/ids.hpp"

namespace agglomera::models {

struct LeverParameter {
  std::string_view name;
  std::string_view text;
  std::string_view text_zh;
  std::string_view unit;
  Range range;
  double usual;
  std::string_view source;
};

struct LeverKind {
  std::string_view name;
  std::string_view text;  // one sentence
  std::string_view text_zh;
  std::vector<LeverParameter> parameters;  // the first is the strength
  // Changes the terms of the targets, the strength already scaled by the share of the year.
  void (*apply)(std::span<const double> values, std::span<const sim::PlaceIndex> targets,
                Terms& terms);
  bool links_clusters = false;  // means something only between cities of several clusters
};

// All kinds, in the order of their names.
std::span<const LeverKind> lever_kinds();
const LeverKind* find_lever(std::string_view name);

struct Lever {
  std::string kind;
  std::vector<sim::PlaceIndex> targets;  // ascending
  sim::Year first = 0;
  sim::Year last = 0;
  int ramp_years = 1;
  std::vector<double> values;  // in the order of the kind's parameters
  std::optional<Trigger> trigger = {};
  // 10⁶ USD per unit of strength, city and year at full strength; NaN: not given.
  double unit_cost = std::numeric_limits<double>::quiet_NaN();

  double share(sim::Year year) const;
};

// Of any of them; there is at least one.
sim::Year first_year(std::span<const Lever> levers);

// Σ_years share(year) · targets: how often a city has the lever at full strength for a year.
double city_years(const Lever& lever);

// Levers in the order in which they are applied.
std::vector<Lever> in_one_order(std::vector<Lever> levers);

Terms terms_of(std::span<const Lever> levers, sim::Year year, std::size_t places);

}  // namespace agglomera::models
