#include "output/report/report.hpp"

#include <map>
#include <set>
#include <stdexcept>

#include "output/report/headlines/headlines.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

struct Parts {
  Headline (*headline)(const Sheet&);
  std::vector<Section (*)(const Sheet&)> sections;  // in reading order
};

const Parts& parts_of(const std::string& filetype) {
  static const std::map<std::string, Parts> table = {
      {"run", {run_headline, {world_map, trajectories, ranks, stated_facts, foundations}}},
      {"policy",
       {policy_headline,
        {levers, policy_effects, world_map, effect_by_distance, both_worlds, policy_ranking, robustness,
         foundations}}},
      {"front", {front_headline, {best_mixes, foundations}}},
      {"posterior", {posterior_headline, {learned, predictive_check, foundations}}},
      {"backtest", {backtest_headline, {forecast_skill, forecasts, foundations}}},
      {"explain", {explain_headline, {attribution, foundations}}},
  };
  const auto found = table.find(filetype);
  if (found == table.end()) throw std::logic_error("no sections for files of kind " + filetype);
  return found->second;
}

// Two files of one kind have the same sections: the second gets "-2". The page has ids of its own.
class Ids {
 public:
  void make_unique(std::string& id) {
    std::string tried = id;
    for (int n = 2; !used_.insert(tried).second; ++n) tried = fmt::format("{}-{}", id, n);
    id = tried;
  }

 private:
  std::set<std::string> used_ = {"content", "here",     "language", "main",   "menu",
                                 "question", "status", "theme",    "tooltip"};
};

}  // namespace

Json page_content(const std::vector<Source>& sources, Language language) {
  Gazetteer places;
  for (const Source& source : sources) places.read(source.file);
  Ids ids;
  Json page = {{"language", language == Language::chinese ? "zh" : "en"}};
  page["headline"] = nullptr;
  page["sections"] = Json::array();
  page["sources"] = Json::array();
  for (const Source& source : sources) {
    const Sheet sheet(source.file, source.name, places);
    const Parts& parts = parts_of(source.file.filetype);
    if (page["headline"].is_null()) {
      Headline headline = parts.headline(sheet);
      for (Chart& chart : headline.charts) ids.make_unique(chart.id);
      page["headline"] = headline;
    }
    for (const auto& write : parts.sections) {
      Section section = write(sheet);
      if (section.title.empty()) continue;  // has nothing to say of this file
      ids.make_unique(section.id);
      for (Chart& chart : section.charts) ids.make_unique(chart.id);
      for (Listing& listing : section.listings) ids.make_unique(listing.id);
      page["sections"].push_back(section);
      page["sections"].back()["source"] = source.name;
    }
    page["sources"].push_back(source.name);
  }
  return page;
}

}  // namespace agglomera::output::report
