#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/policy.hpp"
#include "scenarios/experiments/posterior.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Effect;
using scenarios::EffectRow;
using scenarios::PolicyEffects;
using scenarios::Scenario;

// Names of files, and so of policies, need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::vector<std::string> scenarios;
  std::string out;
};

nlohmann::json json_of(const Effect& effect) {
  return {{"mean", effect.mean},
          {"q05", effect.q05},
          {"q25", effect.q25},
          {"q50", effect.q50},
          {"q75", effect.q75},
          {"q95", effect.q95},
          {"p_positive", effect.p_positive},
          {"monte_carlo_se", effect.monte_carlo_se}};
}

nlohmann::json json_of(const std::vector<EffectRow>& rows, const char* place, bool parts) {
  auto all = nlohmann::json::array();
  for (const EffectRow& row : rows) {
    nlohmann::json entry = json_of(row.effect);
    entry["policy"] = row.policy;
    entry[place] = row.place;
    entry["measure"] = row.measure;
    entry["year"] = row.year;
    entry["treated"] = row.treated;
    if (parts) {
      entry["cluster"] = row.cluster;
      entry["observed"] = row.observed;
      entry[row.treated ? "own" : "spillover"] = json_of(row.without_siphoning);
      entry["siphoning"] = json_of(row.siphoning);
    }
    all.push_back(std::move(entry));
  }
  return all;
}

nlohmann::json json_of(const PolicyEffects& effects) {
  nlohmann::json document = {{"effects", json_of(effects.cities, "city", true)},
                             {"clusters", json_of(effects.clusters, "cluster", false)},
                             {"world", json_of(effects.world, "world", false)},
                             {"policies", nlohmann::json::array()}};
  for (const auto& summary : effects.summaries)
    document["policies"].push_back(
        {{"policy", summary.policy},
         {"variance_reduction",
          {{"treated", summary.variance_reduction_treated},
           {"untreated", summary.variance_reduction_untreated}}},
         {"variance_reduction_as_asked",
          {{"treated", summary.variance_reduction_treated_asked},
           {"untreated", summary.variance_reduction_untreated_asked}}},
         {"displacement_ratio", summary.displacement_ratio}});
  const auto& first = document["policies"].front();  // of the first policy, or the only one
  document["variance_reduction"] = first["variance_reduction"];
  document["displacement_ratio"] = first["displacement_ratio"];
  return document;
}

std::string shown(const Effect& effect, int digits) {
  if (std::isnan(effect.mean)) return "-";
  return fmt::format("{:+.{}f} [{:+.{}f}, {:+.{}f}]", effect.mean, digits, effect.q05, digits,
                     effect.q95, digits);
}

// Treated cities, then the others of their clusters.
std::vector<std::string> cities_of_interest(const Scenario& policy) {
  const auto& cities = policy.study->cities;
  std::set<std::string> treated, clusters;
  for (const auto& lever : policy.levers)
    for (const sim::PlaceIndex target : lever.targets) {
      treated.insert(cities[target].id);
      if (cities[target].cluster != sim::independent_cluster) clusters.insert(cities[target].cluster);
    }
  std::vector<std::string> interesting(treated.begin(), treated.end());
  for (const auto& city : cities)
    if (clusters.contains(city.cluster) && !treated.contains(city.id)) interesting.push_back(city.id);
  return interesting;
}

void print_measure(const Scenario& policy, const PolicyEffects& effects, const std::string& measure,
                   const std::string& title, int digits, double unit) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& city : cities_of_interest(policy))
    for (const EffectRow& row : effects.cities) {
      if (row.policy != policy.name || row.place != city || row.measure != measure ||
          row.year != effects.last)
        continue;
      const auto in_unit = [&](Effect effect) {
        effect.mean /= unit, effect.q05 /= unit, effect.q95 /= unit;
        return shown(effect, digits);
      };
      rows.push_back({row.place + (row.observed ? "" : " *"), in_unit(row.effect),
                      row.treated ? in_unit(row.without_siphoning) : "",
                      row.treated ? "" : in_unit(row.without_siphoning), in_unit(row.siphoning),
                      fmt::format("{:.2f}", row.effect.p_positive)});
    }
  fmt::print("{} in {}\n\n{}\n", title, effects.last,
             table({"", "effect", "own gain", "spillover", "siphoning", "P(> 0)"}, rows));
}

void print_text(const std::vector<Scenario>& policies, const PolicyEffects& effects,
                bool conditioned) {
  fmt::print("Mean difference between each member with and without the policy [90 % interval]\n");
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const Scenario& policy = policies[p];
    fmt::print("\n{}, {}-{}, {} members{}\n\n", policy.name, effects.first, effects.last,
               policy.members,
               conditioned ? fmt::format(" that agree with what was observed in {}",
                                         policy.study->last)
                           : " on a free run");
    print_measure(policy, effects, "firms", "Firms", 2, 1.0);
    print_measure(policy, effects, "lq_count", "LQ of firm counts", 3, 1.0);
    print_measure(policy, effects, "lq_revenue", "LQ of revenue", 3, 1.0);
    print_measure(policy, effects, "revenue", "Revenue in 10^8 USD", 1, 1e8);
    for (const EffectRow& row : effects.world)
      if (row.policy == policy.name && row.year == effects.last)
        fmt::print("World {}: {}\n", row.measure == "firms" ? "firms" : "revenue in 10^8 USD",
                   row.measure == "firms"
                       ? shown(row.effect, 2)
                       : fmt::format("{:+.1f}", row.effect.mean / 1e8));
    const auto& summary = effects.summaries[p];
    fmt::print("Firms lost elsewhere per firm gained by the treated cities: {:.2f}\n"
               "Variance reduction by pairing at a tenth of the strength: {:.0f} treated, {:.0f} others "
               "({:.0f} and {:.0f} at the strength asked)\n",
               summary.displacement_ratio, summary.variance_reduction_treated,
               summary.variance_reduction_untreated, summary.variance_reduction_treated_asked,
               summary.variance_reduction_untreated_asked);
  }
  fmt::print("\nOwn gain and spillover: what the policy does while neighbours draw on each other as "
             "before. Siphoning: the rest.\n"
             "* nothing was ever observed there: the numbers rest on assumptions alone.\n");
  if (effects.last > policies.front().study->last)
    fmt::print("All years after {} rest on continued backgrounds and world totals: assumptions.\n",
               policies.front().study->last);
}

int policy(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  std::vector<Scenario> policies;
  std::vector<sim::Complaint> complaints;
  std::string named;
  for (const std::string& file : options.scenarios) {
    named += " " + file;
    try {
      scenarios::Source disk;
      policies.push_back(scenarios::read_scenario(disk, file, options.simulation.overrides()));
      const auto use = scenarios::attach_posterior(policies.back(), disk);
      if (use.asked && policies.size() == 1) remark(options.common, use.remark);
    } catch (const sim::InputError& error) {
      for (const sim::Complaint& complaint : error.complaints()) {
        const auto known = [&](const sim::Complaint& other) { return other.text() == complaint.text(); };
        if (std::none_of(complaints.begin(), complaints.end(), known)) complaints.push_back(complaint);
      }
    }
  }
  if (!complaints.empty()) throw sim::InputError(std::move(complaints));
  scenarios::check_comparable(policies, options.scenarios);
  output::check_writable(options.out);
  watch.lap("read and checked");

  Progress progress(options.common, "running members in all worlds");
  const auto ensemble = scenarios::simulate(
      policies.front(), scenarios::policy_branches(policies),
      {[&](int done, int of) { progress(done, of); }, &stop_on_interrupt()});
  watch.lap("simulated");
  const PolicyEffects effects = scenarios::policy_effects(policies, ensemble);
  watch.lap("effects");
  const auto provenance = scenarios::provenance_of(
      fmt::format("agglomera policy{} -o {}{}", named, options.out, options.simulation.text()));
  output::write_result(scenarios::policy_result(policies, ensemble, effects, provenance),
                       options.out);
  watch.lap("written");
  for (const scenarios::Failure& failure : ensemble.failures)
    fmt::print(stderr, "member {} of seed {} failed and is missing: {}\n", failure.member,
               policies.front().seed, failure.reason);
  if (options.common.json)
    fmt::print("{}\n", json_of(effects).dump(2, ' ', false, in_utf8));
  else
    print_text(policies, effects, ensemble.conditioned);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_policy(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "policy", "what policies change: each member with and without them, on the same luck");
  command->add_option("SCENARIO", options->scenarios, "one or several scenarios with levers")
      ->required();
  command->add_option("-o,--output", options->out, "where the result goes (HDF5, netCDF-4)")
      ->required();
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return policy(*options); }; });
}

}  // namespace agglomera::cli
