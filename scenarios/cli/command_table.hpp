// What the program can be asked, read from its own command line: the one table that --help prints, and
// from which completion, manual pages and the reference of the documentation are made as well.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace agglomera::cli {

// What stands after an option, or in a place of its own.
enum class Takes { nothing, number, word, choice, file, folder };

struct OptionWords {
  std::vector<std::string> names;  // "-o", "--output"; of a place: "SCENARIO"
  Takes takes = Takes::nothing;
  bool may_stand_alone = false;  // the value comes after "=" or not at all
  bool required = false, repeats = false;
  std::string value;                 // "TEXT", "INT", "text|json"; empty for a flag
  std::vector<std::string> choices;  // of a fixed set
  std::string text, usual;
  std::vector<std::string> needs, excludes;  // other options
};

// What stands below the options in --help: paragraphs, and lines under a title of their own.
struct Footer {
  std::vector<std::string> paragraphs;
  std::vector<std::string> exit_codes, files, examples;
};

struct CommandWords {
  std::string name, text;
  std::vector<OptionWords> options;
  std::vector<OptionWords> places;  // in their order
  Footer footer;
};

struct ProgramWords {
  CommandWords program;
  std::vector<CommandWords> commands;  // in the order of --help
};

ProgramWords words_of(const CLI::App& program);

}  // namespace agglomera::cli
