#include "scenarios/experiments/odd.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/design_concepts.hpp"
#include "models/kernels.hpp"
#include "models/mechanisms.hpp"
#include "models/phases.hpp"
#include "models/state_variables.hpp"
#include "models/term_table.hpp"
#include "scenarios/experiments/index_conventions.hpp"
#include "scenarios/experiments/markdown.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/study/keys.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "sim/draw_purposes.hpp"

namespace agglomera::scenarios {
namespace {

using Rows = std::vector<std::vector<std::string>>;

template <typename... Words>
std::vector<std::string> cells(const Words&... words) {
  return {std::string(words)...};
}

std::string with_unit(double value, std::string_view unit) {
  if (unit == "1") return fmt::format("{}", value);
  if (unit.starts_with("1/")) return fmt::format("{} per {}", value, unit.substr(2));
  return fmt::format("{} {}", value, unit);
}

std::string prior_text(const models::Prior& prior) {
  return prior.sd == 0.0 ? "fixed"
                         : fmt::format("{}, sd {}", models::scale_name(prior.scale), prior.sd);
}

// Rows of parameters: what they are, and what the subject has where it says otherwise.
std::string parameters_table(const std::vector<std::string_view>& names, const Subject* subject) {
  Rows rows;
  const auto table = models::parameter_table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const models::ParameterDeclaration& one = table[i];
    if (std::find(names.begin(), names.end(), one.name) == names.end()) continue;
    std::vector<std::string> row = {
        code(one.name), std::string(one.text),
        fmt::format("{} to {}", one.range.low, with_unit(one.range.high, one.unit)),
        fmt::format("{}", one.usual), prior_text(one.prior)};
    if (subject) {
      const models::ParameterSetting& here = subject->scenario.study->parameters[i];
      const bool same = here.usual == one.usual && here.prior == one.prior;
      row.push_back(same ? "as usual" : fmt::format("{}; {}", here.usual, prior_text(here.prior)));
    }
    row.emplace_back(one.source);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) return "";
  std::vector<std::string> header = {"parameter", "meaning", "range", "usual", "prior"};
  if (subject) header.emplace_back("here");
  header.emplace_back("source");
  return markdown_table(header, rows);
}

std::string purpose() {
  Rows rows;
  for (const models::Pattern& pattern : models::pattern_table())
    rows.push_back(cells(pattern.name, pattern.text, pattern.looked));
  return fmt::format(
      "## 1. Purpose and patterns\n\n{}\n\nThe model is judged by these patterns:\n\n{}",
      models::purpose_text(),
      markdown_table({"pattern", "what is seen", "how it is looked for"}, rows));
}

std::string entities() {
  std::string text = "## 2. Entities, state variables, and scales\n\n### Entities\n\n";
  Rows rows;
  for (const models::Entity& entity : models::entity_table())
    rows.push_back(cells(entity.name, entity.text));
  text += markdown_table({"entity", "what it is"}, rows) + "### State variables\n\n";
  rows.clear();
  for (const models::StateVariable& one : models::state_variable_table())
    rows.push_back(cells(one.entity, code(one.name),
                         one.symbol.empty() ? std::string() : code(one.symbol), one.unit, one.text,
                         one.changes));
  text += markdown_table({"entity", "variable", "symbol", "unit or kind", "meaning", "changes by"},
                         rows);
  return text +
         fmt::format(
             "### Scales\n\nOne step is one year. A run begins with the first observed year of its "
             "study and may go {} years beyond the last. Space is a network: cities are points on "
             "the "
             "globe, joined by links with lengths in km; the rest of the world is one place "
             "without "
             "coordinates. Which cities and years there are, a study says.\n\n",
             most_years_beyond);
}

std::string overview() {
  std::string text =
      "## 3. Process overview and scheduling\n\nIn a year everyone decides on the world as it "
      "stood at its "
      "beginning; then the decisions are carried out in one order, so that the result does not "
      "depend on "
      "the order of firms, on threads or on machines.\n\n" +
      block(
          "for each year after the first:\n"
          "    market    = open_market(model, world, levers, year)    what cities offer; frozen\n"
          "    decisions = decide(model, world, market)               every firm; reads only\n"
          "    commit(decisions, market, world)                       the only writer") +
      "The processes of a year, in their order:\n\n";
  int number = 0;
  for (const models::Phase& phase : models::phase_table())
    text += fmt::format("{}. {}: {}.\n", ++number, code(phase.name), phase.text);
  return text + "\n";
}

std::string concepts() {
  std::string text = "## 4. Design concepts\n\n";
  for (const models::DesignConcept& one : models::design_concept_table())
    text += fmt::format("### {}\n\n{}\n\n", one.name, one.text);
  Rows rows;
  for (const sim::DrawPurpose& one : sim::draw_purposes())
    rows.push_back(cells(code(one.name), one.text));
  return text + "Random numbers are drawn for these purposes:\n\n" +
         markdown_table({"purpose", "what is drawn"}, rows);
}

std::string process(const models::Phase& phase, const Subject* subject) {
  std::string text = fmt::format("### {}\n\nIn short: {}.\n\n", phase.name, phase.text);
  if (!phase.equation.empty()) text += block(phase.equation);
  if (!phase.symbols.empty()) text += fmt::format("where {}.\n\n", phase.symbols);
  return text + fmt::format("{}\n\nSource: {}.\n\n", phase.how, phase.source) +
         parameters_table(phase.parameters, subject);
}

std::string initialisation(const Subject* subject) {
  std::string text =
      "## 5. Initialisation\n\nWhat happens outside the year: before the first one, at the last "
      "observed one, and after it.\n\n";
  for (const models::Phase& phase : models::setup_table()) text += process(phase, subject);
  return text;
}

std::string input_data(const Subject* subject) {
  Rows rows;
  for (const Key& key : key_table("tables").keys)
    if (rows.empty() || rows.back().front() != code(key.name))
      rows.push_back(cells(code(key.name), key.need == Need::required ? "yes" : "no", key.text));
  std::string text =
      "## 6. Input data\n\nA study is a TOML file that names these tables. Nothing else enters the "
      "model from outside while it runs.\n\n" +
      markdown_table({"table", "needed", "what it holds"}, rows);
  if (!subject)
    return text + "A document with a study's own data: `agglomera describe --odd STUDY`.\n\n";
  text += odd_of_study(*subject);
  return subject->is_study ? text : text + odd_of_scenario(subject->scenario);
}

std::string kernels() {
  Rows rows;
  for (const models::KernelDeclaration& one : models::kernel_table())
    rows.push_back(cells(code(one.name), code(one.equation), one.text, one.source));
  return "### Kernels of radiation\n\nA study or scenario chooses one.\n\n" +
         markdown_table({"kernel", "weight", "meaning", "source"}, rows);
}

std::string mechanisms(const Subject* subject) {
  Rows rows;
  for (const models::MechanismDeclaration& one : models::mechanism_table()) {
    rows.push_back(cells(code(one.name), one.text));
    if (subject) rows.back().emplace_back(subject->scenario.mechanisms.*one.on ? "on" : "off");
  }
  std::vector<std::string> header = {"mechanism", "what it does"};
  if (subject) header.emplace_back("here");
  return "### Mechanisms\n\nEach can be switched off by name; `agglomera explain` attributes each "
         "city's change of "
         "LQ to them.\n\n" +
         markdown_table(header, rows);
}

// What the terms are with the lever at its usual values, told by the lever itself.
std::string changed_terms(const models::LeverKind& kind) {
  std::vector<double> values;
  for (const models::LeverParameter& one : kind.parameters) values.push_back(one.usual);
  const std::vector<sim::PlaceIndex> targets = {0, 1};
  models::Terms terms(2);
  const models::Terms neutral(2);
  kind.apply(values, targets, terms);
  std::vector<std::string> changes;
  for (const models::TermDeclaration& one : models::term_table())
    if ((terms.*one.value)[0] != (neutral.*one.value)[0])
      changes.push_back(fmt::format("{} is {:.4g} instead of {:.4g} ({})", code(one.name),
                                    (terms.*one.value)[0], (neutral.*one.value)[0], one.text));
  for (const models::Partnership& one : terms.partnerships)
    changes.push_back(
        fmt::format("partnership: {}; share {:.4g}{}", models::partnerships_text, one.share,
                    one.across_clusters ? ", to partners of another cluster only" : ""));
  return fmt::format("{}", fmt::join(changes, "; "));
}

std::string levers() {
  std::string text =
      "### Levers\n\nA lever acts on its cities from its first to its last year; its strength "
      "rises over its ramp. "
      "It writes the terms of the year and nothing else.\n\n";
  for (const models::LeverKind& kind : models::lever_kinds()) {
    Rows rows;
    for (const models::LeverParameter& one : kind.parameters)
      rows.push_back(
          cells(code(one.name), one.text,
                fmt::format("{} to {}", one.range.low, with_unit(one.range.high, one.unit)),
                fmt::format("{}", one.usual), one.source));
    text += fmt::format("#### {} (lever)\n\n{} At its usual values, in a city that has it: {}.\n\n{}",
                        kind.name, kind.text, changed_terms(kind),
                        markdown_table({"parameter", "meaning", "range", "usual", "source"}, rows));
  }
  return text;
}

std::string indices() {
  Rows rows;
  const Conventions conventions;
  for (std::size_t number = 0; number < number_of_indices; ++number) {
    const auto index = static_cast<Index>(number);
    rows.push_back(cells(code(name_of(index)), code(conventions.text(index))));
  }
  return "### Indices\n\nWhat `agglomera measure` tells of any table, and results of runs, each "
         "with its "
         "convention.\n\n" +
         markdown_table({"index", "convention"}, rows);
}

std::string submodels(const Subject* subject) {
  std::string text =
      "## 7. Submodels\n\nEquations are those of the code, in the order of the year. `ln` is the "
      "natural "
      "logarithm, `~` means in proportion to. `assumed` stands where nobody has measured.\n\n";
  for (const models::Phase& phase : models::phase_table()) text += process(phase, subject);
  return text + kernels() + mechanisms(subject) + levers() + indices();
}

std::string title(const Subject* subject) {
  const std::string of = subject ? ": " + plain(subject->scenario.study->name) : "";
  return fmt::format(
      "# Agglomera{}\n\nThe model as an ODD document (Overview, Design concepts, Details; Grimm et "
      "al. "
      "2020), printed by `agglomera describe --odd` of version {} from the tables that "
      "the program itself runs with.\n\n",
      of, program_version());
}

}  // namespace

std::string odd_document(const Subject* subject) {
  std::string text = title(subject) + purpose() + entities() + overview() + concepts() +
                     initialisation(subject) + input_data(subject) + submodels(subject);
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace agglomera::scenarios
