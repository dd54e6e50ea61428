#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/cli/commands.hpp"
#include "scenarios/study/check.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

// Names of files need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  std::vector<std::string> files;
};

int validate(const Options& options) {
  std::vector<sim::Complaint> complaints;
  for (const std::string& file : options.files)
    for (sim::Complaint& complaint : scenarios::check(file)) {
      // Files that name the same study find the same faults in it.
      const auto known = [&](const sim::Complaint& other) { return other.text() == complaint.text(); };
      if (std::none_of(complaints.begin(), complaints.end(), known))
        complaints.push_back(std::move(complaint));
    }
  if (options.common.json) {
    auto errors = nlohmann::json::array();
    for (const sim::Complaint& complaint : complaints)
      errors.push_back({{"file", complaint.file},
                        {"line", complaint.line},
                        {"column", complaint.column},
                        {"message", complaint.message},
                        {"suggestion", complaint.suggestion}});
    fmt::print("{}\n", nlohmann::json{{"errors", errors}}.dump(2, ' ', false, in_utf8));
  } else {
    for (const sim::Complaint& complaint : complaints) tell("{}\n", complaint.text());
    if (complaints.empty())
      fmt::print("{} {} in order, and so is every file named\n", options.files.size(),
                 options.files.size() == 1 ? "file is" : "files are");
  }
  return complaints.empty() ? done : wrong_input;
}

}  // namespace

void add_validate(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "validate", "read study, scenario or experiment files and every file they name; say all errors");
  command->add_option("FILE", options->files, "study.toml, a scenario, a policy, an experiment")->required();
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return validate(*options); }; });
}

}  // namespace agglomera::cli
