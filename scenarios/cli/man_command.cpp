#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/man_page.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using nlohmann::json;

struct Options {
  CommonOptions common;
  std::string command;  // empty: the program
  std::string folder;   // empty: one page on stdout
};

// The day of a result's `created`: today, or that of SOURCE_DATE_EPOCH.
ManualOrigin origin() {
  const scenarios::Provenance provenance = scenarios::provenance_of("");
  std::tm day{};
  day.tm_year = std::stoi(provenance.created.substr(0, 4)) - 1900;
  day.tm_mon = std::stoi(provenance.created.substr(5, 2)) - 1;
  day.tm_mday = std::stoi(provenance.created.substr(8, 2));
  return {provenance.version, fmt::format("{:%B} {}, {:%Y}", day, day.tm_mday, day)};
}

json json_of(const OptionWords& words) {
  return {{"names", words.names},     {"value", words.value},
          {"choices", words.choices}, {"text", words.text},
          {"usual", words.usual},     {"required", words.required},
          {"repeats", words.repeats}, {"may_stand_alone", words.may_stand_alone},
          {"needs", words.needs},     {"excludes", words.excludes}};
}

json json_of(const CommandWords& words) {
  json document = {{"name", words.name},
                   {"text", words.text},
                   {"options", json::array()},
                   {"places", json::array()},
                   {"paragraphs", words.footer.paragraphs},
                   {"exit_codes", words.footer.exit_codes},
                   {"files", words.footer.files},
                   {"examples", words.footer.examples}};
  for (const OptionWords& option : words.options) document["options"].push_back(json_of(option));
  for (const OptionWords& place : words.places) document["places"].push_back(json_of(place));
  return document;
}

json json_of(const ProgramWords& words) {
  json document = json_of(words.program);
  document["commands"] = json::array();
  for (const CommandWords& command : words.commands)
    document["commands"].push_back(json_of(command));
  return document;
}

const CommandWords& command_of(const ProgramWords& words, const std::string& name) {
  std::vector<std::string> names;
  for (const CommandWords& command : words.commands) {
    if (command.name == name) return command;
    names.push_back(command.name);
  }
  throw sim::InputError(sim::Complaint{"man", 0, 0, fmt::format("there is no command \"{}\"", name),
                                       sim::did_you_mean(name, names)});
}

int write_pages(const Options& options, const ProgramWords& words) {
  output::WholeFolder folder(options.folder);
  folder.write("agglomera.1", man_page(words, origin()));
  for (const CommandWords& command : words.commands)
    folder.write(man_name(command) + ".1", man_page(words, command, origin()));
  folder.finish();
  if (!options.common.quiet)
    tell("wrote {} pages to {}\n", words.commands.size() + 1, options.folder);
  return done;
}

int man(const Options& options, const ProgramWords& words) {
  if (!options.folder.empty()) {
    if (!options.command.empty() || options.common.json)
      throw sim::InputError(
          sim::Complaint{"--output", 0, 0, "takes every page", "leave COMMAND and --format out"});
    return write_pages(options, words);
  }
  if (options.common.json)
    fmt::print("{}\n", (options.command.empty() ? json_of(words)
                                                : json_of(command_of(words, options.command)))
                           .dump(2));
  else
    fmt::print("{}", options.command.empty()
                         ? man_page(words, origin())
                         : man_page(words, command_of(words, options.command), origin()));
  return done;
}

}  // namespace

void add_man(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("man", "the manual pages, made from what --help knows");
  command->add_option("COMMAND", options->command,
                      "the page of one command; without: of the program");
  command->add_option("-o,--output", options->folder,
                      "write all pages into this folder, which does not exist or is empty");
  add_common(*command, options->common);
  command->callback([options, &program, &work] {
    work = [options, &program] { return man(*options, words_of(program)); };
  });
}

}  // namespace agglomera::cli
