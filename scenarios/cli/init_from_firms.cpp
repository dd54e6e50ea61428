#include "scenarios/cli/init_from_firms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/study/firms_study.hpp"
#include "scenarios/study/frame.hpp"
#include "scenarios/study/named_columns.hpp"
#include "scenarios/study/regions_table.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

class FromFirms {
 public:
  FromFirms(std::string folder, const FromFirmsOptions& options, const SharedOptions& shared)
      : folder_(std::move(folder)),
        options_(options),
        shared_(shared),
        manner_{shared.reading.read().csv, shared.usd_per_unit} {}

  void make() {
    if (!shared_.country.empty() && !is_country_code(shared_.country))
      complain("--country", fmt::format("{} is no country code (two capital letters, ISO 3166-1)",
                                        in_quotes(shared_.country)));
    throw_any();
    output::WholeFolder folder(folder_);
    panel_ = read_firm_list(options_.list, manner_, complaints_);
    throw_any();
    FirmsRequest request;
    request.sector = sector();
    read_regions_of_cities(request);
    std::optional<AllSectors> all;
    if (!options_.totals.empty()) {
      all = read_all_sectors(options_.totals, manner_, panel_, complaints_);
      request.all = &*all;
    }
    throw_any();
    const std::vector<InputFile> files = firms_study_files(panel_, request, notes_, complaints_);
    throw_any();
    for (const InputFile& file : files) {
      folder.write(file.path, file.text);
      if (file.path.starts_with("policies/")) policy_ = file.path.substr(9, file.path.size() - 14);
    }
    folder.finish();
  }

  void tell() const {
    fmt::print("{} holds a study of \"{}\", {} to {}, whose agents are your own firms. It runs as it is:\n\n"
               "  agglomera validate {}/baseline.toml\n"
               "  agglomera run {}/baseline.toml -o run.h5\n"
               "  agglomera compare run.h5\n"
               "  agglomera calibrate {}/experiments/calibrate.toml -o {}/posterior.h5\n"
               "  agglomera policy {}/policies/{}.toml -o policy.h5\n\n",
               folder_, sector_, panel_.first, panel_.last, folder_, folder_, folder_, folder_, folder_, policy_);
    for (const std::string& note : notes_) fmt::print("- {}\n", note);
    if (panel_.sectors.size() > 1)
      fmt::print("The list has {} sectors; {}. Another: --sector NAME ({}).\n", panel_.sectors.size(),
                 options_.sector.empty() ? fmt::format("this is the largest in {}", panel_.last)
                                         : "this is the one you named",
                 known_names(names_));
    fmt::print("{}/README.md says what was taken from the list and what is assumed.\n", folder_);
  }

 private:
  void complain(std::string where, std::string problem, std::string suggestion = {}) {
    complaints_.add({std::move(where), 0, 0, std::move(problem), std::move(suggestion)});
  }
  void throw_any() const {
    if (!complaints_.none()) throw sim::InputError(complaints_.all());
  }

  std::uint16_t sector() {
    const std::vector<std::uint16_t> order = sectors_by_size(panel_);
    for (const std::uint16_t one : order) names_.emplace_back(panel_.sectors[one]);
    auto found = options_.sector.empty() ? names_.begin()
                                         : std::find(names_.begin(), names_.end(), options_.sector);
    if (found == names_.end()) {
      complain("--sector",
               fmt::format("{} is no sector of {} ({})", in_quotes(options_.sector), options_.list, known_names(names_)),
               nearest_suggestion(options_.sector, names_));
      found = names_.begin();
    }
    sector_ = *found;
    return order[static_cast<std::size_t>(found - names_.begin())];
  }

  // A city without a row of its own is no place.
  void read_regions_of_cities(FirmsRequest& request) {
    ActivityTable cities;  // a list of firms knows cities as a table knows regions
    cities.file = panel_.file;
    cities.regions = panel_.cities;
    if (shared_.regions.empty()) {
      request.regions = regions_of(cities);
    } else {
      ActivityManner manner;
      manner.csv = manner_.csv;
      manner.region = "city";
      std::vector<std::string> without;
      request.told = cities_told(without);
      request.regions = read_regions(shared_.regions, manner, cities, without, complaints_);
      if (complaints_.none() && without.size() == panel_.cities.size())
        complain(shared_.regions, fmt::format("names no city of {}", options_.list),
                 "write the cities as the list does");
    }
    for (DerivedRegion& region : request.regions)
      if (region.country.empty()) region.country = shared_.country;
  }

  std::vector<bool> cities_told(std::vector<std::string>& without) const {
    Complaints said_by_the_reader;
    NamedColumns rows(shared_.regions, manner_.csv, {"city"}, {}, said_by_the_reader);
    std::unordered_set<std::string> named;
    while (rows.next()) named.emplace(rows.text(0));
    std::vector<bool> told;
    for (std::size_t k = 0; k < panel_.cities.size(); ++k) {
      told.push_back(named.contains(std::string(panel_.cities[k])));
      if (!told.back()) without.emplace_back(panel_.cities[k]);
    }
    return told;
  }

  const std::string folder_;
  const FromFirmsOptions& options_;
  const SharedOptions shared_;
  const FirmListManner manner_;
  Complaints complaints_;
  FirmPanel panel_;
  std::string sector_, policy_;
  std::vector<std::string> names_;  // of sectors, the largest first
  std::vector<std::string> notes_;
};

}  // namespace

int init_from_firms(const std::string& folder, const FromFirmsOptions& options,
                    const SharedOptions& shared) {
  FromFirms from(folder, options, shared);
  from.make();
  from.tell();
  return done;
}

}  // namespace agglomera::cli
