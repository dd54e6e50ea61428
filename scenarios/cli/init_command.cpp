#include <fmt/format.h>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/templates.hpp"

namespace agglomera::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string folder;
};

int init(const Options& options) {
  output::WholeFolder folder(options.folder);
  for (const Template& file : study_templates()) folder.write(file.path, file.text);
  folder.finish();
  fmt::print("{} holds a made-up study of three cities that runs as it is:\n\n"
             "  agglomera validate {}/baseline.toml\n"
             "  agglomera run {}/baseline.toml -o run.h5\n"
             "  agglomera compare run.h5\n"
             "  agglomera policy {}/policies/radiation.toml -o policy.h5\n\n"
             "Replace its tables by your own; {}/README.md says what each column means.\n",
             options.folder, options.folder, options.folder, options.folder, options.folder);
  return done;
}

}  // namespace

void add_init(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("init", "make a new study from templates, that runs as it is");
  command->add_option("DIR", options->folder, "a folder that does not exist or is empty")->required();
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return init(*options); }; });
}

}  // namespace agglomera::cli
