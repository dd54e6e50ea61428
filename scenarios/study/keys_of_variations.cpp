// The keys of sweeps and sensitivity analyses, and of their factors.
#include "models/lever.hpp"
#include "models/parameters.hpp"
#include "scenarios/study/factor_section.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/outputs_section.hpp"
#include "scenarios/study/sensitivity_file.hpp"
#include "scenarios/study/sweep_file.hpp"
#include "scenarios/study/variation_file.hpp"

namespace agglomera::scenarios {
namespace {

using enum Need;
using When = KeyCase::When;

constexpr std::int64_t most_steps_of_range = 1000000;
constexpr std::int64_t most_trajectories = 100'000, most_levels = 64;

Keys variation_keys(std::int64_t least_replicates) {
  return {
      word_key("scenario", required, "TOML file of its scenario, or of a policy with its levers"),
      whole_key(
          "replicates", required, least_replicates, most_replicates,
          least_replicates > 1 ? "runs of every point; one tells no noise" : "runs of every point",
          "runs of every point, on the same luck at each"),
      seed_key(),
      word_key("others", optional,
               "what is no factor: its usual value (usually), or drawn for each replicate")
          .of("state of the others", {"usual", "drawn"}),
      table_key("outputs", required, "outputs", "what is measured at every point")};
}

Keys begin(const std::string& kind) {
  return Keys{format_key(), word_key("experiment", required, "which experiment the file is")
                                .of("experiment", {kind})} +
         headline_keys();
}

Key factors(const std::string& table) {
  return tables_key("factor", required, table, "what is varied").at_least(1);
}

std::vector<std::string> sampled_designs() {
  return {design_names().begin() + 1, design_names().end()};
}

KeyTable sweep() {
  KeyTable table{"sweep", "a sweep", begin("sweep")};
  // Where no case holds, the file is wrong, and factors are read as those of the first case.
  table.cases = {
      {"design.kind", When::one_of, {design_names().front()}, {factors("factor_of_grid")}},
      {"design.kind", When::one_of, sampled_designs(), {factors("factor")}},
      {"calibration",
       When::absent,
       {},
       variation_keys(1) + Keys{table_key("design", required, "design", "which points are run")}},
      {"calibration",
       When::there,
       {},
       {word_key("calibration", required, "TOML file of the calibration that is swept"),
        factors("factor_of_calibration").at_most(1)}}};
  return table;
}

KeyTable design() {
  KeyTable table{
      "design",
      "the design",
      {word_key("kind", required, "a grid combines values; the others spread points over ranges")
           .of("design", design_names())}};
  table.cases = {{"kind",
                  When::one_of,
                  sampled_designs(),
                  {whole_key("points", required, 1, most_points_of_sweep, "points of a design",
                             "number of points")}}};
  return table;
}

KeyTable outputs() {
  KeyTable table{
      "outputs",
      "the table of outputs",
      {words_key("measures", required, "what is measured; hhi and gini of the world only")
           .of("measure of a point", output_measures())
           .at_least(1)
           .once(),
       words_key("clusters", optional, "ids of clusters, or \"all\"").once(),
       words_key("cities", optional, "ids of cities").once(),
       truth_key("world", "whether all places together are measured"),
       whole_key("year", optional, first_year_of_all, last_year_of_all,
                 "years of the run after its first", "year of the run; usually its last"),
       truth_key("effect",
                 "whether the difference that levers make is measured, on the same luck")}};
  table.any = {{"clusters", "cities", "world"}};
  return table;
}

KeyTable sensitivity() {
  KeyTable table{"sensitivity", "a sensitivity analysis",
                 begin("sensitivity") + variation_keys(least_replicates_of_sensitivity) +
                     Keys{factors("factor"), table_key("method", required, "method_of_sensitivity",
                                                       "Sobol indices, or screening by Morris")}};
  return table;
}

KeyTable method_of_sensitivity() {
  KeyTable table{"method_of_sensitivity",
                 "the method of a sensitivity analysis",
                 {word_key("kind", required, "sobol: shares of variance; morris: screening")
                      .of("method of sensitivity", {"sobol", "morris"})}};
  table.cases = {
      {"kind",
       When::one_of,
       {"sobol"},
       {whole_key("samples", optional, 2 * least_samples_of_scrambling, most_samples_of_sobol,
                  "base points over all scramblings", "a power of two for each scrambling"),
        whole_key("scramblings", optional, 2, most_scramblings, "intervals are taken over them",
                  "independent scramblings of the sequence"),
        truth_key("second_order", "whether pairs of factors are looked at")}},
      {"kind",
       When::one_of,
       {"morris"},
       {whole_key("trajectories", optional, 2, most_trajectories, "a spread takes two",
                  "ways through the factors"),
        whole_key("levels", optional, 2, most_levels, "levels of each factor", "an even number")
            .in_steps_of(2)}}};
  return table;
}

// Factors of a grid have values or steps; those of other designs may have their prior.
class FactorTables {
 public:
  explicit FactorTables(bool grid) : grid_(grid) {}

  std::vector<KeyTable> tables() {
    KeyTable table{grid_ ? "factor_of_grid" : "factor", "a factor", {}};
    table.just_one = {{"parameter", "parameters", "lever", "mechanism", "assumed_background"}};
    table.cases = {
        {"parameter",
         When::there,
         {},
         {word_key("parameter", required, "a parameter (agglomera describe parameter)")
              .of("parameter", parameter_names()),
          truth_key("prior", "whether it has its prior; not in a grid")}},
        {"parameters", When::there, {}, several_parameters()},
        {"mechanism",
         When::there,
         {},
         {word_key("mechanism", required, "a mechanism, off and on")
              .of("mechanism", mechanism_names())}},
        {"assumed_background",
         When::there,
         {},
         {words_key("assumed_background", required, "how the background and demand go on")
              .of("assumed background", background_words())
              .at_least(1)
              .once()}},
        {"lever", When::there, {}, places_of_levers()},
        {"lever", When::there, {}, terms_of_levers(), {}, {}, own_lever()}};
    for (const models::ParameterDeclaration& one : models::parameter_table())
      table.cases.push_back(of_parameter(std::string(one.name), one.range, std::string(one.unit)));
    for (const models::LeverKind& kind : models::lever_kinds()) {
      table.cases.push_back(of_lever(kind));
      table.cases.push_back(others_of_lever(kind));
    }
    tables_.push_back(std::move(table));
    return std::move(tables_);
  }

 private:
  static Keys several_parameters() {
    const std::string text =
        "parameters with their priors, or \"free\": all with a prior of some width";
    return {word_key("parameters", required, text).of("word for them", {"free"}),
            words_key("parameters", required, text).of("parameter", parameter_names()).at_least(1)};
  }

  // Without any of these keys it is the lever of the scenario that is varied.
  static Names own_lever() { return {"cities", "clusters", "countries", "where", "years"}; }

  static Keys places_of_levers() {
    const Keys all = lever_keys("lever");
    Keys keys = {
        lists_key("where", optional, "places in turn: lists of clusters and cities").at_least(1)};
    for (const Key& key : all)
      if (key.name != "ramp" && key.name != "trigger" && key.name != "unit_cost")
        keys.push_back(key);
    for (Key& key : keys)
      if (key.name == "years") key.need = optional;
    return keys;
  }

  static Keys terms_of_levers() {
    Keys keys;
    for (const Key& key : lever_keys("lever"))
      if (key.name == "years" || key.name == "ramp" || key.name == "trigger" ||
          key.name == "unit_cost")
        keys.push_back(key);
    return keys;
  }

  Key range(const std::string& key, const std::string& of, const models::Range& bounds,
            const std::string& unit) {
    const std::string id = (grid_ ? "range_of_grid:" : "range:") + of;
    KeyTable table{id,
                   grid_ ? "a range of a grid" : "a range",
                   {number_key("low", required, bounds, unit, "low end"),
                    number_key("high", required, bounds, unit, "high end"),
                    word_key("scale", optional, "how points lie in it; usually linear")
                        .of("scale", {"linear", "log"})}};
    if (grid_)
      table.keys.push_back(whole_key("steps", required, 2, most_steps_of_range, "steps of a range",
                                     "number of values, both ends among them"));
    tables_.push_back(std::move(table));
    return table_key(key, optional, id, "a range of values");
  }

  KeyCase of_parameter(const std::string& name, const models::Range& bounds,
                       const std::string& unit) {
    KeyCase one{"parameter",
                When::one_of,
                {name},
                {numbers_key("values", optional, bounds, unit, "values in turn").at_least(1).once(),
                 range("range", name, bounds, unit)}};
    one.any = {{"values", "range", "prior"}};
    one.never_two = {{"values", "range"}};
    return one;
  }

  KeyCase of_lever(const models::LeverKind& kind) {
    const models::LeverParameter& strength = kind.parameters.front();
    const std::string name(strength.name), unit(strength.unit);
    KeyCase one{
        "lever",
        When::one_of,
        {std::string(kind.name)},
        {numbers_key("strengths", optional, strength.range, unit, "strengths in turn")
             .at_least(1)
             .once(),
         number_key(name, optional, strength.range, unit, "one strength, where places are varied"),
         range(name, std::string(kind.name), strength.range, unit)}};
    one.any = {{"strengths", name}};
    one.never_two = {{"strengths", name}};
    return one;
  }

  static KeyCase others_of_lever(const models::LeverKind& kind) {
    KeyCase one{"lever", When::one_of, {std::string(kind.name)}, {}, {}, {}, own_lever()};
    for (std::size_t i = 1; i < kind.parameters.size(); ++i)
      one.keys.push_back(number_key(std::string(kind.parameters[i].name), optional,
                                    kind.parameters[i].range, std::string(kind.parameters[i].unit),
                                    std::string(kind.parameters[i].text)));
    return one;
  }

  bool grid_;
  std::vector<KeyTable> tables_;
};

}  // namespace

std::vector<KeyTable> tables_of_variations() {
  std::vector<KeyTable> tables = FactorTables(true).tables();
  for (KeyTable& table : FactorTables(false).tables()) tables.push_back(std::move(table));
  for (KeyTable (*one)() : {sweep, design, outputs, sensitivity, method_of_sensitivity})
    tables.push_back(one());
  tables.push_back(
      {"factor_of_calibration",
       "a factor",
       {lists_key("calibrate_on", required, "what is fitted in turn: lists of clusters and cities")
            .at_least(1)}});
  return tables;
}

}  // namespace agglomera::scenarios
