#include "scenarios/cli/command_table.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace agglomera::cli {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

std::string spoken_name(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  return option.get_lnames().empty() ? "-" + option.get_snames().front()
                                     : "--" + option.get_lnames().front();
}

// CLI11 keeps them by their addresses, which are others in every run.
std::vector<std::string> spoken_names(const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const CLI::Option* option : options) names.push_back(spoken_name(*option));
  std::sort(names.begin(), names.end());
  return names;
}

// CLI11 tells type and checks as one word: TEXT:{utf-8,latin-1}, FLOAT:POSITIVE, csv|netcdf.
void read_type(const std::string& type, OptionWords& words) {
  words.value = type.substr(0, type.find(':'));
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open != std::string::npos && close != std::string::npos)
    words.choices = split(type.substr(open + 1, close - open - 1), ',');
  else if (words.value.find('|') != std::string::npos)
    words.choices = split(words.value, '|');
  if (words.value.empty()) words.value = "TEXT";
}

Takes kind_of_value(const OptionWords& words) {
  if (!words.choices.empty()) return Takes::choice;
  if (words.value == "INT" || words.value == "UINT" || words.value == "FLOAT") return Takes::number;
  if (words.names.front() == "DIR") return Takes::folder;
  // What has a name of its own, or is usually some word, is no file.
  const bool is_word = words.value != "TEXT" || !words.usual.empty() ||
                       words.names.front() == "NAME" || words.names.front() == "COMMAND";
  return is_word ? Takes::word : Takes::file;
}

OptionWords words_of(const CLI::Option& option) {
  OptionWords words;
  if (option.get_positional()) {
    words.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) words.names.push_back("--" + name);
  }
  words.text = option.get_description();
  words.usual = option.get_default_str();
  words.required = option.get_required();
  words.needs = spoken_names(option.get_needs());
  words.excludes = spoken_names(option.get_excludes());
  const std::string type = option.get_type_name();
  words.may_stand_alone =
      option.get_items_expected_max() == 0;  // a flag, perhaps with a value after "="
  if (words.may_stand_alone && type.find('{') == std::string::npos) return words;
  words.repeats = option.get_items_expected_max() > 1;
  read_type(type, words);
  words.takes = kind_of_value(words);
  return words;
}

// Indented lines under "Examples:" and the like belong to that title; other indented lines go on with the
// paragraph above.
Footer footer_of(const std::string& text) {
  Footer footer;
  std::vector<std::string>* section = nullptr;
  for (const std::string& line : split(text, '\n')) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    const std::string words = line.substr(first);
    if (first > 0 && section)
      section->push_back(words);
    else if (line == "Exit codes:")
      section = &footer.exit_codes;
    else if (line == "Files:")
      section = &footer.files;
    else if (line == "Examples:")
      section = &footer.examples;
    else if (first > 0 && !footer.paragraphs.empty())
      footer.paragraphs.back() += " " + words;
    else {
      section = nullptr;
      footer.paragraphs.push_back(words);
    }
  }
  return footer;
}

CommandWords words_of_command(const CLI::App& app) {
  CommandWords words{app.get_name(), app.get_description(), {}, {}, footer_of(app.get_footer())};
  std::replace(words.text.begin(), words.text.end(), '\n', ' ');
  for (const CLI::Option* option : app.get_options())
    (option->get_positional() ? words.places : words.options).push_back(words_of(*option));
  return words;
}

}  // namespace

ProgramWords words_of(const CLI::App& program) {
  ProgramWords words{words_of_command(program), {}};
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    words.commands.push_back(words_of_command(*command));
  return words;
}

}  // namespace agglomera::cli
