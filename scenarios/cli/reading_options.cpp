#include "scenarios/cli/reading_options.hpp"

namespace agglomera::cli {
namespace {

using Options = std::vector<CLI::Option*>;

Options add_columns(CLI::App& command, const std::string& industry_option,
                    scenarios::ReadingOptions& options) {
  scenarios::ActivityManner& manner = options.manner;
  manner.industry_option = industry_option;
  return {
      command.add_option("--region", manner.region, "the column of regions")->capture_default_str(),
      command.add_option(industry_option, manner.industry, "the column of industries")
          ->capture_default_str(),
      command.add_option("--year", manner.year, "the column of years; none: the table has no years")
          ->capture_default_str(),
      command.add_option("--value", manner.value, "the column of numbers")->capture_default_str(),
      command
          .add_flag("--wide{auto}", options.wide,
                    "one column for each industry, or for each year; --wide=industry or "
                    "--wide=year where the header doesn't tell")
          ->check(CLI::IsMember({"auto", "industry", "year"}))};
}

Options add_signs(CLI::App& command, scenarios::ReadingOptions& options) {
  return {
      command.add_option("--separator", options.separator, "between cells: a letter, or tab")
          ->capture_default_str(),
      command
          .add_option("--decimal", options.decimal,
                      "the decimal sign: point (the default) or comma")
          ->check(CLI::IsMember({"point", "comma"})),
      command
          .add_option("--thousands", options.thousands,
                      "what parts thousands: none (the default), point (1.234,5), comma (1,234.5), "
                      "blank or apostrophe")
          ->check(CLI::IsMember({"none", "point", "comma", "blank", "apostrophe"})),
      command.add_option("--encoding", options.encoding, "utf-8 or latin-1 (and Windows-1252)")
          ->check(CLI::IsMember({"utf-8", "latin-1"}))
          ->capture_default_str()};
}

Options add_marks(CLI::App& command, scenarios::ReadingOptions& options) {
  CLI::Option* absent =
      command.add_option("--absent", options.absent, "what no row means: missing or zero")
          ->check(CLI::IsMember({"missing", "zero"}));
  if (!options.absent.empty()) absent->capture_default_str();
  return {
      command
          .add_option("--missing", options.missing,
                      "marks of missing cells beside empty ones, instead of NA, N/A, NaN, null, ., "
                      ".. and :")
          ->delimiter(','),
      command
          .add_option("--suppressed", options.suppressed,
                      "marks of suppressed cells, instead of (D), D, (S), S, *, **, (X), X, x, c, "
                      ":c and : c")
          ->delimiter(','),
      command.add_option("--flag", options.manner.flag,
                         "a column of flags: one of the marks of --suppressed, or N (BLS), says "
                         "that the number is suppressed, even where it is 0"),
      command.add_option("--zero", options.zero, "marks of zeros, such as -")->delimiter(','),
      absent,
      command.add_option("--total-region", options.manner.total_region,
                         "the region whose rows are totals over regions"),
      command.add_option("--total-industry", options.manner.total_industry,
                         "the industry whose rows are totals over industries")};
}

}  // namespace

std::vector<CLI::Option*> add_reading(CLI::App& command, const std::string& industry_option,
                                      scenarios::ReadingOptions& options) {
  Options all = add_columns(command, industry_option, options);
  for (const Options& some : {add_signs(command, options), add_marks(command, options)})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace agglomera::cli
