#include "scenarios/experiments/workload.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include "sim/city_network.hpp"

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
};

}  // namespace

std::span<const std::string> workload_names() { return names; }

const std::string& name_of(Workload workload) { return names[static_cast<std::size_t>(workload)]; }

std::optional<Workload> workload_named(const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Workload>(found - names.begin());
}

models::ParameterSettings settings_of(Workload workload) {
  const auto table = models::parameter_table();
  models::ParameterSettings settings = models::usual_settings();
  for (std::size_t i = 0; i < settings.size(); ++i) {
    settings[i].prior = {models::Scale::linear, 0.0};
    if (workload == Workload::common)
      for (const auto& [member, value] : common_values)
        if (table[i].value == member) settings[i].usual = value;
  }
  return settings;
}

models::Study study_of(Workload workload, std::int64_t firms, std::int64_t cities, std::int64_t years,
                       std::uint64_t seed) {
  (void)seed;
  models::Study s;
  s.name = "made up"; s.first = 2008; s.last = static_cast<sim::Year>(2008 + years);
  const std::size_t n = static_cast<std::size_t>(cities);
  double all = 0; for (std::size_t i = 0; i < n; ++i) all += 1.0 / (1.0 + static_cast<double>(i));
  for (std::size_t i = 0; i < n; ++i) {
    sim::City c; c.id = "city-" + std::to_string(i); c.name_en = c.name_zh = c.id; c.country = "AA";
    c.latitude_degrees = static_cast<double>(i % 50); c.longitude_degrees = static_cast<double>(i % 300) * 0.5;
    c.cluster = i % 3 == 0 ? "k" + std::to_string(i / 12) : sim::independent_cluster;
    s.cities.push_back(c); s.regimes.push_back(models::Regime::market); s.governance_score.push_back(0.0);
    const double b = 0.9 / all / (1.0 + static_cast<double>(i));
    s.firm_share.push_back({std::vector<double>(s.years(), b), std::vector<sim::Year>(s.years(), 2008), 0.0, false});
    s.revenue_share = s.firm_share;
    const models::Prior sure{models::Scale::linear, 0.0};
    s.latents.endowment.push_back({0.1 * static_cast<double>(i % 5), sure, false});
    s.latents.technology.push_back({0.5, sure, false}); s.latents.culture.push_back({0.4, sure, false});
    s.latents.amenity.push_back({0.0, sure, false}); s.latents.growth_advantage.push_back({0.0, sure, false});
  }
  s.hubs = {0};
  s.links = sim::usual_links(s.cities, s.hubs);
  s.totals.focal_firms.assign(s.years(), static_cast<double>(firms));
  s.totals.focal_revenue_usd.assign(s.years(), static_cast<double>(firms) * 5e5);
  s.totals.listed_firms = s.totals.focal_firms;
  const std::vector<std::vector<double>> nothing(n, std::vector<double>(s.years(), std::numeric_limits<double>::quiet_NaN()));
  s.observed = {nothing, nothing, nothing};
  s.parameters = settings_of(workload);
  return s;
}

models::Mechanisms mechanisms_of(Workload workload) {
  models::Mechanisms mechanisms;
  mechanisms.acquisition = mechanisms.spin_offs = workload == Workload::full;
  return mechanisms;
}

}  // namespace agglomera::scenarios
