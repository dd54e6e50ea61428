// experiments/portfolio.toml: which mix of levers is best under a budget.
//   what every experiment says (experiment_file.hpp), with experiment = "optimize"; the scenario
//   goes beyond the last observed year
//   budget = 400.0             10^6 USD over the years, all levers together
//   costs  = "assumed"         where the costs come from; "assumed" when left out
//   [objective]                required
//   measure  = "firms"         or "revenue", "lq_count", "lq_revenue", in the last year
//   cities, clusters, countries = [...]        whose gain is wanted, two cities at least
//   [[lever]]                  one at least; as in a scenario (lever_section.hpp), but
//   strength  = { low = 0.0, high = 1.0 }      is a range, and there is a
//   unit_cost = 12.0           10^6 USD for one unit of strength in one city and year
//   [search]                   optional
//   population  = 64           8 to 4096, a multiple of 4 (NSGA-II of pagmo)
//   generations = 50           1 to 10000
//   [fresh]                    required: members and seed of the second look at the best mixes
//   members = 200, seed = 20270101
// Levers begin after the last observed year, and no kind acts twice on a city in one year.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/experiment.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// firms, revenue, lq_count, lq_revenue.
const std::vector<std::string>& objective_measures();

struct PortfolioOverrides {
  Overrides ensemble;            // of the search
  std::optional<double> budget;  // 10^6 USD
};

// Throws sim::InputError with everything that is wrong in the experiment, its scenario, study and
// tables.
Portfolio read_portfolio(Source& source, const std::filesystem::path& path,
                         const PortfolioOverrides& overrides = {});

}  // namespace agglomera::scenarios
