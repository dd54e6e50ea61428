// Pieces of a Markdown page, as CommonMark with tables has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace agglomera::scenarios {

// A user's words, so that none of them is markup.
std::string plain(std::string_view words);

// `name`
std::string code(std::string_view name);

// Lines of an equation or program, as they are.
std::string block(std::string_view text);

// Cells are markup already; what would end a cell is taken out of them.
std::string markdown_table(const std::vector<std::string>& header,
                           const std::vector<std::vector<std::string>>& rows);

}  // namespace agglomera::scenarios
