#include "scenarios/study/firms_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "scenarios/study/derived_study_files.hpp"
#include "scenarios/study/derived_tables.hpp"
#include "scenarios/study/firm_sums.hpp"
#include "scenarios/study/region_ids.hpp"
#include "sim/cities.hpp"

namespace agglomera::scenarios {
namespace {

// Every result keeps a copy of the study's tables.
constexpr std::size_t most_background_firms = 200'000;
constexpr std::size_t most_focal_rows = 1'000'000;
constexpr std::size_t most_bytes = std::size_t{256} << 20;  // that a study reads of a table
constexpr std::size_t most_named = 5;
constexpr double least_usd_per_firm = 1000.0;  // sizes are whole dollars

Amounts amounts(const PlacesOfFirms& places, const FirmSums::Table& of_cities,
                const FirmSums::Table* elsewhere) {
  Amounts amounts;
  amounts.world.assign(of_cities.front().size(), 0.0);
  for (const std::uint32_t city : places.cities) amounts.regions.push_back(of_cities[city]);
  const auto add = [&](const std::vector<double>& years) {
    for (std::size_t year = 0; year < years.size(); ++year) amounts.world[year] += years[year];
  };
  for (const auto& region : amounts.regions)
    add(region);  // in their order: the same sum for any list
  FirmSums::Table others;
  for (std::size_t city = 0; city < of_cities.size(); ++city)
    if (places.place_of[city] == PlacesOfFirms::rest) others.push_back(of_cities[city]);
  std::sort(others.begin(), others.end());
  for (const auto& other : others) add(other);
  if (elsewhere) add(elsewhere->front());
  return amounts;
}

class FirmsStudy {
 public:
  FirmsStudy(const FirmPanel& panel, const FirmsRequest& request)
      : panel_(panel),
        request_(request),
        sums_(firm_sums(panel, request.sector, request.all)),
        places_(places_of(panel, sums_, request.told)) {
    told_.assign(sums_.all.firms.front().size(), false);
    for (const FirmYear& row : panel.rows) {
      first_rows_ += row.year == panel.first;
      if (row.line > 0) told_[static_cast<std::size_t>(row.year - panel.first)] = true;
    }
  }

  std::vector<InputFile> files(std::vector<std::string>& notes, Complaints& complaints) const {
    const std::size_t before = complaints.count();
    if (request_.all) compare_totals(complaints);
    if (complaints.count() > before) return {};
    compare_size(complaints);
    notes = sentences();
    std::vector<InputFile> files = derived_study_files(derived(notes), complaints);
    if (complaints.count() > before) return {};
    files.push_back({"firms.csv", table_of([&](const FirmYear& row) {
                       return row.sector == request_.sector && is_told(row.year) &&
                              (keeps_every_year() || row.year == panel_.first ||
                               row.year == panel_.last);
                     })});
    if (files.back().text.size() > most_bytes) {
      complaints.add(
          {panel_.file, 0, 0,
           fmt::format("the firms of {} are too many for a table of a study (at most {} MiB)",
                       in_quotes(panel_.sectors[request_.sector]), most_bytes >> 20),
           "choose a smaller sector"});
      return {};
    }
    std::string keys = "firms       = \"firms.csv\"\n";
    if (has_background()) {
      files.push_back({"background_firms.csv",
                       table_of([&](const FirmYear& row) { return row.year == panel_.first; })});
      keys += "background_firms = \"background_firms.csv\"\n";
    }
    const std::string tables = "[tables]\n";
    std::string& toml = files.front().text;
    toml.insert(toml.find(tables) + tables.size(), keys);
    return files;
  }

 private:
  void compare_totals(Complaints& complaints) const {
    for (std::size_t city = 0; city < panel_.cities.size(); ++city)
      for (std::size_t year = 0; year < sums_.all.firms[city].size(); ++year)
        if (sums_.focal.firms[city][year] > sums_.all.firms[city][year])
          complaints.add(
              {request_.all->file, 0, 0,
               fmt::format(
                   "{} has {:.10g} firms of all sectors in {}, and the list {} of one alone",
                   in_quotes(panel_.cities[city]), sums_.all.firms[city][year],
                   panel_.first + static_cast<int>(year), sums_.focal.firms[city][year]),
               "count the firms of all sectors, those of the list among them"});
  }

  void compare_size(Complaints& complaints) const {
    double firms = 0.0, usd = 0.0;
    for (std::size_t city = 0; city < panel_.cities.size(); ++city)
      for (std::size_t year = 0; year < sums_.focal.firms[city].size(); ++year) {
        firms += sums_.focal.firms[city][year];
        usd += sums_.focal.revenue_usd[city][year];
      }
    if (usd < least_usd_per_firm * firms)
      complaints.add(
          {"--usd-per-unit", 0, 0,
           fmt::format("the mean firm of {} has {:.3g} USD of revenue (firms that small can't be "
                       "told apart)",
                       in_quotes(panel_.sectors[request_.sector]), usd / firms),
           "say how many USD a unit of the list is, such as --usd-per-unit 1000"});
  }

  DerivedStudy derived(const std::vector<std::string>& notes) const {
    DerivedStudy study;
    study.industry = panel_.sectors[request_.sector];
    study.source = panel_.file;
    study.first = panel_.first;
    study.last = panel_.last;
    for (const std::uint32_t city : places_.cities) study.regions.push_back(request_.regions[city]);
    study.firms = amounts(places_, sums_.focal.firms, nullptr);
    study.revenue_usd = amounts(places_, sums_.focal.revenue_usd, nullptr);
    study.all_firms = amounts(places_, sums_.all.firms, &sums_.elsewhere.firms);
    study.all_revenue_usd = amounts(places_, sums_.all.revenue_usd, &sums_.elsewhere.revenue_usd);
    study.regions_are_all = !places_.any_rest;
    study.observed_years = told_;
    for (auto* own : {&study.firms, &*study.revenue_usd})
      for (auto& region : own->regions)
        for (std::size_t year = 0; year < told_.size(); ++year)
          if (!told_[year]) region[year] = unknown;
    study.from_user = notes;
    if (!has_background())
      study.assumed.push_back(fmt::format(
          "In a run with `background = \"agents\"` the firms of all sectors are drawn: {}.",
          request_.all
              ? "the list has those of one sector alone"
              : fmt::format("the list has more than {} of them, too many to keep with every result",
                            most_background_firms)));
    return study;
  }

  bool is_told(sim::Year year) const {
    return told_[static_cast<std::size_t>(year - panel_.first)];
  }
  bool keeps_every_year() const {
    return sums_.focal_rows <= most_focal_rows || panel_.last - panel_.first < 2;
  }
  bool has_background() const { return !request_.all && first_rows_ <= most_background_firms; }

  std::vector<std::string> sentences() const {
    std::vector<std::string> all;
    const auto say = [&](bool so, std::string words) {
      if (so) all.push_back(std::move(words));
    };
    say(true,
        fmt::format(
            "`firms.csv`: the firms of {} with their own ids, {}. Those of {} are the agents of "
            "the first year in every member; forecasts and policies go on from those of {}.",
            in_quotes(panel_.sectors[request_.sector]),
            keeps_every_year() ? "in every year" : "in the first and the last year", panel_.first,
            panel_.last));
    say(has_background(),
        fmt::format("`background_firms.csv`: all {} firms of {}, the agents of a run with "
                    "`background = \"agents\"`.",
                    first_rows_, panel_.first));
    say(panel_.filled > 0, fmt::format("{} yearly revenues are not in the list, between two years "
                                       "of the same firm or before it "
                                       "closed: the firm was there, with a revenue on the way from "
                                       "one known value to the next.",
                                       panel_.filled));
    say(std::find(told_.begin(), told_.end(), false) != told_.end(),
        "Years of which the list has no revenue at all are in totals alone: nothing is called "
        "observed then.");
    say(panel_.relocations > 0,
        fmt::format("Firms in another city than the year before, {} times: they moved.",
                    panel_.relocations));
    say(panel_.changes_of_sector > 0, fmt::format("Firms in another sector than the year before, "
                                                  "{} times: they left the one and entered the "
                                                  "other.",
                                                  panel_.changes_of_sector));
    say(places_.untold > 0, fmt::format("Cities without a row in the table of regions, {}: their "
                                        "firms are in the rest of the world.",
                                        places_.untold));
    say(!places_.broken.empty(), fmt::format("Cities without any firm or revenue in some year, {} "
                                             "({}): their firms are in the rest of "
                                             "the world.",
                                             places_.broken.size(), names_of(places_.broken)));
    say(!places_.joined.empty(), fmt::format("The smallest of the other cities, {}, is in the rest "
                                             "of the world too, which would have "
                                             "nothing in some year.",
                                             places_.joined));
    return all;
  }

  std::string names_of(const std::vector<std::uint32_t>& cities) const {
    std::string text;
    for (std::size_t i = 0; i < std::min(cities.size(), most_named); ++i)
      text += fmt::format("{}{}", i > 0 ? ", " : "", panel_.cities[cities[i]]);
    return cities.size() > most_named ? text + ", …" : text;
  }

  template <typename Wanted>
  std::string table_of(Wanted wanted) const {
    std::vector<std::string> names;
    for (const std::uint32_t city : places_.cities) names.push_back(request_.regions[city].name);
    const std::vector<std::string> ids = ids_from_names(names);
    std::string text = "id,city,founded,year,revenue_usd,sector\n";
    for (const std::uint32_t i : sums_.rows_by_id) {
      const FirmYear& row = panel_.rows[i];
      if (!wanted(row)) continue;
      const std::uint32_t place = places_.place_of[row.city];
      fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{}\n",
                     cell(std::string(panel_.firms[row.firm])),
                     place == PlacesOfFirms::rest ? sim::rest_of_world_id : ids[place],
                     panel_.founded[row.firm], row.year, row.revenue_usd,
                     cell(std::string(panel_.sectors[row.sector])));
    }
    return text;
  }

  const FirmPanel& panel_;
  const FirmsRequest& request_;
  const FirmSums sums_;
  const PlacesOfFirms places_;
  std::size_t first_rows_ = 0;  // of all sectors, in the first year
  std::vector<bool> told_;      // by year: whether the list has a revenue of it
};

}  // namespace

std::vector<std::uint16_t> sectors_by_size(const FirmPanel& panel) {
  std::vector<std::uint16_t> order(panel.sectors.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::vector<std::size_t> firms(order.size(), 0);
  for (const FirmYear& row : panel.rows) firms[row.sector] += row.year == panel.last;
  std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    return firms[a] != firms[b] ? firms[a] > firms[b] : panel.sectors[a] < panel.sectors[b];
  });
  return order;
}

std::vector<InputFile> firms_study_files(const FirmPanel& panel, const FirmsRequest& request,
                                         std::vector<std::string>& notes, Complaints& complaints) {
  if (panel.sectors.size() > 1 || request.all)
    return FirmsStudy(panel, request).files(notes, complaints);
  complaints.add(
      {panel.file, 0, 0,
       fmt::format("holds one sector alone, {} (a location quotient compares it with the firms of "
                   "all sectors)",
                   in_quotes(panel.sectors[0])),
       "add the firms of the other sectors, or say with --totals how many firms of all sectors "
       "each "
       "city has"});
  return {};
}

}  // namespace agglomera::scenarios
