#include "scenarios/study/method_section.hpp"

#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::int64_t most_modes = 64;
constexpr std::int64_t most_rounds = 50;
constexpr std::int64_t most_generations = 10000;

template <class Choice>
void choose(TomlTable& section, std::string_view key, std::string_view noun,
            const std::vector<std::string>& names, Choice& choice) {
  if (const auto which = section.one_of(key, Need::optional, noun, names))
    choice = static_cast<Choice>(*which);
}

void count(TomlTable& section, std::string_view key, std::int64_t low, std::int64_t high,
           std::string_view why, int& number) {
  if (const auto said = section.whole(key, Need::optional, low, high, why))
    number = static_cast<int>(*said);
}

void read_cross_check(TomlTable& section, const FreeQuantities& free, Method& method) {
  if (!section.one_of("cross_check", Need::optional, "cross-check", {"abc-smc"})) return;
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

Method read_method(TomlTable& root, const FreeQuantities& free) {
  Method method;
  auto section = root.table("method", Need::optional, "the table of the method");
  if (!section) return method;
  choose(*section, "kind", "method", method_names(), method.kind);
  count(*section, "steps", 1, most_steps, "steps of ES-MDA", method.steps);
  choose(*section, "localisation", "localisation", {"own-city", "none", "summaries"}, method.localisation);
  method.noise_correction = section->truth("noise_correction").value_or(method.noise_correction);
  choose(*section, "noise", "rule for the noise", {"innovation-likelihood", "stated"},
         method.noise);
  count(*section, "modes", 0, most_modes, "restarts of CMA-ES", method.modes);
  read_cross_check(*section, free, method);
  count(*section, "rounds", 1, most_rounds, "rounds of ABC-SMC", method.rounds);
  count(*section, "generations", 1, most_generations, "generations of CMA-ES", method.generations);
  section->finish();
  return method;
}

}  // namespace agglomera::scenarios
