#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "models/parameters.hpp"
#include "models/phases.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/json_schema.hpp"
#include "scenarios/experiments/odd.hpp"
#include "scenarios/study/keys.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using nlohmann::json;

struct Options {
  CommonOptions common;
  std::string what;  // "", "lever", "parameter", "mechanism", "phase"; of --schema a kind of
                     // file, of --odd a study or scenario
  std::string name;
  bool schema = false;
  bool odd = false;
};

json json_of(const models::LeverKind& kind) {
  auto parameters = json::array();
  for (const auto& parameter : kind.parameters)
    parameters.push_back({{"name", parameter.name},
                          {"text", parameter.text},
                          {"text_zh", parameter.text_zh},
                          {"unit", parameter.unit},
                          {"range", {parameter.range.low, parameter.range.high}},
                          {"usual", parameter.usual},
                          {"source", parameter.source}});
  return {{"name", kind.name}, {"text", kind.text}, {"text_zh", kind.text_zh},
          {"parameters", parameters}};
}

json json_of(const models::ParameterDeclaration& row) {
  return {{"name", row.name},
          {"text", row.text},
          {"text_zh", row.text_zh},
          {"unit", row.unit},
          {"range", {row.range.low, row.range.high}},
          {"usual", row.usual},
          {"prior", {{"scale", models::scale_name(row.prior.scale)}, {"sd", row.prior.sd}}},
          {"source", row.source}};
}

json everything() {
  json document = {{"levers", json::array()}, {"parameters", json::array()},
                   {"mechanisms", json::array()}, {"phases", json::array()}};
  for (const auto& kind : models::lever_kinds()) document["levers"].push_back(json_of(kind));
  for (const auto& row : models::parameter_table()) document["parameters"].push_back(json_of(row));
  for (const auto& row : models::mechanism_table())
    document["mechanisms"].push_back({{"name", row.name}, {"name_zh", row.name_zh},
                                      {"text", row.text}, {"text_zh", row.text_zh}});
  for (const auto& phase : models::phase_table())
    document["phases"].push_back({{"name", phase.name}, {"text", phase.text},
                                  {"equation", phase.equation}, {"source", phase.source}});
  return document;
}

std::string prior_text(const json& prior) {
  const double sd = prior["sd"];
  return sd == 0.0 ? "fixed" : fmt::format("{} sd {}", prior["scale"].get<std::string>(), sd);
}

std::string text(const json& entry, const char* key) { return entry[key].get<std::string>(); }

std::string range_text(const json& entry) {
  const std::string unit = text(entry, "unit");
  return fmt::format("{} to {}{}", entry["range"][0].get<double>(), entry["range"][1].get<double>(),
                     unit == "1" ? "" : " " + unit);
}

void print_lever(const json& lever) {
  fmt::print("{}: {}\n", text(lever, "name"), text(lever, "text"));
  for (const json& parameter : lever["parameters"])
    fmt::print("  {}: {}; {}, usually {} ({})\n", text(parameter, "name"), text(parameter, "text"),
               range_text(parameter), parameter["usual"].get<double>(), text(parameter, "source"));
}

void print_parameter(const json& parameter) {
  fmt::print("{}: {}\n  {}, usually {}; prior {} ({})\n", text(parameter, "name"),
             text(parameter, "text"), range_text(parameter), parameter["usual"].get<double>(), prior_text(parameter["prior"]),
             text(parameter, "source"));
}

void print_mechanism(const json& mechanism) {
  fmt::print("{}: {}\n", text(mechanism, "name"), text(mechanism, "text"));
}

void print_phase(const json& phase) {
  fmt::print("{}: {}\n", text(phase, "name"), text(phase, "text"));
  if (!text(phase, "equation").empty())
    fmt::print("  {} ({})\n", text(phase, "equation"), text(phase, "source"));
}

struct Section {
  const char* word;
  const char* key;
  const char* title;
  void (*print)(const json&);
};

constexpr Section sections[] = {
    {"phase", "phases", "Phases of a year", print_phase},
    {"mechanism", "mechanisms", "Mechanisms, each can be switched off", print_mechanism},
    {"lever", "levers", "Levers", print_lever},
    {"parameter", "parameters", "Parameters", print_parameter}};

const Section& section_of(const std::string& word) {
  std::vector<std::string> words;
  for (const Section& section : sections) {
    if (word == section.word || word == section.key) return section;
    words.emplace_back(section.word);
  }
  throw sim::InputError(sim::Complaint{"describe", 0, 0, fmt::format("knows no \"{}\"", word),
                                       sim::did_you_mean(word, words)});
}

json named(const json& entries, const std::string& word, const std::string& name) {
  std::vector<std::string> names;
  for (const json& entry : entries) {
    if (entry["name"] == name) return entry;
    names.push_back(entry["name"]);
  }
  throw sim::InputError(sim::Complaint{"describe", 0, 0, fmt::format("there is no {} \"{}\"", word, name),
                                       sim::did_you_mean(name, names)});
}

[[noreturn]] void refuse(std::string message) {
  throw sim::InputError(sim::Complaint{"describe", 0, 0, std::move(message), ""});
}

int describe_files(const Options& options) {
  const std::vector<std::string>& kinds = scenarios::file_kinds();
  if (!options.name.empty()) refuse("--schema takes one kind of file");
  if (!options.what.empty() && std::ranges::find(kinds, options.what) == kinds.end())
    throw sim::InputError(sim::Complaint{
        "describe", 0, 0, fmt::format("--schema knows no kind of file \"{}\"", options.what),
        sim::did_you_mean(options.what, kinds)});
  fmt::print("{}\n", json_schema(options.what).dump(2));
  return done;
}

int print_odd(const Options& options) {
  if (!options.name.empty()) refuse("--odd takes one study or scenario");
  if (options.common.json) refuse("--odd prints Markdown, no JSON");
  if (options.what.empty()) {
    fmt::print("{}", scenarios::odd_document());
  } else {
    const scenarios::Subject subject = scenarios::read_subject(options.what);
    fmt::print("{}", scenarios::odd_document(&subject));
  }
  return done;
}

int describe(const Options& options) {
  if (options.odd && options.schema) refuse("--odd and --schema are two documents");
  if (options.odd) return print_odd(options);
  if (options.schema) return describe_files(options);
  const json all = everything();
  if (options.what.empty()) {
    if (options.common.json) {
      fmt::print("{}\n", all.dump(2));
      return done;
    }
    for (const Section& section : sections) {
      fmt::print("{}\n\n", section.title);
      for (const json& entry : all[section.key]) section.print(entry);
      fmt::print("\n");
    }
    return done;
  }
  const Section& section = section_of(options.what);
  const json entries = options.name.empty()
                           ? all[section.key]
                           : json::array({named(all[section.key], section.word, options.name)});
  if (options.common.json)
    fmt::print("{}\n", (options.name.empty() ? entries : entries.front()).dump(2));
  else
    for (const json& entry : entries) section.print(entry);
  return done;
}

}  // namespace

void add_describe(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "describe", "the model as the code has it: phases with equations, mechanisms, levers, parameters");
  command->add_option("WHAT", options->what, "phase, mechanism, lever or parameter; without: all");
  command->add_option("NAME", options->name, "one of them, such as: describe lever radiation");
  command->add_flag("--odd", options->odd,
                    "the model as an ODD document in Markdown; WHAT: a study or scenario, with its data");
  command->add_flag("--schema", options->schema,
                    "JSON Schema of the TOML files, for editors; WHAT: one kind of file");
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return describe(*options); }; });
}

}  // namespace agglomera::cli
