#include "scenarios/experiments/workload.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "scenarios/study/synthetic.hpp"

namespace agglomera::scenarios {
namespace {

using models::Parameters;

const std::array<std::string, 2> names = {"full", "common"};

// By what the common workload differs from the usual values.
constexpr std::pair<double Parameters::*, double> common_values[] = {
    {&Parameters::exit_rate, 0.05},
    {&Parameters::exit_size_elasticity, 0.0},
    {&Parameters::exit_coupling, 0.0},
    {&Parameters::exit_coordinated, 0.0},
    {&Parameters::relocation_rate, 0.03},
    {&Parameters::border_barrier, 0.0},
    {&Parameters::nest_dissimilarity, 1.0},
    {&Parameters::growth_size_elasticity, 0.0},
    {&Parameters::firm_size_log_sd, 0.0},  // at the start; no city refuses a firm for its size
};

models::ParameterSettings settings_of(Workload workload, models::ParameterSettings settings) {
  const auto table = models::parameter_table();
  for (std::size_t i = 0; i < settings.size(); ++i) {
    settings[i].prior = {models::Scale::linear, 0.0};
    if (workload == Workload::common)
      for (const auto& [member, value] : common_values)
        if (table[i].value == member) settings[i].usual = value;
  }
  return settings;
}

}  // namespace

std::span<const std::string> workload_names() { return names; }

const std::string& name_of(Workload workload) { return names[static_cast<std::size_t>(workload)]; }

std::optional<Workload> workload_named(const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Workload>(found - names.begin());
}

models::Study study_of(Workload workload, std::int64_t firms, std::int64_t cities,
                       std::int64_t years, std::uint64_t seed) {
  SyntheticWorld world;
  world.firms = firms;
  world.cities = static_cast<std::size_t>(cities);
  world.seed = seed;
  world.years = static_cast<int>(years);
  models::Study study = synthetic_study(world);
  study.parameters = settings_of(workload, std::move(study.parameters));
  return study;
}

models::Mechanisms mechanisms_of(Workload workload) {
  models::Mechanisms mechanisms;
  mechanisms.acquisition = mechanisms.spin_offs = workload == Workload::full;
  return mechanisms;
}

}  // namespace agglomera::scenarios
