#include "output/report/report.hpp"

#include <map>
#include <set>
#include <stdexcept>

#include "output/report/glossary.hpp"
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
      {"run", {run_headline, {world_map, specialisations, trajectories, ranks, stated_facts, foundations}}},
      {"policy",
       {policy_headline,
        {levers, policy_effects, world_map, effect_by_distance, both_worlds, policy_ranking,
         robustness, foundations}}},
      {"front", {front_headline, {best_mixes, foundations}}},
      {"posterior", {posterior_headline, {learned, predictive_check, foundations}}},
      {"backtest", {backtest_headline, {forecast_skill, forecasts, foundations}}},
      {"explain", {explain_headline, {attribution, foundations}}},
      {"sweep", {sweep_headline, {sweep_points, varied, foundations}}},
      {"sensitivity",
       {sensitivity_headline, {sobol_indices, elementary_effects, varied, foundations}}},
  };
  const auto found = table.find(filetype);
  if (found == table.end()) throw std::logic_error("no sections for files of kind " + filetype);
  return found->second;
}

// A part of a file whose groups do not belong together (labels of one are missing in another).
const Text unreadable = {
    "A part of this file cannot be shown: its groups do not fit each other (labels of one are "
    "missing in "
    "another).",
    "文件的这一部分无法显示：各组数据互不相符（一组的标签在另一组中缺失）。"};

Section section_or_reason(Section (*write)(const Sheet&), const Sheet& sheet) {
  try {
    return write(sheet);
  } catch (const std::out_of_range&) {
    return {"unreadable", {"What cannot be shown", "无法显示的部分"}, {}, {unreadable}};
  }
}

Headline headline_or_reason(Headline (*write)(const Sheet&), const Sheet& sheet) {
  try {
    return write(sheet);
  } catch (const std::out_of_range&) {
    return {{"What does this file say?", "这个文件说明了什么？"}, unreadable};
  }
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
  std::set<std::string> used_ = {"content",  "here",   "language", "main",   "menu",
                                 "question", "status", "theme",    "tooltip"};
};

// The page as it grows: ids are made unique as parts come in.
class Page {
 public:
  explicit Page(Language language)
      : content_{{"language", language == Language::chinese ? "zh" : "en"},
                 {"headline", nullptr},
                 {"sections", Json::array()},
                 {"sources", Json::array()}} {}

  // The first file's answer opens the page; those of the others open their own sections.
  void add_answer(Headline headline, const std::string& source) {
    if (content_["headline"].is_null()) {
      for (Chart& chart : headline.charts) ids_.make_unique(chart.id);
      content_["headline"] = headline;
      return;
    }
    Section section{"answer", headline.question, {headline.answer}};
    section.says.insert(section.says.end(), headline.details.begin(), headline.details.end());
    section.says.insert(section.says.end(), headline.caveats.begin(), headline.caveats.end());
    section.charts = std::move(headline.charts);
    add(std::move(section), source);
  }

  void add(Section section, const std::string& source) {
    if (section.title.empty()) return;  // has nothing to say of this file
    std::erase_if(section.charts, [&](const Chart& chart) {
      if (chart.table.rows() > 0) return false;
      section.warnings.push_back(
          phrase({"{}: nothing to draw.", "{}：无可绘制的数据。"}, chart.title));
      return true;
    });
    ids_.make_unique(section.id);
    for (Chart& chart : section.charts) ids_.make_unique(chart.id);
    for (Listing& listing : section.listings) ids_.make_unique(listing.id);
    content_["sections"].push_back(section);
    content_["sections"].back()["source"] = source;
  }

  void add_source(const std::string& name) { content_["sources"].push_back(name); }
  void add_caveat(const Text& caveat) { content_["headline"]["caveats"].push_back(caveat); }
  Json content() && { return std::move(content_); }

 private:
  Json content_;
  Ids ids_;
};

bool of_several_revisions(const std::vector<Source>& sources, const Gazetteer& places) {
  std::set<std::string> revisions;
  for (const Source& source : sources)
    revisions.insert(Sheet(source.file, source.name, places).attribute("git_revision"));
  return revisions.size() > 1;
}

}  // namespace

Json page_content(const std::vector<Source>& sources, Language language) {
  Gazetteer places;
  for (const Source& source : sources) places.read(source.file);
  Page page(language);
  for (const Source& source : sources) {
    const Sheet sheet(source.file, source.name, places);
    const Parts& parts = parts_of(source.file.filetype);
    page.add_answer(headline_or_reason(parts.headline, sheet), source.name);
    for (const auto& write : parts.sections) page.add(section_or_reason(write, sheet), source.name);
    page.add_source(source.name);
  }
  if (of_several_revisions(sources, places))
    page.add_caveat({"These files were made by different versions of Agglomera.",
                     "这些文件由 Agglomera 的不同版本生成。"});
  page.add(glossary(), "");
  return std::move(page).content();
}

}  // namespace agglomera::output::report
