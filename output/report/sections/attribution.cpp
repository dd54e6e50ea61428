#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/drawing/waterfall.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/parts.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

// --- parts by cities ------------------------------------------------------------------------------

struct Cells {
  std::vector<Text> measure, city, part, certain, label;
  std::vector<double> which, value, low, high, excludes;
};

void add_cells(const Sheet& sheet, std::size_t m, std::size_t which, const Text& measure,
               Cells& cells) {
  const auto titles = part_titles(sheet);
  const auto ids = sheet.labels("change", "city");
  const Array observed = sheet.array("change", "observed"),
              left = sheet.array("change", "unexplained");
  const Array mean = sheet.array("attribution", "mean"), q05 = sheet.array("attribution", "q05"),
              q95 = sheet.array("attribution", "q95");
  const Array low = sheet.array("change", "q05"), high = sheet.array("change", "q95");
  auto cities = cities_explained(sheet, m);
  std::stable_sort(cities.begin(), cities.end(), [&](std::size_t a, std::size_t b) {
    return observed.at({{"measure", m}, {"city", a}}) > observed.at({{"measure", m}, {"city", b}});
  });
  for (const std::size_t city : cities) {
    const auto add = [&](const Text& part, double value, double from, double to) {
      if (std::isnan(value)) return;
      const bool certain = from > 0 || to < 0;
      cells.measure.push_back(measure);
      cells.which.push_back(static_cast<double>(which));
      cells.city.push_back(sheet.places().name(ids[city]));
      cells.part.push_back(part);
      cells.value.push_back(value);
      cells.label.push_back(plainly(with_sign(value, 2)));
      cells.low.push_back(from);
      cells.high.push_back(to);
      cells.excludes.push_back(certain ? 1 : 0);
      cells.certain.push_back(certain ? Text{"yes", "是"} : Text{"no", "否"});
    };
    const Array::Where at = {{"measure", m}, {"city", city}};
    add(not_explained_title(), left.at(at), observed.at(at) - high.at(at),
        observed.at(at) - low.at(at));
    for (std::size_t part = 0; part < titles.size(); ++part) {
      const Array::Where of = {{"measure", m}, {"part", part}, {"city", city}};
      add(titles.at(part), mean.at(of), q05.at(of), q95.at(of));
    }
  }
}

Json heat_map(double reach, std::size_t cities) {
  Json x = nominal("part");
  x["sort"] = nullptr;
  x["axis"] = {{"orient", "top"}, {"labelAngle", -75}, {"title", nullptr},
               {"ticks", false},  {"domain", false},   {"labelLimit", 180}};
  Json colour = quantitative("value", {"LQ", "区位商"});
  colour["scale"] = {{"type", "pow"},
                     {"exponent", 0.5},
                     {"interpolate", "rgb"},
                     {"domain", {-reach, 0, reach}},
                     {"range", {themed("low"), themed("middle"), themed("high")}}};
  colour["legend"] = {{"title", Text{"Part of the change (LQ)", "对变化的贡献（区位商）"}},
                      {"titleLimit", 300},
                      {"orient", "bottom"},
                      {"tickCount", 5},
                      {"format", "+.1~f"},
                      {"gradientLength", 220}};
  Json cells =
      layer("rect", {{"stroke", themed("surface")}, {"strokeWidth", 1}}, {{"color", colour}});
  // What rounds to zero has no colour.
  cells["encoding"]["color"]["condition"] = {{"test", "abs(datum.value) < 0.005"},
                                             {"value", themed("surface")}};
  // Numbers where there is room for them, bold where the sign is certain; else a dot there.
  Json numbers = layer("text",
                       {{"fontSize", 11},
                        {"tooltip", false},
                        {"baseline", "middle"},
                        {"opacity", {{"expr", "width > 620 ? 1 : 0"}}}},
                       {{"text", {{"field", "label"}}}});
  numbers["encoding"]["color"] = {{"condition",
                                   {{"test", "abs(datum.value) > " + std::to_string(0.3 * reach)},
                                    {"value", themed("surface")}}},
                                  {"value", themed("ink")}};
  Json certain = layer("point",
                       {{"shape", "circle"},
                        {"filled", true},
                        {"size", 14},
                        {"tooltip", false},
                        {"color", themed("ink")},
                        {"opacity", {{"expr", "width > 620 ? 0 : 1"}}}},
                       Json::object());
  certain["transform"] = Json::array({{{"filter", "datum.excludes === 1"}}});
  Json bold = numbers;
  bold["mark"]["fontWeight"] = "bold";
  bold["mark"]["fontSize"] = 12;
  bold["transform"] = certain["transform"];
  numbers["transform"] = Json::array({{{"filter", "datum.excludes === 0"}}});
  Json spec = rows_of("city", Json::array({cells, numbers, bold, certain}), 20, cities);
  spec["encoding"]["x"] = x;
  spec["encoding"]["y"]["axis"]["labelFlush"] = false;  // each name level with its cells
  spec["transform"] = Json::array({{{"filter", "datum.which === measure"}}});
  spec["params"] = Json::array({{{"name", "measure"}, {"value", 0}}});
  return spec;
}

Chart overview(const Sheet& sheet, const std::vector<std::string>& measures) {
  Cells cells;
  Control choice;
  choice.name = "measure";
  choice.label = {"Measure", "指标"};
  std::size_t most = 0;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::size_t m = sheet.index("change", "measure", measures[i]);
    add_cells(sheet, m, i, measure_title(measures[i]), cells);
    choice.options.push_back({measure_title(measures[i]), {{"measure", i}}});
    most = std::max(most, cities_explained(sheet, m).size());
  }
  double reach = 0.1;
  for (const double value : cells.value) reach = std::max(reach, std::abs(value));
  Chart chart;
  chart.id = "parts-by-city";
  chart.title =
      phrase({"All parts of the change {} by city (in LQ)", "{}各城市变化的各组成部分（区位商）"},
             from_to(sheet));
  chart.says =
      phrase({"Parts of the change of {} cities: rows are cities, columns parts, colour the size "
              "and sign.",
              "{} 个城市变化的组成部分：行为城市，列为组成部分，颜色表示大小与正负。"},
             most);
  chart.spec = heat_map(reach, most);
  if (measures.size() > 1) chart.controls = {choice};
  chart.table.add("city", {"City", "城市"}, cells.city);
  chart.table.add("measure_name", {"Measure", "指标"}, cells.measure);
  chart.table.add("part", {"Part", "组成部分"}, cells.part);
  chart.table.add("value", {"Mean", "均值"}, cells.value);
  chart.table.add("low", {"5 %", "5 %"}, cells.low);
  chart.table.add("high", {"95 %", "95 %"}, cells.high);
  chart.table.add("certain", {"90 % interval excludes 0", "90 % 区间不含 0"}, cells.certain);
  chart.table.add("label", {"Label", "标签"}, cells.label, false);
  chart.table.add("which", {"Measure number", "指标序号"}, cells.which, 0, false);
  chart.table.add("excludes", {"Excludes 0", "不含 0"}, cells.excludes, 0, false);
  chart.note = {
      "Blue raises, orange lowers, no colour: below 0.005. Bold (a dot on narrow screens): the 90 "
      "% "
      "interval excludes zero; the sign of all others is uncertain. Colour "
      "grows with the square root, so that small parts are seen. Not explained: observed minus "
      "median simulated change. Cities by their observed change, largest first.",
      "蓝为上升，橙为下降，无色为不足 0.005。粗体（窄屏为圆点）表示 90 % 区间不含 0，"
      "其余各格的正负号并不确定。颜色按平方根加深，以便看清较小的部分。"
      "未解释部分 = 观测变化 − 模拟变化中位数。城市按观测变化从大到小排列。"};
  return chart;
}

// --- what can be told apart -----------------------------------------------------------------------

struct Pairs {
  std::vector<Text> not_told;  // "A and B (…)"
  std::vector<Text> a, b, measure, verdict;
  std::vector<double> over_cities, over_members;
};

Pairs pairs_of(const Sheet& sheet, const std::vector<std::string>& measures) {
  const Array cities = sheet.array("told_apart", "over_cities");
  const Array members = sheet.array("told_apart", "over_members");
  const auto titles = part_titles(sheet);
  Pairs pairs;
  for (const std::string& name : measures) {
    const std::size_t m = sheet.index("told_apart", "measure", name);
    if (m == cities.size("measure")) continue;
    for (std::size_t a = 0; a < titles.size() && a < cities.size("part"); ++a)
      for (std::size_t b = a + 1; b < titles.size() && b < cities.size("other_part"); ++b) {
        const Array::Where at = {{"measure", m}, {"part", a}, {"other_part", b}};
        const double by_city = cities.at(at), by_member = members.at(at);
        if (std::isnan(by_city) && std::isnan(by_member)) continue;
        const bool mixed = std::abs(by_city) > not_told_apart_beyond ||
                           std::abs(by_member) > not_told_apart_beyond;
        pairs.a.push_back(titles.at(a));
        pairs.b.push_back(titles.at(b));
        pairs.measure.push_back(measure_title(name));
        pairs.over_cities.push_back(by_city);
        pairs.over_members.push_back(by_member);
        pairs.verdict.push_back(mixed ? Text{"not told apart", "无法区分"}
                                      : Text{"told apart by the model", "模型可区分"});
        if (mixed)
          pairs.not_told.push_back(phrase({"{} with {} ({})", "{}与{}（{}）"}, titles.at(a),
                                          titles.at(b), measure_title(name)));
      }
  }
  return pairs;
}

Listing listing_of(const Pairs& pairs) {
  Listing listing;
  listing.id = "told-apart";
  listing.title = {"Which parts can be told apart", "哪些部分可以区分"};
  listing.table.add("a", {"Part", "组成部分"}, pairs.a);
  listing.table.add("b", {"Other part", "另一部分"}, pairs.b);
  listing.table.add("measure", {"Measure", "指标"}, pairs.measure);
  listing.table.add("cities", {"Correlation over cities", "城市间相关系数"}, pairs.over_cities);
  listing.table.add("members", {"Correlation over members", "成员间相关系数"}, pairs.over_members);
  listing.table.add("verdict", {"Verdict", "判断"}, pairs.verdict);
  listing.note = {
      "Beyond 0.9, over cities or over members, two parts always come together and what is "
      "given to one could be given to the other. Low correlation says that the model "
      "separates them, not that the observations do.",
      "城市间或成员间相关系数的绝对值超过 0.9 时，两部分总是同时出现，归于其一也可归于另一。"
      "相关低只说明模型能区分，不说明观测能区分。"};
  return listing;
}

void say_what_is_told(const Sheet& sheet, const std::vector<std::string>& measures,
                      Section& section) {
  const Pairs pairs = pairs_of(sheet, measures);
  if (pairs.a.empty()) {
    section.warnings.push_back(
        {"Too few observed cities or members to say which parts can be told apart.",
         "有观测的城市或成员太少，无法判断哪些部分可以区分。"});
  } else {
    if (pairs.not_told.empty())
      section.says.push_back(
          {"No two parts are correlated beyond 0.9 over cities or members. Still, gathering and "
           "the "
           "feedback of innovation resources are weakly separable: through both, firms go where "
           "firms are.",
           "没有两个部分在城市间或成员间的相关超过 0.9。但产业集聚与创新资源的反馈仍难以区分："
           "两者都使企业趋向企业已集聚之处。"});
    else
      section.warnings.push_back(phrase(
          {"Cannot be told apart (correlated beyond 0.9): {}.", "无法区分（相关超过 0.9）：{}。"},
          list_of(pairs.not_told)));
    section.listings.push_back(listing_of(pairs));
  }
  const auto titles = part_titles(sheet);
  std::vector<Text> nowhere;
  for (const std::size_t part : certain_nowhere(sheet, measures))
    nowhere.push_back(titles.at(part));
  if (!nowhere.empty())
    section.warnings.push_back(
        phrase({"Not told from no effect in any observed city (90 % intervals hold zero): {}.",
                "在所有有观测的城市都无法与“无作用”区分（90 % 区间均含 0）：{}。"},
               list_of(nowhere)));
}

// --- with and without a national strategy ---------------------------------------------------------

constexpr std::size_t shown_cities = 20;

std::vector<std::size_t> most_moved(const Array& mean, std::size_t strategy, std::size_t measure) {
  std::vector<std::size_t> cities;
  const auto value = [&](std::size_t city) {
    return mean.at({{"strategy", strategy}, {"measure", measure}, {"city", city}});
  };
  for (std::size_t city = 0; city < mean.size("city"); ++city)
    if (!std::isnan(value(city))) cities.push_back(city);
  std::stable_sort(cities.begin(), cities.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(value(a)) > std::abs(value(b));
  });
  cities.resize(std::min(cities.size(), shown_cities));
  std::stable_sort(cities.begin(), cities.end(),
                   [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
  return cities;
}

Chart without_strategy(const Sheet& sheet, std::size_t strategy, const Text& name) {
  const auto measures = sheet.labels("without", "measure");
  const auto ids = sheet.labels("without", "city");
  const Array mean = sheet.array("without", "difference_mean");
  std::vector<Text> city, measure;
  std::vector<double> which, columns[5];
  const char* names[] = {"difference_mean", "difference_q05", "difference_q95", "with_q50",
                         "without_q50"};
  Control choice;
  choice.name = "measure";
  choice.label = {"Measure", "指标"};
  std::size_t most = 1;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto cities = most_moved(mean, strategy, m);
    if (cities.empty()) continue;
    choice.options.push_back({measure_title(measures[m]), {{"measure", m}}});
    most = std::max(most, cities.size());
    for (const std::size_t c : cities) {
      const Place place = sheet.places().place(ids[c]);
      city.push_back(place.observed ? place.name : phrase({"{} *", "{} *"}, place.name));
      measure.push_back(measure_title(measures[m]));
      which.push_back(static_cast<double>(m));
      for (int i = 0; i < 5; ++i)
        columns[i].push_back(sheet.array("without", names[i])
                                 .at({{"strategy", strategy}, {"measure", m}, {"city", c}}));
    }
  }
  Chart chart;
  chart.id = "without-" + std::to_string(strategy + 1);
  chart.title = phrase({"With minus without “{}”, by city", "有无“{}”之差（按城市）"}, name);
  chart.says =
      phrase({"Difference that the strategy makes in the last year in up to {} cities, with 90 % "
              "intervals.",
              "该战略在末年对至多 {} 个城市造成的差异及 90 % 区间。"},
             shown_cities);
  Json dots = dot("mean", "policy", 60);
  dots["encoding"]["x"]["axis"] = {{"tickCount", 6}, {"title", nullptr}};
  chart.spec = rows_of(
      "city", Json::array({rule_at(0, "muted"), interval_rule("low", "high", "policy", 2), dots}),
      20, most);
  chart.spec["params"] =
      Json::array({{{"name", "measure"}, {"value", which.empty() ? 0.0 : which.front()}}});
  chart.spec["transform"] = Json::array({{{"filter", "datum.which === measure"}}});
  if (choice.options.size() > 1) chart.controls = {choice};
  chart.table.add("city", {"City", "城市"}, city);
  chart.table.add("measure_name", {"Measure", "指标"}, measure);
  chart.table.add("mean", {"Mean difference", "平均差异"}, columns[0], 3);
  chart.table.add("low", {"5 %", "5 %"}, columns[1], 3);
  chart.table.add("high", {"95 %", "95 %"}, columns[2], 3);
  chart.table.add("with", {"Median with", "有该战略的中位数"}, columns[3]);
  chart.table.add("without", {"Median without", "无该战略的中位数"}, columns[4]);
  chart.table.add("which", {"Measure number", "指标序号"}, which, 0, false);
  chart.note = phrase(
      {"Dots: mean difference over the same members; rules: 5 % to 95 %. The {} cities "
       "that it moves most; the file holds all. * nothing was ever observed there. A "
       "dot beyond its rule: a few members make the mean.",
       "圆点为同一批成员的平均差异，横线为 5 %—95 %。仅列出变化最大的 {} 个城市，其余见文件。"
       "* 表示从无观测。圆点落在横线之外，说明均值由少数成员造成。"},
      most);
  return chart;
}

}  // namespace

Section attribution(const Sheet& sheet) {
  Section section{"attribution", {"To what changes are due", "变化源于什么"}};
  std::vector<std::string> measures;
  for (const std::string name : {"lq_count", "lq_revenue"}) {
    const std::size_t m = sheet.index("change", "measure", name);
    if (m < sheet.labels("change", "measure").size() && !cities_explained(sheet, m).empty())
      measures.push_back(name);
  }
  if (measures.empty()) {
    section.warnings.push_back(
        {"This file holds no simulated change of any city.", "本文件不含任何城市的模拟变化。"});
    return section;
  }
  for (const std::string& name : measures) section.charts.push_back(waterfall(sheet, name));
  section.charts.push_back(overview(sheet, measures));
  say_what_is_told(sheet, measures, section);
  const auto strategies = sheet.labels("without", "strategy");
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    Chart chart = without_strategy(sheet, i, plainly(strategies[i]));
    if (chart.table.rows() > 0) section.charts.push_back(std::move(chart));
  }
  return section;
}

}  // namespace agglomera::output::report
