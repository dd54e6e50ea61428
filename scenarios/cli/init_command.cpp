#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/templates.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::string folder;
};

[[noreturn]] void refuse(const std::string& folder, const std::string& why, const std::string& mend) {
  throw sim::InputError(sim::Complaint{folder, 0, 0, why, mend});
}

void write_template(const fs::path& place, std::string_view text, const std::string& folder) {
  std::error_code problem;
  fs::create_directories(place.parent_path(), problem);
  std::ofstream file(place, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) refuse(folder, "can't be written (no permission, or the disk is full)", "");
}

// Moves what is in one folder into another that is there and empty.
void move_into(const fs::path& folder, const fs::path& made, std::error_code& problem) {
  std::vector<fs::path> moved;
  for (const auto& entry : fs::directory_iterator(made)) {
    moved.push_back(folder / entry.path().filename());
    fs::rename(entry.path(), moved.back(), problem);
    if (problem) break;
  }
  std::error_code ignored;
  for (const fs::path& entry : moved)
    if (problem) fs::remove_all(entry, ignored);
  fs::remove_all(made, ignored);
}

// The study is made beside its place and moved there whole; in a folder that is there already (the user
// may stand in it, or it may be a disk of its own), inside it.
int init(const Options& options) {
  fs::path folder = fs::absolute(options.folder).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "name/"
  std::error_code problem;
  const bool is_there = fs::exists(folder, problem);
  if (is_there && (!fs::is_directory(folder, problem) || !fs::is_empty(folder, problem)))
    refuse(options.folder, "is there already and not an empty folder", "choose another name");
  if (!is_there && !fs::is_directory(folder.parent_path(), problem))
    refuse(options.folder, "can't be made (its parent folder does not exist)", "make the parent first");
  const fs::path beside = (is_there ? folder : folder.parent_path()) /
                          fmt::format(".{}.partial-{}", folder.filename().string(), getpid());
  try {
    for (const Template& file : study_templates()) write_template(beside / file.path, file.text, options.folder);
    if (is_there)
      move_into(folder, beside, problem);
    else
      fs::rename(beside, folder, problem);
    if (problem) refuse(options.folder, fmt::format("can't be written ({})", problem.message()), "");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    throw;
  }
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
