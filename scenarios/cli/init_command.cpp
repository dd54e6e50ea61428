#include <fmt/format.h>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/init_from_table.hpp"
#include "scenarios/cli/templates.hpp"
#include "scenarios/study/synthetic_files.hpp"

namespace agglomera::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string folder;
  bool synthetic = false;
  scenarios::SyntheticWorld world{.firms = 1'000'000, .cities = 200, .seed = 1};
  // As they were written: of any size, and perhaps negative.
  std::int64_t cities = 200, sectors = 1;
  FromTableOptions from;
};

// Numbers below zero would wrap around; above all bounds they stay there.
std::size_t as_size(std::int64_t number) {
  return number < 0 ? 0 : static_cast<std::size_t>(number);
}

int init_synthetic(const Options& options) {
  scenarios::SyntheticWorld world = options.world;
  world.cities = as_size(options.cities);
  world.sectors = as_size(options.sectors);
  const models::Study study = scenarios::synthetic_study(world);
  output::WholeFolder folder(options.folder);
  for (const scenarios::InputFile& file : scenarios::synthetic_files(world, study))
    folder.write(file.path, file.text);
  folder.finish();
  fmt::print("{} holds a made-up world of {} that runs as it is:\n\n"
             "  agglomera validate {}/baseline.toml\n"
             "  agglomera run {}/baseline.toml -o run.h5\n\n"
             "{}/README.md says how it was made.\n",
             options.folder, scenarios::in_words(world), options.folder, options.folder,
             options.folder);
  return done;
}

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
      program.add_subcommand("init", "make a new study that runs as it is: from templates, from a table you have, or a made-up world");
  command->add_option("DIR", options->folder, "a folder that does not exist or is empty")->required();
  CLI::Option* synthetic = command->add_flag(
      "--synthetic", options->synthetic, "a made-up world of any size instead of the templates");
  const auto add_size = [&](const char* name, auto& value, const char* text) {
    return command->add_option(name, value, text)->needs(synthetic)->capture_default_str();
  };
  add_size("--firms", options->world.firms, "firms of the world, in all sectors");
  add_size("--cities", options->cities, "cities, sized by Zipf's law (at most 60000)");
  add_size("--sectors", options->sectors, "sectors (at most 255); 1: one focal industry");
  add_size("--seed", options->world.seed, "seed of the made-up world")->check(fault_of_seed);
  add_from_table(*command, options->from)->excludes(synthetic);
  add_common(*command, options->common);
  command->callback([options, &work] {
    work = [options] {
      if (options->from.asked()) return init_from_table(options->folder, options->from);
      return options->synthetic ? init_synthetic(*options) : init(*options);
    };
  });
}

}  // namespace agglomera::cli
