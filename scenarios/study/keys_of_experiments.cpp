// The keys of calibrations, backtests and portfolios.
#include "models/lever.hpp"
#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/free_section.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/method_section.hpp"
#include "scenarios/study/portfolio_file.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/targets_section.hpp"

namespace agglomera::scenarios {
namespace {

using enum Need;

constexpr std::int64_t most_modes = 64, most_rounds = 50, most_generations = 10000;
constexpr std::int64_t least_population = 8, most_population = 4096, population_step = 4;

// What a fit and a forecast begin with.
Keys experiment_keys(const std::string& kind) {
  return Keys{format_key(),
              word_key("experiment", required, "which experiment the file is")
                  .of("experiment", {kind}),
              word_key("scenario", required, "TOML file of its scenario, without levers"),
              whole_key("members", required, least_members_of_experiment, most_members,
                        "members of the ensemble", "histories that are run"),
              seed_key()} +
         headline_keys();
}

Key steps_key(std::string text) {
  return whole_key("steps", optional, 1, most_steps, "steps of ES-MDA", std::move(text));
}

Key free_key() { return table_key("free", required, "free", "what is learned"); }

std::vector<std::string> quantity_names() {
  std::vector<std::string> names;
  for (const CityQuantity& quantity : city_quantities()) names.emplace_back(quantity.name);
  return names;
}

KeyTable calibrate() {
  return {"calibrate", "a calibration",
          experiment_keys("calibrate") +
              Keys{table_key("targets", optional, "targets",
                             "the observations that are fitted; usually all LQs"),
                   free_key(), table_key("method", optional, "method", "how; usually ES-MDA")}};
}

KeyTable targets() {
  KeyTable table{
      "targets",
      "the table of targets",
      {words_key("measures", optional, "measures that are fitted; usually both LQs")
           .of("measure", target_measures())
           .at_least(1)
           .once(),
       table_key("years", optional, "span_of_years", "years that are fitted"),
       words_key("cities", optional, "ids of cities; usually all that were observed")
           .at_least(1)
           .once(),
       words_key("clusters", optional, "ids of clusters, instead of cities").at_least(1).once()}};
  table.never_two = {{"cities", "clusters"}};
  return table;
}

KeyTable free_table() {
  const std::string text =
      "parameters that are learned, or \"all\": those with a prior of some width";
  KeyTable table{"free",
                 "the table of what is free",
                 {word_key("parameters", optional, text).of("word for them", {"all"}),
                  words_key("parameters", optional, text).of("word for them", {"all"}).at_most(1),
                  words_key("parameters", optional, text).of("parameter", parameter_names()).once(),
                  words_key("cities", optional, "latent quantities of the cities that are learned")
                      .of("quantity of cities", quantity_names())
                      .once()}};
  table.any = {{"parameters", "cities"}};
  return table;
}

KeyTable method() {
  return {"method",
          "the table of the method",
          {word_key("kind", optional, "usually es-mda; the others for free parameters only")
               .of("method", method_names()),
           steps_key("of ES-MDA, at most; usually 8"),
           word_key("localisation", optional,
                    "own-city (usually): quantities of a city learn from its own observations")
               .of("localisation", localisation_names()),
           truth_key("noise_correction",
                     "whether the noise of the model itself is corrected for; usually true"),
           word_key("noise", optional, "where the size of the noise comes from")
               .of("rule for the noise", noise_rule_names()),
           whole_key("modes", optional, 0, most_modes, "restarts of CMA-ES",
                     "restarts that look for several modes"),
           word_key("cross_check", optional, "checks the parameters by another method")
               .of("cross-check", {"abc-smc"}),
           whole_key("rounds", optional, 1, most_rounds, "rounds of ABC-SMC", "of ABC-SMC"),
           whole_key("generations", optional, 1, most_generations, "generations of CMA-ES",
                     "of CMA-ES")}};
}

KeyTable backtest() {
  return {
      "backtest", "a backtest",
      experiment_keys("backtest") +
          Keys{table_key("origins", required, "span_of_origins",
                         "the last years that forecasts know"),
               table_key("horizons", required, "span_of_horizons", "years ahead that are forecast"),
               steps_key("of ES-MDA at every origin, at most"), free_key()}};
}

KeyTable span(const std::string& id, const std::string& noun, std::int64_t high,
              const std::string& counts) {
  return {id,
          noun,
          {whole_key("first", required, 1, high, counts, "first of them"),
           whole_key("last", required, 1, high, counts, "last of them")}};
}

KeyTable optimize() {
  return {"optimize", "a portfolio",
          experiment_keys("optimize") +
              Keys{number_key("budget", required, money, "10^6 USD", "what a mix may cost in all"),
                   word_key("costs", optional, "where the costs come from; usually \"assumed\""),
                   table_key("objective", required, "objective", "what mixes are judged by"),
                   tables_key("lever", required, "lever_of_portfolio",
                              "a lever of the mix: its strength is looked for"),
                   table_key("search", optional, "search", "how long mixes are looked for"),
                   table_key("fresh", required, "fresh",
                             "the second look at the best mixes, on another seed")}};
}

KeyTable objective() {
  KeyTable table{
      "objective", "the objective",
      Keys{word_key("measure", required, "mean and inequality of which measure, over the places")
               .of("measure", objective_measures())} +
          place_keys()};
  table.any = {{"cities", "clusters", "countries"}};
  return table;
}

// The strength is a range; what one unit costs must be said.
std::vector<KeyTable> lever_of_portfolio() {
  KeyTable table{"lever_of_portfolio", "a lever", lever_keys("kind")};
  for (Key& key : table.keys)
    if (key.name == "unit_cost") key.need = required;
  table.any = {{"cities", "clusters", "countries"}};
  std::vector<KeyTable> tables;
  for (const models::LeverKind& kind : models::lever_kinds()) {
    const models::LeverParameter& strength = kind.parameters.front();
    const std::string id = "strength:" + std::string(kind.name), unit(strength.unit);
    tables.push_back({id,
                      "a range of strength",
                      {number_key("low", required, strength.range, unit, "lowest strength"),
                       number_key("high", required, strength.range, unit, "highest strength")}});
    KeyCase of_kind{
        "kind",
        KeyCase::When::one_of,
        {std::string(kind.name)},
        {table_key(std::string(strength.name), required, id, std::string(strength.text))}};
    for (std::size_t i = 1; i < kind.parameters.size(); ++i)
      of_kind.keys.push_back(
          number_key(std::string(kind.parameters[i].name), optional, kind.parameters[i].range,
                     std::string(kind.parameters[i].unit), std::string(kind.parameters[i].text)));
    table.cases.push_back(std::move(of_kind));
  }
  tables.push_back(std::move(table));
  return tables;
}

KeyTable search() {
  return {"search",
          "the table of the search",
          {whole_key("population", optional, least_population, most_population,
                     "mixes of a generation", "a multiple of 4")
               .in_steps_of(population_step),
           whole_key("generations", optional, 1, most_generations, "generations of NSGA-II",
                     "generations of mixes")}};
}

KeyTable fresh() {
  return {"fresh",
          "the second look",
          {whole_key("members", required, least_members_of_experiment, most_members,
                     "members of the second look", "histories of the second look"),
           seed_key()}};
}

}  // namespace

std::vector<KeyTable> tables_of_experiments() {
  std::vector<KeyTable> tables = lever_of_portfolio();
  for (KeyTable (*one)() :
       {calibrate, targets, free_table, method, backtest, optimize, objective, search, fresh})
    tables.push_back(one());
  tables.push_back(span("span_of_origins", "a span of origins", last_year_of_all, "years"));
  tables.push_back(span("span_of_horizons", "a span of horizons", most_horizons, "years ahead"));
  return tables;
}

}  // namespace agglomera::scenarios
