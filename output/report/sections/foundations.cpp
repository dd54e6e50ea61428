#include <algorithm>
#include <cmath>

#include "output/report/measures.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/cities.hpp"

namespace agglomera::output::report {
namespace {

const Text city_title = {"City", "城市"};

Text origin_text(const std::string& origin) {
  if (origin == "posterior") return {"learned from the observations", "由观测值校准"};
  if (origin == "prior") return {"assumed, drawn from a prior", "假设，取自先验分布"};
  if (origin == "usual value") return {"assumed, one value", "假设，单一取值"};
  if (origin == "scenario") return {"set by the scenario", "由情景设定"};
  return plainly(origin);
}

std::vector<Text> column_or_nothing(const Sheet& sheet, const std::string& variable,
                                    std::size_t rows) {
  std::vector<Text> cells = sheet.both("parameters", variable);
  cells.resize(rows);
  return cells;
}

Listing parameters_of(const Sheet& sheet) {
  const auto names = sheet.labels("parameters", "parameter");
  const Array values = sheet.array("parameters", "value");
  std::vector<Text> labels, units, origins;
  std::vector<double> low, middle, high;
  const auto units_kept = sheet.texts("parameters", "unit");
  for (std::size_t i = 0; i < names.size(); ++i) {
    labels.push_back(plainly(names[i]));
    units.push_back(unit_text(units_kept[i]));
    const Spread spread = spread_of(values.along("member", {{"parameter", i}}));
    low.push_back(spread.q05);
    middle.push_back(spread.q50);
    high.push_back(spread.q95);
  }
  if (sheet.has("parameters", "origin"))
    for (const std::string& origin : sheet.texts("parameters", "origin"))
      origins.push_back(origin_text(origin));
  origins.resize(names.size());
  Listing listing{"parameters", {"Parameters", "参数"}, {}};
  listing.table.add("parameter", {"Parameter", "参数"}, labels);
  listing.table.add("text", {"Meaning", "含义"}, column_or_nothing(sheet, "text", names.size()));
  listing.table.add("q50", {"Median", "中位数"}, middle, 3);
  listing.table.add("q05", {"5 %", "5 % 分位"}, low, 3);
  listing.table.add("q95", {"95 %", "95 % 分位"}, high, 3);
  listing.table.add("unit", {"Unit", "单位"}, units);
  listing.table.add("origin", {"Where the values come from", "取值由来"}, origins);
  listing.table.add("source", {"Source", "依据"}, column_or_nothing(sheet, "source", names.size()));
  listing.note = {"Median and 90 % interval over the members of this result.",
                  "本结果各成员取值的中位数与 90 % 区间。"};
  return listing;
}

// What is assumed of cities: nothing measures it.
Listing city_assumptions_of(const Sheet& sheet) {
  struct Quantity {
    const char* name;
    Text title;
  };
  const Quantity quantities[] = {
      {"endowment", {"Innovation resources", "创新资源禀赋"}},
      {"technology", {"Technology level", "科技水平"}},
      {"culture", {"Culture level", "文化水平"}},
      {"amenity", {"Unexplained amenity", "未解释的区位优势"}},
      {"growth_advantage", {"Advantage in growth", "增长优势"}},
  };
  const auto ids = sheet.labels("city_assumptions", "city");
  Listing listing{"city-assumptions", {"What is assumed of each city", "对各城市的假设"}, {}};
  std::vector<Text> names;
  for (const std::string& id : ids) names.push_back(sheet.places().name(id));
  listing.table.add("city", city_title, names);
  for (const Quantity& quantity : quantities) {
    if (!sheet.has("city_assumptions", quantity.name)) continue;
    const Array values = sheet.array("city_assumptions", quantity.name);
    std::vector<double> low, middle, high;
    for (std::size_t city = 0; city < ids.size(); ++city) {
      const Spread spread = spread_of(values.along("member", {{"city", city}}));
      low.push_back(spread.q05);
      middle.push_back(spread.q50);
      high.push_back(spread.q95);
    }
    const std::string name = quantity.name;
    listing.table.add(name, phrase({"{}, median", "{}，中位数"}, quantity.title), middle, 2);
    listing.table.add(name + "_q05", {"5 %", "5 % 分位"}, low, 2);
    listing.table.add(name + "_q95", {"95 %", "95 % 分位"}, high, 2);
  }
  listing.note = {
      "Nothing measures these quantities city by city: each member draws them anew, and "
      "the intervals say how little is known.",
      "这些量没有逐城的实测数据：每次模拟各自抽样，区间表明所知甚少。"};
  return listing;
}

Listing inputs_of(const Sheet& sheet) {
  Listing listing{"inputs", {"Files it was made from", "输入文件"}, {}};
  std::vector<Text> paths;
  std::vector<double> lines;
  for (const InputText& input : sheet.file().inputs) {
    paths.push_back(plainly(input.path));
    lines.push_back(static_cast<double>(std::count(input.text.begin(), input.text.end(), '\n')));
  }
  listing.table.add("path", {"File", "文件"}, paths);
  listing.table.add("lines", {"Lines", "行数"}, lines, 0);
  listing.note = {"The result file keeps the whole text of each.",
                  "结果文件保存了每个输入文件的全文。"};
  return listing;
}

// "2026-11-26 00:37 UTC" of "2026-11-26T00:37:48Z".
std::string readable_time(std::string created) {
  if (created.size() != 20 || created[10] != 'T') return created;
  return created.substr(0, 10) + " " + created.substr(11, 5) + " UTC";
}

Text provenance_of(const Sheet& sheet) {
  return phrase({"{}: made by Agglomera {} (revision {}) on {}, seed {}.",
                 "{}：由 Agglomera {}（修订 {}）于 {} 生成，随机种子 {}。"},
                sheet.name(), sheet.attribute("agglomera_version"), sheet.attribute("git_revision"),
                readable_time(sheet.attribute("created")), sheet.attribute("seed"));
}

Text command_of(const Sheet& sheet) {
  if (sheet.file().filetype == "run")
    return phrase(
        {"The command that made it: {}. Its inputs are in the file: agglomera run --from {} -o "
         "again.h5 makes it again, to the same bytes.",
         "生成命令：{}。输入保存在文件中：agglomera run --from {} -o again.h5 "
         "可重新生成相同的文件。"},
        sheet.attribute("command"), sheet.name());
  return phrase({"The command that made it: {}", "生成命令：{}"}, sheet.attribute("command"));
}

// A member that failed has no number anywhere.
std::size_t members_missing(const Array& revenue) {
  std::size_t missing = 0;
  for (std::size_t member = 0; member < revenue.size("member"); ++member) {
    bool present = false;
    for (std::size_t city = 0; city < revenue.size("city") && !present; ++city)
      present =
          spread_of(revenue.along("year", {{"scenario", 0}, {"member", member}, {"city", city}}))
              .present > 0;
    missing += present ? 0 : 1;
  }
  return missing;
}

void add_warnings(const Sheet& sheet, Section& section) {
  if (sheet.has("series")) {
    const Array revenue = sheet.array("series", "revenue");
    const std::size_t members = revenue.size("member");
    if (members == 0) section.warnings.push_back({"The ensemble is empty.", "集合中没有成员。"});
    if (const std::size_t missing = members_missing(revenue); missing > 0)
      section.warnings.push_back(
          phrase({"{} of {} members failed and are missing; intervals are of the others.",
                  "{1} 个成员中有 {0} 个失败缺失；区间只依据其余成员。"},
                 missing, members));
    if (members == 1)
      section.warnings.push_back(
          {"There is one member: intervals have no width.", "只有一个成员：区间没有宽度。"});
    std::vector<Text> unobserved;
    const auto ids = sheet.labels("series", "city");
    const auto elsewhere = std::count(ids.begin(), ids.end(), sim::rest_of_world_id);
    const std::size_t cities = ids.size() - static_cast<std::size_t>(elsewhere);
    for (const std::string& id : ids)
      if (const Place place = sheet.places().place(id);
          !place.observed && std::isfinite(place.latitude_degrees))
        unobserved.push_back(place.name);
    if (!unobserved.empty())
      section.warnings.push_back(
          phrase({"Nothing was ever observed in {} of the {} cities ({}): their numbers rest on "
                  "assumptions alone.",
                  "{1} 个城市中有 {0} 个从无观测值（{2}）：其数字完全基于假设。"},
                 unobserved.size(), cities, list_of(unobserved)));
  }
  if (!sheet.has("parameters", "origin")) return;
  std::size_t assumed = 0, all = 0;
  for (const std::string& origin : sheet.texts("parameters", "origin")) {
    ++all;
    assumed += origin == "posterior" ? 0 : 1;
  }
  section.warnings.push_back(
      phrase({"{} of {} parameters are assumed, not learned from the observations.",
              "{1} 个参数中有 {0} 个为假设值，并非由观测值校准。"},
             assumed, all));
}

}  // namespace

Section foundations(const Sheet& sheet) {
  Section section{"foundations", {"What it rests on", "结果的依据"}};
  section.says = {provenance_of(sheet), command_of(sheet)};
  add_warnings(sheet, section);
  if (sheet.has("parameters")) section.listings.push_back(parameters_of(sheet));
  if (sheet.has("city_assumptions")) section.listings.push_back(city_assumptions_of(sheet));
  if (!sheet.file().inputs.empty()) section.listings.push_back(inputs_of(sheet));
  return section;
}

}  // namespace agglomera::output::report
