#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <optional>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/init_from_firms.hpp"
#include "scenarios/cli/init_from_table.hpp"
#include "scenarios/cli/templates.hpp"
#include "scenarios/study/complaints.hpp"
#include "scenarios/study/synthetic_files.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string folder;
  bool synthetic = false;
  std::string firms = "1000000";  // a number of them or, without --synthetic, a list
  scenarios::SyntheticWorld world{.firms = 0, .cities = 200, .seed = 1};
  // As they were written: of any size, and perhaps negative.
  std::int64_t cities = 200, sectors = 1;
  FromTableOptions from;
  FromFirmsOptions list;
};

[[noreturn]] void refuse(const std::string& option, std::string problem, std::string suggestion) {
  throw sim::InputError(sim::Complaint{option, 0, 0, std::move(problem), std::move(suggestion)});
}

std::optional<std::int64_t> whole_number(const std::string& words) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
  return error == std::errc{} && end == words.data() + words.size() ? std::optional(number) : std::nullopt;
}

// Numbers below zero would wrap around; above all bounds they stay there.
std::size_t as_size(std::int64_t number) {
  return number < 0 ? 0 : static_cast<std::size_t>(number);
}

int init_synthetic(const Options& options) {
  scenarios::SyntheticWorld world = options.world;
  const auto firms = whole_number(options.firms);
  if (!firms)
    refuse("--firms", fmt::format("{} is no number of firms", scenarios::in_quotes(options.firms)),
           "leave --synthetic out to read a list of firms");
  world.firms = *firms;
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

int init_own_firms(const Options& options) {
  if (whole_number(options.firms) && !std::filesystem::exists(options.firms))
    refuse("--firms", fmt::format("{} is no list of firms", scenarios::in_quotes(options.firms)),
           "say --synthetic for a made-up world of so many");
  FromFirmsOptions list = options.list;
  list.list = options.firms;
  return init_from_firms(options.folder, list,
                         {options.from.reading, options.from.regions, options.from.country,
                          options.from.usd_per_unit});
}

// What says how a user's own data is to be read, whether a table or a list of firms.
void share_options(CLI::App& command, CLI::Option* from, CLI::Option* firms, CLI::Option* synthetic) {
  for (const char* name : {"--regions", "--country", "--usd-per-unit", "--separator", "--encoding"}) {
    CLI::Option* option = command.get_option(name);
    option->remove_needs(from);
    option->excludes(synthetic);
  }
  command.parse_complete_callback([&command, from, firms] {
    if (from->count() > 0 || firms->count() > 0) return;
    for (const char* name : {"--regions", "--country", "--usd-per-unit", "--separator", "--encoding"})
      if (command.get_option(name)->count() > 0) throw CLI::RequiresError(name, "--from or --firms");
  });
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
      program.add_subcommand("init", "make a new study that runs as it is: from templates, from a table or a list of firms you have, or a made-up world");
  command->add_option("DIR", options->folder, "a folder that does not exist or is empty")->required();
  CLI::Option* synthetic = command->add_flag(
      "--synthetic", options->synthetic, "a made-up world of any size instead of the templates");
  const auto add_size = [&](const char* name, auto& value, const char* text) {
    return command->add_option(name, value, text)->needs(synthetic)->capture_default_str();
  };
  CLI::Option* firms =
      command
          ->add_option("--firms", options->firms,
                       "a study whose agents are your own firms: id, city, sector, founded, year, revenue (CSV); "
                       "with --synthetic: how many firms the world has, in all sectors")
          ->capture_default_str();
  add_size("--cities", options->cities, "cities, sized by Zipf's law (at most 60000)");
  add_size("--sectors", options->sectors, "sectors (at most 255); 1: one focal industry");
  add_size("--seed", options->world.seed, "seed of the made-up world")->check(fault_of_seed);
  CLI::Option* from = add_from_table(*command, options->from);
  from->excludes(synthetic)->excludes(firms);
  for (CLI::Option* of_list :
       {command->add_option("--sector", options->list.sector,
                            "the sector of your firms that is studied, against all; else the largest"),
        command->add_option("--totals", options->list.totals,
                            "firms and revenue of all sectors (city,year,firms,revenue), where the list has one alone")})
    of_list->needs(firms)->excludes(synthetic);
  share_options(*command, from, firms, synthetic);
  add_common(*command, options->common);
  command->callback([options, firms, &work] {
    work = [options, own = firms->count() > 0 && !options->synthetic] {
      if (own) return init_own_firms(*options);
      if (options->from.asked()) return init_from_table(options->folder, options->from);
      return options->synthetic ? init_synthetic(*options) : init(*options);
    };
  });
}

}  // namespace agglomera::cli
