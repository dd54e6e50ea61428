#include <fmt/format.h>

#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/completion.hpp"

namespace agglomera::cli {

void add_completion(CLI::App& program, Work& work) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand(
      "completion", "a script that lets bash or zsh complete commands, options and files");
  command->add_option("SHELL", *shell, "bash or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh"}))
      ->type_name("bash|zsh");
  command->callback([shell, &program, &work] {
    work = [shell, &program] {
      const ProgramWords words = words_of(program);
      fmt::print("{}", *shell == "zsh" ? zsh_completion(words) : bash_completion(words));
      return done;
    };
  });
}

}  // namespace agglomera::cli
