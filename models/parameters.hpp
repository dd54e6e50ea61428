// Every global parameter of the model, declared once: what it means, its unit, range, usual value,
// prior and where they come from. Files, help, results and calibration read this table.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/prior.hpp"

namespace agglomera::models {

struct Parameters {
  // utility and choice
  double taste_resources;        // β_R
  double taste_coupling;         // β_D
  double taste_localisation;     // β_L
  double taste_spread;           // β_S
  double taste_siphoning;        // β_B
  double lq_floor;               // ε
  double nest_dissimilarity;     // λ
  double rest_of_world_appeal;   // amenity of the rest of the world; that of the mean city is 0
  double rest_of_world_growth;   // growth advantage of the rest of the world
  // governance
  double coordinated_appeal;     // G of coordinated places against market-led ones
  double mixed_appeal;           // G of mixed places against market-led ones
  double governance_quality;     // G per standard deviation of the governance indicators
  double strategy_scale;         // multiplies the dated national strategies
  // innovation resources
  double resource_return;        // δ
  double resource_activity;      // λ_n
  double resource_spread;        // λ_S
  // radiation
  double half_life_km;
  double cluster_discount;
  double gravity_exponent;
  // exit
  double exit_rate;
  double exit_size_elasticity;
  double exit_coupling;
  double exit_coordinated;
  // growth
  double growth_shock;           // scale of the Laplace shock at the usual size
  double growth_size_elasticity;
  double growth_resources;
  double growth_coupling;
  double growth_spread;
  // relocation and acquisition
  double relocation_rate;
  double border_barrier;
  double acquisition_rate;
  // entry
  double demand_elasticity;      // ψ
  double spin_off_share;
  double entrant_size;
  double entrant_size_log_sd;
  // initial state and continuation
  double firm_size_log_sd;
  double unobserved_lq_log_sd;
  double trend_damping;
  double firms_drift_sd;
  double revenue_drift_sd;

  friend bool operator==(const Parameters&, const Parameters&) = default;
};

struct ParameterDeclaration {
  std::string_view name;  // that of the member
  std::string_view text;
  std::string_view text_zh;
  std::string_view unit;  // "1" for pure numbers
  Range range;
  double usual;
  Prior prior;
  std::string_view source;
  double Parameters::*value;
};

std::span<const ParameterDeclaration> parameter_table();
const ParameterDeclaration* find_parameter(std::string_view name);

// What a study or scenario says instead of the table: another usual value, another prior, or fixed.
struct ParameterSetting {
  double usual;
  Prior prior;

  friend bool operator==(const ParameterSetting&, const ParameterSetting&) = default;
};

// One setting for each row of the table.
using ParameterSettings = std::vector<ParameterSetting>;
ParameterSettings usual_settings();
Parameters usual_parameters(const ParameterSettings& settings);

// The two feedbacks, of own activity on utility directly and through resources, must die out:
// (β_L + β_R·λ_n/δ)/λ < 1.
double feedback_gain(const Parameters& parameters);

}  // namespace agglomera::models
