// The keys of a scenario, and of levers wherever they stand.
#include "models/lever.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/trigger_section.hpp"

namespace agglomera::scenarios {
namespace {

using enum Need;

constexpr models::Range positive{0.0, 1e12};

std::string text_of(const models::LeverParameter& parameter) {
  return std::string(parameter.text) + " (" + std::string(parameter.source) + ")";
}

// Of each kind, its parameters; the first is the strength and asked for.
KeyTable lever() {
  KeyTable table{"lever", "a lever", lever_keys("kind")};
  table.any = {{"cities", "clusters", "countries"}};
  for (const models::LeverKind& kind : models::lever_kinds()) {
    KeyCase of_kind{"kind", KeyCase::When::one_of, {std::string(kind.name)}, {}};
    for (const models::LeverParameter& one : kind.parameters)
      of_kind.keys.push_back(number_key(std::string(one.name),
                                        of_kind.keys.empty() ? required : optional, one.range,
                                        std::string(one.unit), text_of(one)));
    table.cases.push_back(std::move(of_kind));
  }
  return table;
}

KeyTable trigger() {
  KeyTable table{"trigger",
                 "a trigger",
                 {word_key("measure", required, "what is looked at, at the end of every year")
                      .of("measure", trigger_measures()),
                  word_key("city", optional, "id of the city where"),
                  word_key("cluster", optional, "id of the cluster where, taken as one place"),
                  number_key("below", optional, positive, "1",
                             "it acts once the measure is below this; revenue in 10^8 USD"),
                  number_key("above", optional, positive, "1",
                             "it acts once the measure is above this; revenue in 10^8 USD")}};
  table.just_one = {{"city", "cluster"}, {"below", "above"}};
  return table;
}

}  // namespace

std::vector<KeyTable> tables_of_scenario() {
  return {
      {"scenario", "a scenario",
       Keys{format_key(), word_key("study", required, "TOML file of its study, beside this file"),
            table_key("years", required, "span_of_years",
                      "years of the run; the first is that of the study"),
            whole_key("members", required, 1, most_members, "members of the ensemble",
                      "histories that are run: each is one draw of all that is uncertain"),
            seed_key(),
            word_key("posterior", optional,
                     "HDF5 file of calibrate: parameters are drawn from it")} +
           headline_keys() +
           Keys{table_key("mechanisms", optional, "mechanisms", "which mechanisms are off"),
                word_key("background", optional,
                         "given shares, or listed firms of their own; usually shares")
                    .of("background", {"shares", "agents"}),
                truth_key("sample", "false: every member has the usual values"),
                truth_key("condition",
                          "false: firms are not made to agree with the last observed year"),
                kernel_key("instead of the study's kernel"), parameters_key(),
                tables_key("lever", optional, "lever", "a policy")}},
      {"mechanisms",
       "mechanisms",
       {words_key("off", required,
                  "mechanisms that are switched off (agglomera describe mechanism)")
            .of("mechanism", mechanism_names())
            .once()}},
      lever(),
      trigger()};
}

}  // namespace agglomera::scenarios
