// agglomera report FILE.h5… -o report.html
#include <filesystem>

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

int report(const Options& options) {
  Stopwatch watch(options.common);
  check_output(options.out, options.files, {});
  std::vector<output::report::Source> sources;
  for (const std::string& file : options.files)
    sources.push_back(
        {std::filesystem::path(file).filename().string(), output::read_result(file)});
  watch.lap("read and checked");
  const std::string page = output::report::report_page(
      sources, options.language == "zh" ? output::report::Language::chinese
                                        : output::report::Language::english);
  watch.lap("made");
  output::write_whole(page, options.out, output::Seal::no);
  watch.lap("written");
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
