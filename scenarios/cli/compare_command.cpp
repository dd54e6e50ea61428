#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/scores/quantile.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/compare.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Comparison;
using scenarios::RunView;
using scenarios::Score;

struct Options {
  CommonOptions common;
  std::string file;
};

nlohmann::json json_of(const Score& score) {
  return {{"n", score.n},       {"log_mae", score.log_mae},         {"mae", score.mae},
          {"crps", score.crps}, {"coverage_50", score.coverage_50}, {"coverage_90", score.coverage_90}};
}

nlohmann::json json_of(const Comparison& comparison) {
  nlohmann::json document = {{"measures", nlohmann::json::object()},
                             {"stated_facts", nlohmann::json::array()}};
  for (const auto& measure : comparison.measures) {
    nlohmann::json entry = json_of(measure.score);
    entry["cities"] = nlohmann::json::array();
    for (const auto& city : measure.cities) {
      nlohmann::json row = json_of(city.score);
      row["city"] = city.city;
      entry["cities"].push_back(row);
    }
    document["measures"][measure.measure] = entry;
  }
  for (const auto& fact : comparison.facts)
    document["stated_facts"].push_back(
        {{"fact", fact.fact},
         {"relation", fact.relation},
         {"stated", fact.stated},
         {"simulated_5", fact.simulated_5},
         {"simulated_50", fact.simulated_50},
         {"simulated_95", fact.simulated_95},
         {"interval_width", fact.simulated_95 - fact.simulated_5},
         {"holds", fact.holds ? nlohmann::json(*fact.holds) : nlohmann::json(nullptr)},
         {"note", fact.note}});
  return document;
}

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.2f}", value); }

// The last year in which the measure was observed in the city.
std::size_t last_observed(const RunView& run, const std::string& measure, std::size_t city) {
  std::size_t last = 0;
  for (std::size_t year = 0; year < run.years().size(); ++year)
    if (!std::isnan(run.observed(measure, city, year))) last = year;
  return last;
}

void print_measure(const RunView& run, const scenarios::MeasureComparison& measure,
                   const std::string& title, double unit) {
  if (measure.score.n == 0) return;
  fmt::print("{}: simulated median [90 % interval] against observed in the last observed year;\n"
             "error and share inside the 90 % interval over all years\n\n", title);
  std::vector<std::vector<std::string>> rows;
  for (const auto& of_city : measure.cities) {
    const std::size_t city = run.city_index(of_city.city);
    const std::size_t year = last_observed(run, measure.measure, city);
    const std::vector<double> ensemble = run.ensemble(measure.measure, city, year);
    rows.push_back({run.city_text("city_name", city), fmt::format("{}", run.years()[year]),
                    fmt::format("{} [{}, {}]", number(output::quantile(ensemble, 0.5) / unit),
                                number(output::quantile(ensemble, 0.05) / unit),
                                number(output::quantile(ensemble, 0.95) / unit)),
                    number(run.observed(measure.measure, city, year) / unit),
                    fmt::format("{:.3f}", of_city.score.log_mae),
                    percent(of_city.score.coverage_90)});
  }
  fmt::print("{}\n", table({"", "year", "simulated", "observed", "log error", "inside"}, rows));
}

void print_text(const output::ResultFile& file, const Comparison& comparison,
                const std::string& place) {
  const RunView run(file, place);
  const char* titles[] = {"LQ of firm counts", "LQ of revenue", "Revenue in 10^8 USD"};
  for (std::size_t i = 0; i < comparison.measures.size(); ++i)
    print_measure(run, comparison.measures[i], titles[i], i == 2 ? 1e8 : 1.0);
  std::vector<std::vector<std::string>> scores;
  for (const auto& measure : comparison.measures)
    if (measure.score.n > 0)
      scores.push_back({measure.measure, fmt::format("{}", measure.score.n),
                        fmt::format("{:.3f}", measure.score.log_mae), number(measure.score.mae),
                        fmt::format("{:.3f}", measure.score.crps),
                        percent(measure.score.coverage_50), percent(measure.score.coverage_90)});
  fmt::print("All cities and years (log_mae: mean |ln(x + 0.05) - ln(y + 0.05)|)\n\n{}\n",
             table({"measure", "n", "log_mae", "mae", "crps", "inside 50 %", "inside 90 %"}, scores));
  if (comparison.facts.empty()) return;
  std::vector<std::vector<std::string>> facts;
  for (const auto& fact : comparison.facts)
    facts.push_back({fact.fact, std::isnan(fact.stated) ? fact.relation : fmt::format("{} {}", fact.relation, fact.stated),
                     fmt::format("{} [{}, {}]", number(fact.simulated_50),
                                 number(fact.simulated_5), number(fact.simulated_95)),
                     !fact.holds ? "can't say" : *fact.holds ? "holds" : "does not hold"});
  fmt::print("What the source states in words\n\n{}",
             table({"fact", "stated", "simulated", ""}, facts));
  for (const auto& fact : comparison.facts)
    if (!fact.holds && !fact.note.empty()) fmt::print("{}: {}\n", fact.fact, fact.note);
}

int compare(const Options& options) {
  const output::ResultFile file = output::read_result(options.file, "run");
  const Comparison comparison = scenarios::compare(file, options.file);
  if (options.common.json)
    fmt::print("{}\n", json_of(comparison).dump(2));
  else
    print_text(file, comparison, options.file);
  return done;
}

}  // namespace

void add_compare(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "compare", "simulated against observed: errors, CRPS, coverage, per city; the stated facts");
  command->add_option("RUN", options->file, "a result of agglomera run")->required();
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return compare(*options); }; });
}

}  // namespace agglomera::cli
