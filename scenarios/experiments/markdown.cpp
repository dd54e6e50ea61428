#include "scenarios/experiments/markdown.hpp"

#include <fmt/format.h>

namespace agglomera::scenarios {

std::string plain(std::string_view words) {
  std::string text;
  for (const char letter : words) {
    if (std::string_view("\\`*_{}[]<>#|~^$!&").find(letter) != std::string_view::npos) text += '\\';
    text += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
  }
  return text;
}

std::string code(std::string_view name) { return fmt::format("`{}`", name); }

std::string block(std::string_view text) { return fmt::format("```text\n{}\n```\n\n", text); }

std::string markdown_table(const std::vector<std::string>& header,
                           const std::vector<std::vector<std::string>>& rows) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) {
      text += ' ';
      for (std::size_t at = 0; at < cell.size(); ++at) {
        const bool bare = cell[at] == '|' && (at == 0 || cell[at - 1] != '\\');
        if (bare) text += '\\';
        text += cell[at] == '\n' ? ' ' : cell[at];
      }
      text += " |";
    }
    return text + "\n";
  };
  std::string text = line(header) + "|";
  for (std::size_t column = 0; column < header.size(); ++column) text += "---|";
  text += "\n";
  for (const auto& row : rows) text += line(row);
  return text + "\n";
}

}  // namespace agglomera::scenarios
