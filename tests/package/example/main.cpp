// A program of somebody else: runs a scenario and prints one city's LQs, median and 90 % interval.
#include <fmt/format.h>

#include "output/scores/quantile.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/run.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "sim/errors.hpp"

using namespace agglomera;

int main(int argc, char** argv) try {
  if (argc != 3) return fmt::print(stderr, "usage: example SCENARIO CITY\n"), 2;
  scenarios::Source disk;
  auto scenario = scenarios::read_scenario(disk, argv[1], {.members = 20, .seed = 7});
  scenarios::attach_posterior(scenario, disk);
  std::size_t city = 0;
  while (city < scenario.study->cities.size() && scenario.study->cities[city].id != argv[2]) ++city;
  if (city == scenario.study->cities.size()) return fmt::print(stderr, "no city {}\n", argv[2]), 2;

  const scenarios::Ensemble ensemble = scenarios::run_ensemble(scenario);
  for (std::size_t year = 0; year < ensemble.years; ++year) {
    std::vector<double> lqs;  // quantile leaves out members that failed
    for (int member = 0; member < ensemble.members; ++member)
      lqs.push_back(ensemble.series[0].lq_count[ensemble.at(member, city, year)]);
    fmt::print("{} {:.6f} {:.6f} {:.6f}\n", scenario.study->first + static_cast<int>(year),
               output::quantile(lqs, 0.5), output::quantile(lqs, 0.05), output::quantile(lqs, 0.95));
  }
} catch (const sim::InputError& wrong) {
  return fmt::print(stderr, "{}\n", wrong.what()), 2;
}
