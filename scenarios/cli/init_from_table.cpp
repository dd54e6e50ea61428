#include "scenarios/cli/init_from_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/study/activity_study.hpp"
#include "scenarios/study/derived_study_files.hpp"
#include "scenarios/study/derived_tables.hpp"
#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/frame.hpp"
#include "scenarios/study/region_ids.hpp"
#include "scenarios/study/regions_table.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

constexpr double least_usd_per_firm = 1000.0;  // sizes are whole dollars
constexpr std::size_t most_named = 3;

ValueKind kind_of(const std::string& word) {
  return word == "jobs" ? ValueKind::jobs : word == "revenue" ? ValueKind::revenue : ValueKind::firms;
}

void throw_any(const Complaints& complaints) {
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

void check_words(const FromTableOptions& options, Complaints& complaints) {
  const auto complain = [&](const char* option, std::string problem, std::string suggestion = {}) {
    complaints.add({option, 0, 0, std::move(problem), std::move(suggestion)});
  };
  const bool firms = options.value_is == "firms";
  if (options.reading.manner.year == "none")
    complain("--year", "a study needs years, two at least");
  if (!options.revenue.empty() && !firms)
    complain("--revenue", fmt::format("is a further column beside counts of firms (--value-is is {})", options.value_is));
  if (!options.revenue.empty() && !options.reading.wide.empty())
    complain("--revenue", "a wide table has no further column of numbers", "give a long table");
  if (!options.country.empty() && !is_country_code(options.country))
    complain("--country", fmt::format("{} is no country code (two capital letters, ISO 3166-1)", in_quotes(options.country)));
  if (options.mean_firm != 0.0 && firms) complain("--mean-firm", "firms are counted: nothing is to be assumed");
  if (options.value_is == "revenue" && options.mean_firm == 0.0)
    complain("--value-is", "revenue alone doesn't tell how many firms there are",
             "say the revenue of a mean firm with --mean-firm, in the table's unit; or count firms and name the "
             "column of revenue with --revenue");
}

class FromTable {
 public:
  FromTable(std::string folder, const FromTableOptions& options)
      : folder_(std::move(folder)), options_(options), manner_(options.reading.read()) {}

  void make() {
    Complaints complaints;
    check_words(options_, complaints);
    throw_any(complaints);
    output::WholeFolder folder(folder_);
    read(complaints);
    const std::vector<std::uint32_t> chosen = choose(complaints);
    throw_any(complaints);
    meaning_ = {kind_of(options_.value_is), options_.mean_firm, options_.usd_per_unit};
    if (meaning_.kind == ValueKind::jobs && meaning_.mean_firm == 0.0) meaning_.mean_firm = assumed_jobs_per_firm;
    if (options_.industry == "all")
      write_all(folder, chosen);
    else
      write_one(folder, chosen.front());
    folder.finish();
  }

  void tell_one() const {
    fmt::print("{} holds a study of \"{}\" in {} regions, {} to {}, that runs as it is:\n\n"
               "  agglomera validate {}/baseline.toml\n"
               "  agglomera run {}/baseline.toml -o run.h5\n"
               "  agglomera compare run.h5\n"
               "  agglomera calibrate {}/experiments/calibrate.toml -o {}/posterior.h5\n"
               "  agglomera policy {}/policies/{}.toml -o policy.h5\n\n"
               "{}{}/README.md says what was taken from the table and what is assumed.\n",
               folder_, study_.industry, study_.regions.size(), study_.first, study_.last, folder_, folder_, folder_,
               folder_, folder_, policy_, other_industries(), folder_);
  }

  void tell_all() const {
    fmt::print("{} holds {} studies, one for each industry, in folders of their own (industries.csv lists them).\n"
               "Each runs as it is:\n\n"
               "  agglomera run {}/{}/baseline.toml -o run.h5\n\n",
               folder_, written_.size(), folder_, written_.front());
    for (const std::string& why : left_out_) fmt::print("Not made: {}\n", why);
  }

 private:
  void read(Complaints& complaints) {
    table_ = read_activity(options_.table, manner_, complaints);
    if (!options_.revenue.empty()) {
      ActivityManner manner = manner_;
      manner.value = options_.revenue;
      Complaints of_revenue;
      revenue_table_ = read_activity(options_.table, manner, of_revenue);
      for (const sim::Complaint& complaint : of_revenue.all())  // the first reading said the rest
        if (complaints.none()) complaints.add(complaint);
    }
    throw_any(complaints);
    const std::vector<std::string> without = {manner_.total_region, options_.rest};
    regions_ = options_.regions.empty() ? regions_of(table_)
                                        : read_regions(options_.regions, manner_, table_, without, complaints);
    for (DerivedRegion& region : regions_)
      if (region.country.empty()) region.country = options_.country;
    const PanelManner manner{options_.reading.absent == "zero", options_.rest};
    values_ = std::make_unique<ActivityPanel>(table_, manner, complaints);
    if (!options_.revenue.empty()) {
      Complaints again;  // of the rest, once more
      revenues_ = std::make_unique<ActivityPanel>(revenue_table_, manner, again);
    }
    if (complaints.none() && values_->absent() > 0 && options_.reading.absent.empty())
      complaints.add({options_.table, 0, 0,
                      fmt::format("{} of region, industry and year without a row (was there nothing, or does "
                                  "nobody tell?)",
                                  counted(values_->absent(), "combination")),
                      "say --absent zero or --absent missing"});
  }

  std::vector<std::uint32_t> choose(Complaints& complaints) {
    if (!complaints.none()) return {};
    order_ = industries_by_size(*values_);
    std::vector<std::uint32_t> all;
    std::vector<std::string> names;
    for (const std::size_t place : order_) {
      all.push_back(values_->industries()[place]);
      names.emplace_back(table_.industries[all.back()]);
    }
    if (all.empty()) complaints.add({options_.table, 0, 0, "holds no industry", ""});
    if (options_.industry.empty() || options_.industry == "all") return all;
    const auto found = std::find(names.begin(), names.end(), options_.industry);
    if (found != names.end()) return {all[static_cast<std::size_t>(found - names.begin())]};
    complaints.add({"--industry", 0, 0,
                    fmt::format("{} is no industry of {} ({})", in_quotes(options_.industry), options_.table,
                                known_names(names)),
                    nearest_suggestion(options_.industry, names)});
    return {};
  }

  TableOfActivity table_of_activity() const {
    return {table_, *values_, revenues_.get(), regions_, meaning_};
  }

  DerivedStudy study_of(std::uint32_t industry, const std::string& list, Complaints& complaints) const {
    DerivedStudy study = study_of_industry(table_of_activity(), industry);
    if (values_->industries().size() > 1)
      study.from_user.push_back(
          fmt::format("This study is of one industry, \"{}\"; the others are a part of every region's total "
                      "(background.csv). {} lists them all.", study.industry, list));
    if (study.revenue_usd)
      for (std::size_t t = 0; t < study.years(); ++t)
        if (const double mean = study.revenue_usd->world[t] / study.firms.world[t]; mean < least_usd_per_firm) {
          complaints.add({"--usd-per-unit", 0, 0,
                          fmt::format("the mean firm of {} has {:.3g} USD of revenue in {} (firms that small can't be "
                                      "told apart)", in_quotes(study.industry), mean, study.first + static_cast<int>(t)),
                          "say how many USD a unit of the table is, such as --usd-per-unit 1000"});
          break;
        }
    return study;
  }

  void write_one(output::WholeFolder& folder, std::uint32_t industry) {
    Complaints complaints;
    study_ = study_of(industry, "industries.csv", complaints);
    const std::vector<InputFile> files = derived_study_files(study_, complaints);
    throw_any(complaints);
    for (const InputFile& file : files) {
      folder.write(file.path, file.text);
      if (file.path.starts_with("policies/")) policy_ = file.path.substr(9, file.path.size() - 14);
    }
    if (values_->industries().size() > 1) folder.write("industries.csv", industries_table(folders()));
  }

  // Industries that make no study are left out and named.
  void write_all(output::WholeFolder& folder, const std::vector<std::uint32_t>& industries) {
    const std::vector<std::string> names = folders();
    for (std::size_t k = 0; k < industries.size(); ++k) {
      Complaints complaints;
      const DerivedStudy study = study_of(industries[k], "../industries.csv", complaints);
      const std::vector<InputFile> files = derived_study_files(study, complaints);
      if (!complaints.none()) {
        first_wrong_.push_back(complaints.all().front());
        left_out_.push_back(first_wrong_.back().message);
        continue;
      }
      for (const InputFile& file : files) folder.write(names[order_[k]] + "/" + file.path, file.text);
      written_.push_back(names[order_[k]]);
    }
    if (written_.empty()) throw sim::InputError(first_wrong_);
    folder.write("industries.csv", industries_table(names));
    folder.write("README.md", fmt::format("# Studies of {} industries\n\nMade by `agglomera init --industry all` from "
                                          "{}. Every folder is a study of its own, with a README.md; industries.csv "
                                          "lists them, the largest first.\n", written_.size(), options_.table));
  }

  // Of every industry, by its place in the panel.
  std::vector<std::string> folders() const {
    std::vector<std::string> names;
    for (const std::uint32_t industry : values_->industries()) names.emplace_back(table_.industries[industry]);
    return ids_from_names(names, "industry");
  }

  std::string industries_table(const std::vector<std::string>& ids) const {
    const std::string first = std::to_string(values_->first()), last = std::to_string(values_->last());
    std::string text = fmt::format("industry,folder,{}_{},{}_{}\n", options_.value_is, first, options_.value_is, last);
    for (const std::size_t place : order_)
      text += fmt::format("{},{},{:.10g},{:.10g}\n", cell(std::string(table_.industries[values_->industries()[place]])),
                          ids[place], values_->sizes()[place].front(), values_->sizes()[place].back());
    return text;
  }

  std::string other_industries() const {
    if (order_.size() < 2) return "";
    std::vector<std::string> next;
    for (const std::size_t place : order_) {
      const std::string name(table_.industries[values_->industries()[place]]);
      if (name != study_.industry && next.size() < most_named) next.push_back(in_quotes(name));
    }
    return fmt::format("The table has {} industries; {}. Another: --industry NAME ({}{}; all in industries.csv), or "
                       "--industry all for a folder of each.\n",
                       order_.size(),
                       options_.industry.empty() ? fmt::format("this is the largest in {}", study_.last)
                                                 : "this is the one you named",
                       fmt::join(next, ", "), order_.size() > next.size() + 1 ? ", …" : "");
  }

  const std::string folder_;
  const FromTableOptions& options_;
  const ActivityManner manner_;
  ActivityTable table_, revenue_table_;
  std::vector<DerivedRegion> regions_;
  std::unique_ptr<ActivityPanel> values_, revenues_;
  ValueMeaning meaning_;
  std::vector<std::size_t> order_;  // of the industries: places in the panel, the largest first
  DerivedStudy study_;
  std::string policy_;
  std::vector<std::string> written_, left_out_;
  std::vector<sim::Complaint> first_wrong_;
};

}  // namespace

CLI::Option* add_from_table(CLI::App& command, FromTableOptions& options) {
  CLI::Option* from = command.add_option(
      "--from", options.table, "a study out of a table you already have: region, industry, year, value (CSV)");
  std::vector<CLI::Option*> others = add_reading(command, "--industry-column", options.reading);
  for (CLI::Option* other :
       {command.add_option("--regions", options.regions,
                           "region[,name,name_zh,country,lat,lon,cluster,governance]: what is known of the regions"),
        command.add_option("--industry", options.industry,
                           "the industry that is studied, against all others; all: a study of each; else the largest"),
        command.add_option("--value-is", options.value_is, "what the numbers count: firms, jobs or revenue")
            ->check(CLI::IsMember({"firms", "jobs", "revenue"}))
            ->capture_default_str(),
        command.add_option("--revenue", options.revenue, "a further column: revenue, beside counts of firms"),
        command.add_option("--usd-per-unit", options.usd_per_unit, "how many USD a unit of revenue is")
            ->check(CLI::PositiveNumber)
            ->capture_default_str(),
        command.add_option("--mean-firm", options.mean_firm,
                           "jobs (else 10) or revenue of a mean firm, where the table doesn't count firms")
            ->check(CLI::PositiveNumber),
        command.add_option("--rest", options.rest, "the region whose rows are the rest of the world"),
        command.add_option("--country", options.country, "the country of all regions: two capital letters")})
    others.push_back(other);
  for (CLI::Option* other : others) other->needs(from);
  return from;
}

int init_from_table(const std::string& folder, const FromTableOptions& options) {
  FromTable from(folder, options);
  from.make();
  if (options.industry == "all")
    from.tell_all();
  else
    from.tell_one();
  return done;
}

}  // namespace agglomera::cli
