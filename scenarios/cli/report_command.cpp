// agglomera report FILE.h5… -o report.html
#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "output/report/report.hpp"
#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string out;
  std::string language = "en";
  CommonOptions common;
};

// All files that can't be read are named together.
std::vector<output::report::Source> read_all(const std::vector<std::string>& files) {
  std::vector<output::report::Source> sources;
  std::vector<sim::Complaint> complaints;
  for (const std::string& file : files) {
    try {
      sources.push_back(
          {std::filesystem::path(file).filename().string(), output::read_result(file)});
    } catch (const sim::InputError& error) {
      complaints.insert(complaints.end(), error.complaints().begin(), error.complaints().end());
    }
  }
  if (!complaints.empty()) throw sim::InputError(complaints);
  return sources;
}

nlohmann::ordered_json summary(const output::report::Json& content, const std::string& out,
                               const std::string& page) {
  nlohmann::ordered_json sections = nlohmann::ordered_json::array();
  for (const auto& section : content["sections"]) {
    nlohmann::ordered_json charts = nlohmann::ordered_json::array();
    for (const auto& chart : section["charts"]) charts.push_back(chart["id"]);
    sections.push_back({{"section", section["id"]}, {"charts", charts}});
  }
  return {{"output", out}, {"bytes", page.size()}, {"language", content["language"]},
          {"question", content["headline"]["question"][content["language"].get<std::string>()]},
          {"answer", content["headline"]["answer"][content["language"].get<std::string>()]},
          {"sections", sections}};
}

int report(const Options& options) {
  Stopwatch watch(options.common);
  check_output(options.out, options.files, {});
  const auto sources = read_all(options.files);
  watch.lap("read and checked");
  const auto content = output::report::page_content(
      sources, options.language == "zh" ? output::report::Language::chinese
                                        : output::report::Language::english);
  const std::string page = output::report::report_page(content);
  watch.lap("made");
  output::write_whole(page, options.out, output::Seal::no);
  watch.lap("written");
  if (options.common.json) fmt::print("{}\n", summary(content, options.out, page).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_report(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "report", "one page of any results, to be opened in a browser, offline, on any machine");
  command
      ->add_option("FILE", options->files,
                   "result files of any kind; the first asks the question that the page opens with")
      ->required();
  command->add_option("-o,--output", options->out, "where the page goes (HTML)")->required();
  command->add_option("--lang", options->language, "language the page opens in: en or zh; it holds both")
      ->check(CLI::IsMember({"en", "zh"}));
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return report(*options); }; });
}

}  // namespace agglomera::cli
