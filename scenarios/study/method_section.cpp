#include "scenarios/study/method_section.hpp"

#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {
namespace {

template <class Choice>
void choose(TomlTable& section, std::string_view key, Choice& choice) {
  if (const auto which = section.one_of(key)) choice = static_cast<Choice>(*which);
}

void count(TomlTable& section, std::string_view key, int& number) {
  if (const auto said = section.whole(key)) number = static_cast<int>(*said);
}

void read_cross_check(TomlTable& section, const FreeQuantities& free, Method& method) {
  if (!section.one_of("cross_check")) return;
  method.cross_check = true;
  if (method.kind == MethodKind::abc_smc)
    section.complain(section.at("cross_check"), "the cross-check is the method itself",
                     "leave it out");
  else if (free.parameters.empty() && !free.city_quantities.empty())
    section.complain(section.at("cross_check"),
                     "a cross-check without free parameters (it leaves the cities alone)",
                     "free parameters or leave it out");
}

}  // namespace

const std::vector<std::string>& method_names() {
  static const std::vector<std::string> names = {"es-mda", "abc-smc", "cma-es"};
  return names;
}

const std::vector<std::string>& localisation_names() {
  static const std::vector<std::string> names = {"own-city", "none", "summaries"};
  return names;
}

const std::vector<std::string>& noise_rule_names() {
  static const std::vector<std::string> names = {"innovation-likelihood", "stated"};
  return names;
}

Method read_method(TomlTable& root, const FreeQuantities& free) {
  Method method;
  auto section = root.table("method");
  if (!section) return method;
  choose(*section, "kind", method.kind);
  count(*section, "steps", method.steps);
  choose(*section, "localisation", method.localisation);
  method.noise_correction = section->truth("noise_correction").value_or(method.noise_correction);
  choose(*section, "noise", method.noise);
  count(*section, "modes", method.modes);
  read_cross_check(*section, free, method);
  count(*section, "rounds", method.rounds);
  count(*section, "generations", method.generations);
  section->finish();
  return method;
}

}  // namespace agglomera::scenarios
