// A factor that is a lever: its strength, where it acts, or both (factor_section.hpp).
#pragma once

#include <functional>
#include <vector>

#include "scenarios/study/factor_extent.hpp"
#include "scenarios/study/lever_section.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {

struct PlacedFactor {
  Position at;
  Factor factor;
};

// Reads the levers of all factors of an experiment, one after the other, into Variation::levers.
class LeverFactors {
 public:
  LeverFactors(const ScenarioFile& scenario, Points points, Variation& variation)
      : scenario_(scenario), points_(points), variation_(variation) {}

  // The section finishes itself.
  std::vector<PlacedFactor> read(TomlTable& section);

 private:
  using ReadStrength = std::function<double(const models::LeverParameter&)>;

  std::vector<PlacedFactor> vary_lever_of_scenario(TomlTable& section, Factor& strength,
                                                   const ReadStrength& read);
  LeverFrame lever_frame() const;
  std::string name_of(const models::Lever& lever) const;
  Factor read_where(TomlTable& section, models::Lever& lever);
  void check_against_others(TomlTable& section, const models::Lever& lever);

  const ScenarioFile& scenario_;
  Points points_;
  Variation& variation_;
  std::vector<int> lines_;  // of the levers of factors
};

}  // namespace agglomera::scenarios
