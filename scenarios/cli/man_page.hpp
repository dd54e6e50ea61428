// Manual pages, agglomera(1) and one for each command, in mdoc: the macros that say what a word is and
// leave to `man` how it looks.
#pragma once

#include <string>

#include "scenarios/cli/command_table.hpp"

namespace agglomera::cli {

struct ManualOrigin {
  std::string version, date;  // date: as in "November 26, 2026"
};

std::string man_page(const ProgramWords& words, const ManualOrigin& origin);
std::string man_page(const ProgramWords& words, const CommandWords& command,
                     const ManualOrigin& origin);

// "agglomera-run": what the page of a command is called.
std::string man_name(const CommandWords& command);

}  // namespace agglomera::cli
