#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/study/portfolio_file.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Front;
using scenarios::FrontMix;
using scenarios::Portfolio;

// Names of files need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string experiment, out;
  std::optional<double> budget;
};

std::vector<std::string> ids_of(const Portfolio& portfolio,
                                const std::vector<sim::PlaceIndex>& cities) {
  std::vector<std::string> ids;
  for (const sim::PlaceIndex city : cities) ids.push_back(portfolio.scenario.study->cities[city].id);
  return ids;
}

nlohmann::json json_of(const FrontMix& mix, const std::vector<std::string>& names) {
  nlohmann::json strengths, extrapolated;
  for (std::size_t i = 0; i < names.size(); ++i) {
    strengths[names[i]] = mix.strengths[i];
    extrapolated[names[i]] = static_cast<bool>(mix.extrapolated[i]);
  }
  return {{"cost", mix.cost}, {"strengths", strengths}, {"extrapolated", extrapolated},
          {"mean", mix.effect.mean}, {"q05", mix.effect.q05}, {"q50", mix.effect.q50},
          {"q95", mix.effect.q95}, {"p_positive", mix.effect.p_positive},
          {"monte_carlo_se", mix.effect.monte_carlo_se}, {"inequality", mix.inequality},
          {"searched", {{"mean", mix.searched.mean}, {"q05", mix.searched.q05},
                        {"inequality", mix.searched.inequality}}},
          {"winners_curse", mix.winners_curse()}, {"expected_regret", mix.expected_regret},
          {"firms_gained", mix.firms_gained}, {"cost_per_firm", mix.cost_per_firm},
          {"dominated", mix.dominated}};
}

nlohmann::json json_of(const Portfolio& portfolio, const Front& front) {
  const std::vector<std::string> names = scenarios::lever_names(portfolio);
  nlohmann::json levers = nlohmann::json::array(), mixes = nlohmann::json::array();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& priced = portfolio.levers[i];
    levers.push_back({{"lever", names[i]}, {"kind", priced.lever.kind},
                      {"targets", ids_of(portfolio, priced.lever.targets)},
                      {"first", priced.lever.first}, {"last", priced.lever.last},
                      {"low", priced.strength.low}, {"high", priced.strength.high},
                      {"unit_cost", priced.lever.unit_cost}, {"cost_of_one", priced.cost_of_one()}});
  }
  for (const FrontMix& mix : front.mixes) mixes.push_back(json_of(mix, names));
  return {{"measure", portfolio.objective.measure},
          {"unit", scenarios::unit_of(portfolio.objective.measure)},
          {"cities", ids_of(portfolio, portfolio.objective.cities)},
          {"year", portfolio.scenario.last}, {"budget", portfolio.budget}, {"costs", portfolio.costs},
          {"baseline", {{"value", front.fresh.value}, {"inequality", front.fresh.inequality}}},
          {"searched_baseline",
           {{"value", front.searched.value}, {"inequality", front.searched.inequality}}},
          {"levers", levers}, {"front", mixes}, {"evaluations", front.evaluations},
          {"different_mixes", front.different_mixes}, {"missing_runs", front.missing_runs}};
}

// A measure as the table shows it: the divisor of its numbers, their digits, and what they count.
struct Shown {
  double unit;
  int digits;
  const char* text;
};

Shown shown_as(const std::string& measure) {
  if (measure == "firms") return {1.0, 1, "firms"};
  if (measure == "revenue") return {1e8, 1, "revenue in 10^8 USD"};
  return {1.0, 3, measure == "lq_count" ? "LQ of firm counts as one place" : "LQ of revenue as one place"};
}

std::string flags_of(const FrontMix& mix) {
  bool beyond = false;
  for (const bool lever : mix.extrapolated) beyond = beyond || lever;
  return std::string(mix.dominated ? "d" : "") + (beyond ? "*" : "");
}

void print_text(const Portfolio& portfolio, const Front& front) {
  const Shown as = shown_as(portfolio.objective.measure);
  const auto signed_number = [&](double x) { return fmt::format("{:+.{}f}", x / as.unit, as.digits); };
  fmt::print("Mixes of levers under a budget of {:.6g} million USD; costs: {}\n"
             "Effect on {} in {}, over {}\n\n",
             portfolio.budget, portfolio.costs, as.text, portfolio.scenario.last,
             fmt::join(ids_of(portfolio, portfolio.objective.cities), ", "));
  std::vector<std::string> header = {"", "cost"};
  for (const std::string& name : scenarios::lever_names(portfolio)) header.push_back(name);
  for (const char* column : {"effect [5 %, 95 %]", "± MC", "in search", "inequality", "regret",
                             "cost/firm", ""})
    header.push_back(column);
  std::vector<std::vector<std::string>> rows;
  for (const FrontMix& mix : front.mixes) {
    std::vector<std::string> row = {fmt::format("{}", rows.size() + 1), fmt::format("{:.1f}", mix.cost)};
    for (std::size_t i = 0; i < mix.strengths.size(); ++i)
      row.push_back(fmt::format("{:.3f}{}", mix.strengths[i], mix.extrapolated[i] ? "*" : ""));
    row.push_back(fmt::format("{} [{}, {}]", signed_number(mix.effect.mean),
                              signed_number(mix.effect.q05), signed_number(mix.effect.q95)));
    row.push_back(fmt::format("{:.{}f}", mix.effect.monte_carlo_se / as.unit, as.digits + 1));
    row.push_back(signed_number(mix.searched.mean));
    row.push_back(fmt::format("{:.4f}", mix.inequality));
    row.push_back(fmt::format("{:.{}f}", mix.expected_regret / as.unit, as.digits));
    row.push_back(std::isnan(mix.cost_per_firm) ? "-" : fmt::format("{:.3g}", mix.cost_per_firm));
    row.push_back(flags_of(mix));
    rows.push_back(std::move(row));
  }
  fmt::print("{}", table(header, rows));
  fmt::print(
      "\nWithout levers: {:.{}f}, inequality {:.4f}. Inequality: Gini of the measure over these cities.\n"
      "Effects are of {} members on a fresh seed; \"in search\" is the mean that chose the mix: the excess\n"
      "over the effect is the winner's curse. Regret: what the best mix of each member gains on top.\n"
      "cost/firm: million USD per firm gained; costs: {}. d: another mix beats it on the fresh seed.\n"
      "* beyond the usual strength: extrapolated, no strength was ever held against data.\n",
      front.fresh.value / as.unit, as.digits, front.fresh.inequality, portfolio.fresh_members,
      portfolio.costs);
}

void print_failures(const Portfolio& portfolio, const Front& front) {
  const auto print = [](const std::vector<scenarios::Failure>& failures, std::uint64_t seed) {
    for (const scenarios::Failure& failure : failures)
      tell("member {} of seed {} failed and is missing: {}\n", failure.member, seed,
                 failure.reason);
  };
  print(front.failures, portfolio.scenario.seed);
  print(front.fresh_failures, portfolio.fresh_seed);
  if (front.missing_runs > 0)
    tell("{} runs of a mix and a member failed and count for nothing\n",
               front.missing_runs);
}

int optimize(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  scenarios::Source disk;
  Portfolio portfolio = scenarios::read_portfolio(
      disk, options.experiment, {options.simulation.overrides(), options.budget});
  scenarios::require_one_sector(*portfolio.scenario.study, "optimize", options.experiment);
  const auto use = scenarios::attach_posterior(portfolio, disk);
  if (use.asked) remark(options.common, use.remark);
  check_output(options.out, {options.experiment}, portfolio.inputs,
               portfolio.scenario.posterior_file);
  std::string command = fmt::format("agglomera optimize {} -o {}{}", options.experiment, options.out,
                                    options.simulation.text());
  if (options.budget) command += fmt::format(" --budget {}", *options.budget);
  const scenarios::Provenance provenance = scenarios::provenance_of(command);
  watch.lap("read and checked");
  Front front;
  try {
    Progress search(options.common, "generations");
    std::optional<Progress> fresh;  // its clock starts when it does
    front = scenarios::optimize(
        portfolio, {[&](int done, int of) { search(done, of); }, &stop_on_interrupt()},
        {[&](int done, int of) {
           if (!fresh) fresh.emplace(options.common, "looking again at the best");
           (*fresh)(done, of);
         },
         nullptr});
  } catch (const scenarios::SearchInterrupted& stopped) {
    tell("interrupted after {} of {} generations; nothing was written, the same command starts "
               "again\n",
               stopped.done, stopped.generations);
    return interrupted;
  }
  watch.lap(fmt::format("searched ({} mixes judged, {} different) and looked again at {}",
                        front.evaluations, front.different_mixes, front.mixes.size()));
  if (!sim::is_first_rank()) return done;
  output::write_result(scenarios::front_result(portfolio, front, provenance), options.out);
  watch.lap("written");
  print_failures(portfolio, front);
  if (options.common.json)
    fmt::print("{}\n", json_of(portfolio, front).dump(2, ' ', false, in_utf8));
  else
    print_text(portfolio, front);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_optimize(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "optimize", "the best mixes of levers under a budget: a Pareto front, looked at again on fresh draws");
  command
      ->add_option("EXPERIMENT", options->experiment,
                   "an experiment file, such as experiments/portfolio.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the front goes (HDF5, netCDF-4)")->required();
  command->add_option("--budget", options->budget, "10^6 USD over the years, instead of the file's");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return optimize(*options); }; });
}

}  // namespace agglomera::cli
