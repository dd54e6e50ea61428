#include "scenarios/cli/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace agglomera::cli {
namespace {

// A line of text: backslashes are letters, and no leading dot or quote is a request.
std::string line_of(const std::string& text) {
  std::string safe;
  for (const char letter : text)
    safe += letter == '\\' ? std::string("\\e") : letter == '\n' ? " " : std::string(1, letter);
  return (safe.starts_with('.') || safe.starts_with('\'') ? "\\&" : "") + safe;
}

// A sentence ends its line: mdoc puts the space after it.
std::string text_of(const std::string& text) {
  const auto is = [&](std::size_t at, int (*kind)(int)) {
    return at < text.size() && kind(static_cast<unsigned char>(text[at]));
  };
  std::size_t from = 0;
  std::string lines;
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    const bool ends = (text[i] == '.' || text[i] == '!' || text[i] == '?') &&
                      is(i - 1, std::isalnum) && text[i + 1] == ' ' && is(i + 2, std::isupper);
    if (!ends) continue;
    lines += line_of(text.substr(from, i + 1 - from)) + "\n";
    from = i + 2;
  }
  return lines + line_of(text.substr(from)) + "\n";
}

// A word in the line of a macro: never taken for a macro itself, nor for punctuation.
std::string word_of(const std::string& text) {
  std::string safe = line_of(text);
  std::string quoted;
  for (const char letter : safe)
    quoted += letter == '"' ? std::string("\\(dq") : std::string(1, letter);
  const bool alone = quoted.size() <= 3 || quoted.find(' ') != std::string::npos;
  return alone ? "\"\\&" + quoted + "\"" : quoted;
}

std::string flag_of(const std::string& name) { return "Fl " + word_of(name.substr(1)); }

std::string value_of(const OptionWords& words) {
  if (words.takes == Takes::nothing) return "";
  std::string text;
  if (words.choices.empty()) {
    std::string name = words.value;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return std::tolower(letter); });
    text = " Ar " + word_of(name == "uint" ? "int" : name);
  } else {
    for (const std::string& choice : words.choices)
      text += (text.empty() ? " Cm " : " | ") + word_of(choice);
  }
  if (words.may_stand_alone) return " Ns Oo = Ns" + text + " Oc";
  return words.repeats ? text + " ..." : text;
}

std::string place_of(const OptionWords& place) {
  const std::string word = "Ar " + word_of(place.names.front()) + (place.repeats ? " ..." : "");
  return place.required ? "." + word + "\n" : ".Op " + word + "\n";
}

// Remarks stand behind the text in parentheses, each in a line of its own.
std::string remark_of(const std::string& remark) { return ".Pq " + remark + "\n"; }

std::string remark_of(const std::string& lead, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? " " : " , ") + flag_of(name);
  return text.empty() ? "" : remark_of(lead + text);
}

std::string item_of(const OptionWords& words, bool is_place) {
  std::string head;
  for (const std::string& name : words.names)
    head += (head.empty() ? "" : " , ") + (is_place ? "Ar " + word_of(name) : flag_of(name));
  std::string text =
      fmt::format(".It {}{}\n{}", head, is_place ? "" : value_of(words), text_of(words.text));
  const auto told = [&](const std::string& choice) {
    return words.text.find(choice) != std::string::npos;
  };
  if (is_place && !std::all_of(words.choices.begin(), words.choices.end(), told))
    text += remark_of(value_of(words).substr(1));
  if (!words.usual.empty()) text += remark_of("usually Cm " + word_of(words.usual));
  if (words.required && !is_place) text += remark_of("must be given");
  return text + remark_of("only with", words.needs) + remark_of("not with", words.excludes);
}

std::string items_of(const std::vector<OptionWords>& places,
                     const std::vector<OptionWords>& options) {
  std::string text;
  for (const OptionWords& place : places) text += item_of(place, true);
  for (const OptionWords& option : options) text += item_of(option, false);
  return text.empty() ? "" : ".Bl -tag -width Ds\n" + text + ".El\n";
}

// Lines such as "0  done": a word, two spaces, what it means.
std::string section_of(const char* title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = fmt::format(".Sh {}\n.Bl -tag -width Ds\n", title);
  for (const std::string& line : lines) {
    const std::size_t gap = line.find("  ");
    const std::size_t after = gap == std::string::npos ? gap : line.find_first_not_of(' ', gap);
    text += fmt::format(".It Li {}\n{}", word_of(line.substr(0, gap)),
                        after == std::string::npos ? "" : text_of(line.substr(after)));
  }
  return text + ".El\n";
}

std::string examples_of(const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = ".Sh EXAMPLES\n.Bd -literal\n";
  for (const std::string& line : lines) text += text_of(line);
  return text + ".Ed\n";
}

std::string head_of(const std::string& name, const std::string& text, const ManualOrigin& origin) {
  std::string title = name;
  std::transform(title.begin(), title.end(), title.begin(),
                 [](unsigned char letter) { return std::toupper(letter); });
  return fmt::format(".Dd {}\n.Dt {} 1\n.Os Agglomera {}\n.Sh NAME\n.Nm {}\n.Nd {}\n", origin.date,
                     title, origin.version, name, line_of(text));
}

std::string paragraphs_of(const Footer& footer) {
  std::string text;
  for (const std::string& paragraph : footer.paragraphs) text += ".Pp\n" + text_of(paragraph);
  return text;
}

}  // namespace

std::string man_name(const CommandWords& command) { return "agglomera-" + command.name; }

std::string man_page(const ProgramWords& words, const ManualOrigin& origin) {
  // "Agglomera: firms choose …": whatis puts the name before it by itself.
  const std::string& all = words.program.text;
  const std::size_t name = all.starts_with("Agglomera: ") ? std::string("Agglomera: ").size() : 0;
  std::string text = head_of("agglomera", all.substr(name), origin);
  text += ".Sh SYNOPSIS\n.Nm\n.Ar COMMAND\n.Op Ar options\n.Ar ...\n.Nm\n.Fl -help | -version\n";
  text += ".Sh DESCRIPTION\n" + text_of(words.program.text) +
          "The commands, each with a page of its own:\n";
  text += ".Bl -tag -width Ds\n";
  for (const CommandWords& command : words.commands)
    text += fmt::format(".It Xr {} 1\n{}", man_name(command), text_of(command.text));
  text += ".El\n.Pp\nThe options:\n" + items_of({}, words.program.options) +
          paragraphs_of(words.program.footer);
  return text + section_of("FILES", words.program.footer.files) +
         section_of("EXIT STATUS", words.program.footer.exit_codes) +
         examples_of(words.program.footer.examples);
}

std::string man_page(const ProgramWords& words, const CommandWords& command,
                     const ManualOrigin& origin) {
  std::string text = head_of(man_name(command), command.text, origin);
  text += fmt::format(".Sh SYNOPSIS\n.Nm \"agglomera {}\"\n", command.name);
  for (const OptionWords& option : command.options)
    if (option.required)
      text += fmt::format(".{}{}\n", flag_of(option.names.front()), value_of(option));
  text += ".Op Ar options\n";
  for (const OptionWords& place : command.places) text += place_of(place);
  text += ".Sh DESCRIPTION\n" + text_of(command.text) + items_of(command.places, command.options) +
          paragraphs_of(command.footer);
  const Footer& common = words.program.footer;
  return text + section_of("FILES", command.footer.files) +
         section_of("EXIT STATUS", command.footer.exit_codes.empty() ? common.exit_codes
                                                                     : command.footer.exit_codes) +
         examples_of(command.footer.examples) + ".Sh SEE ALSO\n.Xr agglomera 1\n";
}

}  // namespace agglomera::cli
