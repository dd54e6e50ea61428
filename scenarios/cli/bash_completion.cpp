#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/cli/completion.hpp"

namespace agglomera::cli {
namespace {

// The script walks over the words that stand there already: the command first, then options with their
// values, and the places between them. What may come next is left in `what` and `words`.
constexpr const char* frame =
    R"BASH(# bash completion of agglomera, made by: agglomera completion bash
_agglomera() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= what= words= options= place=0 i
  # bash splits --format=json into three words.
  if [[ $current == = ]]; then current= before+==
  elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}=
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ ${{COMP_WORDS[i]}} == -* ]] || {{ command=${{COMP_WORDS[i]}}; break; }}
  done
  if [[ -z $command ]]; then
    what=words words={commands} options={options}
  else
    _agglomera_after "$command" "$before"
    if [[ -z $what ]]; then
      for ((++i; i < COMP_CWORD; ++i)); do
        if [[ ${{COMP_WORDS[i]}} == = ]]; then continue; fi
        if [[ ${{COMP_WORDS[i]}} != -* && ${{COMP_WORDS[i-1]}} != = ]]; then
          what=
          _agglomera_after "$command" "${{COMP_WORDS[i-1]}}"
          [[ -n $what ]] || ((++place))
        fi
      done
      what=
      _agglomera_place "$command" "$place"
    fi
  fi
  if [[ $current == -* ]]; then what=words words=$options; fi
  COMPREPLY=()
  case $what in
    words) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    # What compgen does not see, such as a home folder or a word in quotes, is left to bash itself.
    files) compopt -o filenames -o default 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    folders) compopt -o filenames -o dirnames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
  esac
}}

# _agglomera_after COMMAND OPTION: what is its value; nothing when it takes none. "OPTION=": in the same word.
_agglomera_after() {{
  case "$1 $2" in
{values}  esac
}}

# _agglomera_place COMMAND N: its options, and what stands in the place N, counted from 0.
_agglomera_place() {{
  case $1 in
{places}  esac
}}

complete -F _agglomera agglomera
)BASH";

std::string offer(const OptionWords& words) {
  switch (words.takes) {
    case Takes::choice:
      return fmt::format("what=words words={}",
                         shell_word(fmt::format("{}", fmt::join(words.choices, " "))));
    case Takes::file:
      return "what=files";
    case Takes::folder:
      return "what=folders";
    default:
      return "what=none";
  }
}

std::string names_of(const std::vector<OptionWords>& options) {
  std::vector<std::string> names;
  for (const OptionWords& option : options)
    names.insert(names.end(), option.names.begin(), option.names.end());
  return shell_word(fmt::format("{}", fmt::join(names, " ")));
}

std::string values(const CommandWords& command) {
  std::string text;
  for (const OptionWords& option : command.options) {
    if (option.takes == Takes::nothing) continue;
    std::vector<std::string> cases;
    for (const std::string& name : option.names) {
      if (!option.may_stand_alone) cases.push_back(fmt::format("'{} {}'", command.name, name));
      if (name.starts_with("--")) cases.push_back(fmt::format("'{} {}='", command.name, name));
    }
    text += fmt::format("    {}) {} ;;\n", fmt::join(cases, "|"), offer(option));
  }
  return text;
}

std::string places(const CommandWords& command) {
  std::string text =
      fmt::format("    {})\n      options={}\n", command.name, names_of(command.options));
  if (!command.places.empty()) {
    text += "      case $2 in\n";
    for (std::size_t i = 0; i < command.places.size(); ++i)
      text +=
          fmt::format("        {}) {} ;;\n", command.places[i].repeats ? "*" : fmt::format("{}", i),
                      offer(command.places[i]));
    text += "      esac\n";
  }
  return text + "      ;;\n";
}

}  // namespace

std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char letter : text)
    word += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return word + "'";
}

std::string bash_completion(const ProgramWords& words) {
  std::vector<std::string> commands;
  std::string all_values, all_places;
  for (const CommandWords& command : words.commands) {
    commands.push_back(command.name);
    all_values += values(command);
    all_places += places(command);
  }
  return fmt::format(frame,
                     fmt::arg("commands", shell_word(fmt::format("{}", fmt::join(commands, " ")))),
                     fmt::arg("options", names_of(words.program.options)),
                     fmt::arg("values", all_values), fmt::arg("places", all_places));
}

}  // namespace agglomera::cli
