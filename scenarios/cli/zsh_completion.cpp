#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/cli/completion.hpp"

namespace agglomera::cli {
namespace {

constexpr const char* frame = R"ZSH(#compdef agglomera
# zsh completion of agglomera, made by: agglomera completion zsh
_agglomera() {{
  local curcontext=$curcontext state line
  local -a commands
  commands=(
{commands}  )
  _arguments -C {options} '1: :->command' '*:: :->rest' && return
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      curcontext=${{curcontext%:*:*}}:agglomera-$words[1]:
      case $words[1] in
{cases}      esac ;;
  esac
}}

if [[ $funcstack[1] == _agglomera ]]; then _agglomera "$@"; else compdef _agglomera agglomera; fi
)ZSH";

// Some letters mean something to _arguments and _describe.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == ':' || letter == '[' || letter == ']' || letter == '\\') safe += '\\';
    safe += letter == '\n' ? ' ' : letter;
  }
  return safe;
}

std::string action(const OptionWords& words) {
  switch (words.takes) {
    case Takes::choice:
      return fmt::format("({})", fmt::join(words.choices, " "));
    case Takes::file:
      return "_files";
    case Takes::folder:
      return "_files -/";
    default:
      return " ";
  }
}

std::string option_spec(const OptionWords& option) {
  std::vector<std::string> specs;
  for (const std::string& name : option.names) {
    const bool is_long = name.starts_with("--");
    std::string how, after;
    if (option.takes != Takes::nothing) {
      how = option.may_stand_alone ? "=-" : is_long ? "=" : "+";
      after = fmt::format(":{}{}:{}", option.may_stand_alone ? ":" : "", escaped(option.value),
                          action(option));
    }
    const std::string once =
        option.repeats ? "*" : fmt::format("({})", fmt::join(option.names, " "));
    specs.push_back(
        shell_word(fmt::format("{}{}{}[{}]{}", once, name, how, escaped(option.text), after)));
  }
  return fmt::format("{}", fmt::join(specs, " "));
}

std::string place_spec(const OptionWords& place, std::size_t number) {
  return shell_word(fmt::format("{}:{}{}:{}", place.repeats ? "*" : fmt::format("{}", number),
                                place.required || place.repeats ? "" : ":",
                                escaped(place.names.front()), action(place)));
}

std::string specs_of(const CommandWords& command, const std::string& gap) {
  std::vector<std::string> specs;
  for (const OptionWords& option : command.options) specs.push_back(option_spec(option));
  for (std::size_t i = 0; i < command.places.size(); ++i)
    specs.push_back(place_spec(command.places[i], i + 1));
  return fmt::format("{}", fmt::join(specs, gap));
}

}  // namespace

std::string zsh_completion(const ProgramWords& words) {
  std::string commands, cases;
  for (const CommandWords& command : words.commands) {
    commands += fmt::format("    {}\n",
                            shell_word(fmt::format("{}:{}", command.name, escaped(command.text))));
    cases += fmt::format("        {}) _arguments \\\n            {} ;;\n", command.name,
                         specs_of(command, " \\\n            "));
  }
  return fmt::format(frame, fmt::arg("commands", commands),
                     fmt::arg("options", specs_of(words.program, " ")), fmt::arg("cases", cases));
}

}  // namespace agglomera::cli
