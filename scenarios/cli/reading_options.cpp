#include "scenarios/cli/reading_options.hpp"

#include <fmt/format.h>

#include "sim/errors.hpp"

namespace agglomera::cli {

scenarios::ActivityManner ReadingOptions::read() const {
  using scenarios::TableShape;
  scenarios::ActivityManner read = manner;
  read.years = read.year != "none";
  if (wide == "auto") read.shape = TableShape::wide;
  if (wide == "industry") read.shape = TableShape::industry_columns;
  if (wide == "year") read.shape = TableShape::year_columns;
  if (separator != "tab" && separator.size() != 1)
    throw sim::InputError(sim::Complaint{
        "--separator", 0, 0, fmt::format("\"{}\" is no single letter and not tab", separator), ""});
  read.csv.separator = separator == "tab" ? '\t' : separator[0];
  read.csv.latin_1 = encoding == "latin-1";
  if (!missing.empty()) read.missing = missing;
  if (!suppressed.empty()) read.suppressed = suppressed;
  return read;
}

std::vector<CLI::Option*> add_reading(CLI::App& command, const std::string& industry_option,
                                      ReadingOptions& options) {
  scenarios::ActivityManner& manner = options.manner;
  manner.industry_option = industry_option;
  CLI::Option* absent = command.add_option("--absent", options.absent, "what no row means: missing or zero")
                            ->check(CLI::IsMember({"missing", "zero"}));
  if (!options.absent.empty()) absent->capture_default_str();
  return {
      command.add_option("--region", manner.region, "the column of regions")->capture_default_str(),
      command.add_option(industry_option, manner.industry, "the column of industries")->capture_default_str(),
      command.add_option("--year", manner.year, "the column of years; none: the table has no years")
          ->capture_default_str(),
      command.add_option("--value", manner.value, "the column of numbers")->capture_default_str(),
      command
          .add_flag("--wide{auto}", options.wide,
                    "one column for each industry, or for each year; --wide=industry or --wide=year where the header "
                    "doesn't tell")
          ->check(CLI::IsMember({"auto", "industry", "year"})),
      command.add_option("--separator", options.separator, "between cells: a letter, or tab")->capture_default_str(),
      command.add_option("--encoding", options.encoding, "utf-8 or latin-1")
          ->check(CLI::IsMember({"utf-8", "latin-1"}))
          ->capture_default_str(),
      command
          .add_option("--missing", options.missing,
                      "marks of missing cells beside empty ones, instead of NA, N/A, NaN, null, ., .. and :")
          ->delimiter(','),
      command
          .add_option("--suppressed", options.suppressed,
                      "marks of suppressed cells, instead of (D), D, (S), S, *, **, (X), X, x, c and :c")
          ->delimiter(','),
      absent,
      command.add_option("--total-region", manner.total_region, "the region whose rows are totals over regions"),
      command.add_option("--total-industry", manner.total_industry,
                         "the industry whose rows are totals over industries")};
}

}  // namespace agglomera::cli
