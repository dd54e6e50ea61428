// Completion of the command line by the user's shell: commands, options, values of fixed sets, files and
// folders. A script is a text made from the table of commands; it needs nothing but the shell.
#pragma once

#include <string>

#include "scenarios/cli/command_table.hpp"

namespace agglomera::cli {

std::string bash_completion(const ProgramWords& words);
std::string zsh_completion(const ProgramWords& words);

// As one word of a shell, whatever is in it.
std::string shell_word(const std::string& text);

}  // namespace agglomera::cli
