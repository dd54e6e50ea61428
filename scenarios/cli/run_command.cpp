#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "output/report/reading/sector_leaders.hpp"
#include "output/scores/quantile.hpp"
#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/firm_snapshots.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/run.hpp"
#include "scenarios/experiments/run_view.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/experiments/shared_worlds.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using output::report::LedSector;
using scenarios::RunView;

constexpr std::size_t leaders_shown = 3;  // of each sector

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string scenario;
  std::string from;
  std::string out;
  bool resume = false;
  std::optional<std::int64_t> checkpoint_every;  // years
  std::optional<std::string> snapshot;           // years
};

struct Request {
  scenarios::Scenario scenario;
  scenarios::Provenance provenance;
  scenarios::PosteriorUse posterior;
  std::vector<sim::Year> snapshots;
};

std::string snapshot_text(const Options& options) {
  return options.snapshot ? " --snapshot " + *options.snapshot : "";
}

Request request_of(const Options& options) {
  if (options.scenario.empty() == options.from.empty())
    throw sim::InputError(sim::Complaint{
        "run", 0, 0, "needs a scenario, or --from and a result file, and not both", ""});
  if (options.from.empty()) {
    scenarios::Source disk;
    Request request{scenarios::read_scenario(disk, options.scenario, options.simulation.overrides()),
                    scenarios::provenance_of(fmt::format("agglomera run {} -o {}{}{}", options.scenario,
                                                         options.out, options.simulation.text(),
                                                         snapshot_text(options))),
                    {},
                    {}};
    if (options.snapshot) request.snapshots = scenarios::years_of_snapshots(*options.snapshot);
    request.posterior = scenarios::attach_posterior(request.scenario, disk);
    return request;
  }
  if (options.simulation.members || options.simulation.seed)
    throw sim::InputError(sim::Complaint{
        "--from", 0, 0, "repeats a result as it was (--members and --seed would make another)", ""});
  if (options.snapshot)
    throw sim::InputError(sim::Complaint{
        "--from", 0, 0, "repeats a result as it was (--snapshot would make another)", ""});
  const output::ResultFile file = output::read_result(options.from, "run");
  const RunView kept(file, options.from);
  std::vector<scenarios::InputFile> inputs;
  for (const output::InputText& input : file.inputs) inputs.push_back({input.path, input.text});
  if (inputs.empty())
    throw sim::InputError(sim::Complaint{options.from, 0, 0, "holds no inputs to repeat from", ""});
  scenarios::Source source(inputs);
  scenarios::Overrides as_kept{static_cast<std::int64_t>(kept.members()), scenarios::seed_in(file)};
  Request request{scenarios::read_scenario(source, inputs.front().path, as_kept),
                  scenarios::provenance_in(file), {}, scenarios::years_of_snapshots(file)};
  request.posterior = scenarios::attach_posterior(request.scenario, source);
  return request;
}

struct Summary {
  double low, median, high, observed;
};

Summary summary_of(const RunView& run, const char* measure, std::size_t city, std::size_t year) {
  const std::vector<double> ensemble = run.ensemble(measure, city, year);
  return {output::quantile(ensemble, 0.05), output::quantile(ensemble, 0.5),
          output::quantile(ensemble, 0.95), run.observed(measure, city, year)};
}

nlohmann::json json_of(const RunView& run, const scenarios::Ensemble& ensemble,
                       const std::vector<LedSector>& sectors) {
  auto rows = nlohmann::json::array();
  for (const char* measure : {"lq_count", "lq_revenue"})
    for (std::size_t city = 0; city < run.cities().size(); ++city)
      for (std::size_t year = 0; year < run.years().size(); ++year) {
        const Summary s = summary_of(run, measure, city, year);
        rows.push_back({{"city", run.cities()[city]}, {"measure", measure},
                        {"year", run.years()[year]}, {"q05", s.low}, {"q50", s.median},
                        {"q95", s.high}, {"observed", s.observed}});
      }
  nlohmann::json all = {{"members", run.members()},
                        {"ranks", sim::ranks()},
                        {"members_per_rank", ensemble.members_per_rank},
                        {"firms_per_rank", ensemble.firms_per_rank},
                        {"cities", rows}};
  for (const LedSector& sector : sectors) {
    auto leaders = nlohmann::json::array();
    for (const output::report::SectorLeader& one : sector.leaders)
      leaders.push_back({{"city", one.city}, {"q05", one.lq_count.q05}, {"q50", one.lq_count.q50},
                         {"q95", one.lq_count.q95}, {"revenue_q50", one.lq_revenue.q50},
                         {"firms", one.firms}});
    all["sectors"].push_back({{"sector", sector.id}, {"leaders", leaders}});
  }
  return all;
}

void print_sectors(const RunView& run, const std::vector<LedSector>& sectors) {
  if (sectors.empty()) return;
  fmt::print("\nThe most specialised cities of each sector in {}: location quotient of firms, median "
             "[90 % interval]\n\n", run.years().back());
  std::vector<std::vector<std::string>> rows;
  for (const LedSector& sector : sectors) {
    rows.push_back({sector.name.en, "-", "-", "-"});
    for (std::size_t i = 0; i < sector.leaders.size(); ++i) {
      const output::report::SectorLeader& one = sector.leaders[i];
      const std::string city = run.city_text("city_name", run.city_index(one.city));
      rows.back()[i + 1] = fmt::format("{} {:.2f} [{:.2f}, {:.2f}]", city, one.lq_count.q50,
                                       one.lq_count.q05, one.lq_count.q95);
    }
  }
  fmt::print("{}", table({"", "first", "second", "third"}, rows));
  fmt::print("\nCities are ranked by the lower end of the interval, where the sector has {} firms or more.\n",
             output::report::least_ranked_firms);
}

std::string interval(const Summary& s) {
  return std::isnan(s.median) ? "-" : fmt::format("{:.2f} [{:.2f}, {:.2f}]", s.median, s.low, s.high);
}

std::string observation(const Summary& s) {
  return std::isnan(s.observed) ? "-" : fmt::format("{:.2f}", s.observed);
}

void print_text(const RunView& run, const scenarios::Scenario& scenario) {
  const std::size_t last = run.years().size() - 1;
  fmt::print("Location quotients in {}, {} members: median [90 % interval], and observed\n\n",
             run.years()[last], run.members());
  std::vector<std::vector<std::string>> rows;
  bool any_assumed = false;
  for (std::size_t city = 0; city < run.cities().size(); ++city) {
    const Summary count = summary_of(run, "lq_count", city, last);
    const Summary revenue = summary_of(run, "lq_revenue", city, last);
    const bool assumed = city + 1 < run.cities().size() && !run.is_observed(city);
    any_assumed = any_assumed || assumed;
    rows.push_back({run.city_text("city_name", city) + (assumed ? " *" : ""), interval(count),
                    observation(count), interval(revenue), observation(revenue)});
  }
  fmt::print("{}", table({"", "firms", "observed", "revenue", "observed"}, rows));
  if (any_assumed)
    fmt::print("\n* nothing was ever observed there: the numbers rest on assumptions alone\n");
  if (scenario.last > scenario.study->last)
    fmt::print("Years after {} rest on continued backgrounds and world totals: assumptions.\n",
               scenario.study->last);
}

int years_between_checkpoints(const Options& options) {
  const std::int64_t years = options.checkpoint_every.value_or(0);
  if (options.checkpoint_every && (years < 1 || years > 1000))
    throw sim::InputError(sim::Complaint{"--checkpoint-every", 0, 0,
                                         fmt::format("{} is out of range (1 to 1000 years)", years), ""});
  if (options.checkpoint_every && options.snapshot)
    throw sim::InputError(sim::Complaint{"--snapshot", 0, 0,
                                         "has to see every year (--checkpoint-every takes members up on the way)",
                                         "leave one of them out"});
  return static_cast<int>(years);
}

int run(const Options& options) {
  Stopwatch watch(options.common);
  const int checkpoint_every = years_between_checkpoints(options);
  options.simulation.set_threads();
  Request request = request_of(options);
  const bool again = options.scenario.empty();
  if (again && sim::is_first_rank())
    output::check_writable(options.out);  // over the repeated file too: the same bytes
  if (!again)
    check_output(options.out, {options.scenario}, request.scenario.inputs,
                 request.scenario.posterior_file);
  const std::string& where = again ? options.from : options.scenario;
  if (checkpoint_every > 0)
    scenarios::require_one_sector(*request.scenario.study, "--checkpoint-every", where);
  const bool together = scenarios::shares_worlds(request.scenario, where);
  scenarios::require_memory(request.scenario, omp_get_max_threads(), together, where);
  std::optional<scenarios::FirmSnapshots> snapshots;
  if (!request.snapshots.empty()) snapshots.emplace(request.scenario, request.snapshots);
  if (request.posterior.asked) remark(options.common, request.posterior.remark);
  const auto parts =
      finished_members(options.out, request.provenance, request.scenario.inputs, options.resume);
  watch.lap("read and checked");
  Progress progress(options.common, "running members");
  scenarios::Ensemble ensemble = scenarios::run_ensemble(
      request.scenario, {[&](int done, int of) { progress(done, of); }, &stop_on_interrupt(), &parts,
                         checkpoint_every, together},
      snapshots ? snapshots->onlooker() : scenarios::Onlooker{});
  if (!sim::is_first_rank()) return done;
  watch.lap("simulated");
  tell_shares(options.common, ensemble.members_per_rank);
  if (options.common.verbose && !ensemble.firms_per_rank.empty())
    tell("firms per rank: {}\n", fmt::join(ensemble.firms_per_rank, ", "));
  std::optional<output::Group> firms;
  if (snapshots) firms = snapshots->group(ensemble);
  output::ResultFile file =
      scenarios::run_result(request.scenario, std::move(ensemble), request.provenance);
  if (firms) file.groups.push_back(std::move(*firms));
  output::write_result(file, options.out);
  parts.remove();
  watch.lap("written");
  for (const scenarios::Failure& failure : ensemble.failures)
    tell("member {} of seed {} failed and is missing: {}\n", failure.member,
               request.scenario.seed, failure.reason);
  const RunView view(file, options.out);
  const output::report::Gazetteer no_places;  // the view names them
  const std::vector<LedSector> sectors = output::report::sector_leaders(
      output::report::Sheet(file, options.out, no_places), leaders_shown);
  if (options.common.json) {
    fmt::print("{}\n", json_of(view, ensemble, sectors).dump(2));
  } else {
    print_text(view, request.scenario);
    print_sectors(view, sectors);
  }
  watch.lap("summarised");
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_run(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "run", "run an ensemble of a scenario; print LQs by city with 90 % intervals");
  command->add_option("SCENARIO", options->scenario, "a scenario file, such as baseline.toml");
  command->add_option("-o,--output", options->out, "where the result goes (HDF5, netCDF-4)")
      ->required();
  command->add_option("--from", options->from,
                      "repeat a result from the inputs kept in it, to the same bytes");
  command->add_flag("--resume", options->resume, "go on with the members that an interrupted run left");
  command->add_option("--checkpoint-every", options->checkpoint_every,
                      "keep members in progress every so many years, for --resume (worlds of many firms)");
  command->add_option("--snapshot", options->snapshot,
                      "keep every firm as it stood at the end of these years, such as 2010 or 2010,2017");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return run(*options); }; });
}

}  // namespace agglomera::cli
