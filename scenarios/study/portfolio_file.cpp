#include "scenarios/study/portfolio_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/lever_section.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t population_step = 4;

class PortfolioReader {
 public:
  PortfolioReader(Source& source, const fs::path& path, TomlTable& root,
                  const PortfolioOverrides& overrides, Complaints& complaints)
      : source_(source), path_(path), root_(root), overrides_(overrides), complaints_(complaints) {}

  Portfolio read() {
    portfolio_.name = path_.stem().string();
    file_ = read_scenario_of_experiment(source_, path_, root_, complaints_);
    check_run();
    portfolio_.budget = root_.number("budget").value_or(money.high);
    const auto costs = root_.word("costs");
    portfolio_.costs = costs ? costs->text : "assumed";
    read_objective();
    read_levers();
    read_search();
    read_fresh();
    root_.finish();
    portfolio_.scenario = std::move(file_.scenario);
    apply(overrides_.ensemble, least_members_of_experiment, portfolio_.scenario, complaints_);
    if (overrides_.budget) portfolio_.budget = *overrides_.budget;
    check_together();
    return std::move(portfolio_);
  }

 private:
  bool run_known() const { return file_.years_known && file_.frame.years_known; }

  void check_run() {
    if (!run_known() || file_.scenario.last > file_.frame.last) return;
    root_.complain(root_.at("scenario"),
                   fmt::format("the run ends in {} and the last observed year is {} (mixes act on "
                               "the years after it)",
                               file_.scenario.last, file_.frame.last),
                   "name a scenario that goes beyond it");
  }

  LeverFrame lever_frame() const {
    LeverFrame frame{file_.frame, file_.scenario.study->cities, {}, {}};
    if (file_.years_known) {
      frame.first = file_.scenario.first;
      frame.last = file_.scenario.last;
    }
    return frame;
  }

  void read_objective() {
    auto section = root_.table("objective");
    if (!section) return;
    if (const auto which =
            section->one_of("measure"))
      portfolio_.objective.measure = objective_measures()[*which];
    const std::size_t before = complaints_.count();
    portfolio_.objective.cities = read_targets_of("an objective", *section, lever_frame());
    if (complaints_.count() == before && file_.study_in_order &&
        portfolio_.objective.cities.size() < 2)
      section->complain(section->at(),
                        "an objective of one city (inequality is between two at least)",
                        "name more cities, clusters or countries");
    section->finish();
  }

  void read_levers() {
    std::vector<models::Lever> levers;
    std::vector<int> lines;
    for (TomlTable& section : root_.tables("lever")) {
      const std::size_t before = complaints_.count();
      PricedLever priced;
      if (!section.has("unit_cost"))
        section.complain(section.at(), "a lever without unit_cost (costs missing in a budget)",
                         "write what one unit of strength costs in one city and year, in 10^6 USD");
      priced.lever = read_lever(section, lever_frame(), &priced.strength);
      if (complaints_.count() > before) continue;  // what it is can't be surely known
      check_begin(section, priced.lever);
      check_conflicts(section, priced.lever, levers, lines, file_.scenario.study->cities);
      levers.push_back(priced.lever);
      lines.push_back(section.at().line);
      portfolio_.levers.push_back(std::move(priced));
    }
    if (!root_.has("lever"))
      root_.complain({}, "has no lever (there is nothing to mix)", "add a [[lever]]");
  }

  void check_begin(TomlTable& section, const models::Lever& lever) {
    if (!run_known() || lever.first > file_.frame.last) return;
    section.complain(
        section.at("years"),
        fmt::format("the lever begins in {}, the last observed year is {} (mixes part from the "
                    "world as it was then)",
                    lever.first, file_.frame.last),
        fmt::format("begin in {} or later", file_.frame.last + 1));
  }

  void read_search() {
    auto section = root_.table("search");
    if (!section) return;
    if (const auto said = section->whole("population")) {
      portfolio_.population = static_cast<int>(*said);
      if (*said % population_step != 0)
        section->complain(section->at("population"),
                          fmt::format("\"population\" is {}, no multiple of {} (NSGA-II pairs its "
                                      "parents in fours)",
                                      *said, population_step),
                          fmt::format("write {}", *said / population_step * population_step));
    }
    if (const auto said = section->whole("generations"))
      portfolio_.generations = static_cast<int>(*said);
    section->finish();
  }

  void read_fresh() {
    auto section = root_.table("fresh");
    if (!section) return;
    portfolio_.fresh_members =
        static_cast<int>(section->whole("members").value_or(least_members_of_experiment));
    const auto seed = section->whole("seed");
    portfolio_.fresh_seed = static_cast<std::uint64_t>(seed.value_or(0));
    fresh_seed_known_ = seed.has_value();
    fresh_seed_at_ = section->at("seed");
    section->finish();
  }

  // What depends on the options too.
  void check_together() {
    if (fresh_seed_known_ && portfolio_.fresh_seed == portfolio_.scenario.seed)
      root_.complain(fresh_seed_at_,
                     fmt::format("the fresh seed is that of the search, {} (nothing would be fresh)",
                                 portfolio_.fresh_seed),
                     "write another");
    double least = 0.0;
    for (const PricedLever& priced : portfolio_.levers)
      least += priced.strength.low * priced.cost_of_one();
    if (least > portfolio_.budget && complaints_.none())
      root_.complain(root_.at("budget"),
                     fmt::format("the least mix costs {:.6g}, more than the budget of {:.6g} (every "
                                 "lever at its lowest strength)",
                                 least, portfolio_.budget),
                     "raise the budget, or lower the low ends");
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  const PortfolioOverrides& overrides_;
  Complaints& complaints_;
  ScenarioFile file_;
  Portfolio portfolio_;
  bool fresh_seed_known_ = false;
  Position fresh_seed_at_;
};

void check_budget_option(const PortfolioOverrides& overrides, Complaints& complaints) {
  if (overrides.budget && !money.holds(*overrides.budget))
    complaints.add({"", 0, 0,
                    fmt::format("--budget: {} is outside {} to {} (10^6 USD)", *overrides.budget,
                                money.low, money.high),
                    ""});
}

}  // namespace

const std::vector<std::string>& objective_measures() {
  static const std::vector<std::string> names = {"firms", "revenue", "lq_count", "lq_revenue"};
  return names;
}

Portfolio read_portfolio(Source& source, const fs::path& path,
                         const PortfolioOverrides& overrides) {
  Complaints complaints;
  Portfolio portfolio;
  check_budget_option(overrides, complaints);
  const auto read = [&](TomlTable& root) {
    portfolio = PortfolioReader(source, path, root, overrides, complaints).read();
  };
  if (!open_experiment(source, path, ExperimentKind::optimize, complaints, read))
    apply(overrides.ensemble, least_members_of_experiment, portfolio.scenario, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  portfolio.inputs = source.read_so_far();
  return portfolio;
}

}  // namespace agglomera::scenarios
