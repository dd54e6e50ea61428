#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/report/drawing/marks.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/agreement.hpp"

namespace agglomera::output::report {
namespace {

struct Standing {
  std::string city;
  Spread lq;
  double observed;
};

constexpr double enough_firms = 5;  // fewer make a LQ that one firm turns over
constexpr std::size_t most_rows = 25;
constexpr double lowest_drawn = 0.05;

bool has_members(const Spread& spread) { return spread.present > 0; }

// The cities whose LQ can be told apart from luck: those that were observed, or, where nothing was,
// those with firms enough. The most specialised first, in the last year.
std::vector<Standing> standings_of(const Sheet& sheet, const std::string& measure) {
  const auto ids = sheet.labels("series", "city");
  const auto years = sheet.years("series");
  std::vector<Standing> standings;
  if (years.empty()) return standings;
  const Observed observed(sheet, measure);
  const Array series = sheet.array("series", measure), firms = sheet.array("series", "firms");
  for (std::size_t city = 0; city < ids.size(); ++city) {
    const Array::Where here = {{"scenario", 0}, {"city", city}, {"year", years.size() - 1}};
    const bool is_told = observed.last_year() > 0
                             ? observed.any(ids[city])
                             : std::isfinite(sheet.places().place(ids[city]).latitude_degrees) &&
                                   spread_of(firms.along("member", here)).q50 >= enough_firms;
    const Spread lq = spread_of(series.along("member", here));
    if (is_told && has_members(lq))
      standings.push_back({ids[city], lq, observed.at(ids[city], years.back())});
  }
  std::stable_sort(standings.begin(), standings.end(),
                   [](const Standing& a, const Standing& b) { return a.lq.q50 > b.lq.q50; });
  if (standings.size() > most_rows) standings.resize(most_rows);
  return standings;
}

Text leaders(const Sheet& sheet, const std::vector<Standing>& standings, std::size_t count) {
  std::vector<Text> items;
  for (std::size_t i = 0; i < std::min(count, standings.size()); ++i)
    items.push_back(
        phrase({"{} ({}{})", "{}（{}{}）"}, sheet.places().name(standings[i].city),
               i == 0 ? Text{"LQ ", "区位商 "} : Text{},
               interval(standings[i].lq.q50, standings[i].lq.q05, standings[i].lq.q95, 1)));
  return list_of(items);
}

Text closeness(const Agreement& counts, const Agreement& revenue) {
  const std::size_t observed = counts.observed + revenue.observed;
  if (observed == 0)
    return {"nothing was observed that this could be compared with", "没有可供对照的观测值"};
  return phrase({"{} of {} observed LQs lie inside the simulated 90 % interval, {} inside the 50 % "
                 "interval",
                 "{1} 个区位商观测值中有 {0} 个落在模拟的 90% 区间内，{2} 个落在 50% 区间内"},
                counts.inside_90 + revenue.inside_90, observed,
                counts.inside_50 + revenue.inside_50);
}

// Which cities are compared: many of a study's cities may never have been observed, and one of those
// may well be the most specialised of all.
Text compared_cities(const Sheet& sheet, const std::string& measure) {
  const Observed observed(sheet, measure);
  if (observed.last_year() == 0)
    return phrase({"cities with at least {} firms", "企业数不少于 {} 家的城市"}, enough_firms);
  const auto ids = sheet.labels("series", "city");
  const auto count = std::count_if(ids.begin(), ids.end(),
                                   [&](const std::string& city) { return observed.any(city); });
  return phrase({count == 1 ? "the {} city with observed {}" : "the {} cities with observed {}",
                 "有{1}观测值的 {0} 个城市"},
                count, measure_title(measure));
}

// "Among the 20 cities with observed LQ of firm counts, firms gather most in …".
Text gathering(const Sheet& sheet, const std::string& measure, const Text& what,
               const std::vector<Standing>& standings, std::size_t count) {
  if (standings.empty()) return {};
  return phrase({"among {}, {} most in {}; ", "在{}中，{}最集聚于{}；"},
                compared_cities(sheet, measure), what, leaders(sheet, standings, count));
}

Text answer_of(const Sheet& sheet, const std::vector<Standing>& counts,
               const std::vector<Standing>& revenue) {
  const auto years = sheet.years("series");
  if (counts.empty() && revenue.empty())
    return {"This file holds no finished run, so it gives no answer.",
            "本文件不含任何完成的模拟，无法作答。"};
  return phrase({"In {}, {}{}{} (medians, 90 % intervals in brackets).",
                 "{} 年，{}{}{}（所列为中位数，方括号内为 90% 区间）。"},
                years.back(), gathering(sheet, "lq_count", {"firms gather", "企业"}, counts, 3),
                gathering(sheet, "lq_revenue", {"revenue gathers", "营收"}, revenue, 2),
                closeness(agreement_of(sheet, "lq_count"), agreement_of(sheet, "lq_revenue")));
}

void add_rows(Table& table, const Sheet& sheet,
              const std::vector<std::pair<std::string, std::vector<Standing>>>& measures) {
  std::vector<Text> titles, names;
  std::vector<double> which, low, middle, high, seen;
  for (std::size_t i = 0; i < measures.size(); ++i)
    for (const Standing& standing : measures[i].second) {
      titles.push_back(measure_title(measures[i].first));
      which.push_back(static_cast<double>(i));
      names.push_back(sheet.places().name(standing.city));
      low.push_back(standing.lq.q05);
      middle.push_back(standing.lq.q50);
      high.push_back(standing.lq.q95);
      seen.push_back(standing.observed);
    }
  table.add("measure", {"Measure", "指标"}, titles);
  table.add("which", {"Number of the measure", "指标编号"}, which, 0, false);
  table.add("city", {"City", "城市"}, names);
  table.add("q05", {"5 %", "5%"}, low);
  table.add("q50", {"Median", "中位数"}, middle);
  table.add("q95", {"95 %", "95%"}, high);
  table.add("observed", {"Observed", "观测值"}, seen);
}

Json quotient(const std::string& field, double highest) {
  Json x = quantitative(field);
  x["scale"] = {
      {"type", "log"}, {"domain", {lowest_drawn, highest}}, {"nice", false}, {"clamp", true}};
  x["axis"] = {{"values", {0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100}},
               {"format", "~g"},
               {"labelSeparation", 6}};
  return x;
}

Json spec_of(double highest, bool any_observed) {
  Json interval = layer("rule", {{"strokeWidth", 6}, {"opacity", 0.4}, {"strokeCap", "round"}},
                        {{"x", quotient("q05", highest)}, {"x2", {{"field", "q95"}}}});
  std::vector<Sample> samples = {{{"90 % interval", "90% 区间"}, "simulated", "square", 0.4},
                                 {{"Simulated median", "模拟中位数"}, "simulated", "circle"},
                                 {{"World (LQ = 1)", "世界（区位商 = 1）"}, "muted", "stroke"}};
  if (any_observed) samples.push_back({{"Observed", "观测值"}, "observed", "diamond"});
  interval["encoding"]["color"] = legend_of(samples);
  const Json average =
      layer("rule", {{"color", themed("muted")}, {"strokeDash", {3, 3}}, {"tooltip", false}},
            {{"x", {{"datum", 1}, {"type", "quantitative"}}}, {"y", nullptr}});
  const Json middle = layer(
      "point", {{"color", themed("simulated")}, {"filled", true}, {"size", 55}, {"opacity", 1}},
      {{"x", quotient("q50", highest)}});
  const Json seen = layer("point",
                          {{"color", themed("observed")},
                           {"filled", true},
                           {"size", 60},
                           {"opacity", 1},
                           {"shape", "diamond"}},
                          {{"x", quotient("observed", highest)}});
  Json city = nominal("city");
  city["sort"] = nullptr;
  city["axis"] = {{"domain", false}, {"ticks", false}, {"grid", true}, {"labelLimit", 130}};
  return {{"data", {{"name", "table"}}},
          {"params", {{{"name", "measure"}, {"value", 0}}}},
          {"transform", {{{"filter", "datum.which == measure"}}}},
          {"height", {{"step", 19}}},
          {"encoding", {{"y", city}}},
          {"layer", {average, interval, middle, seen}}};
}

Chart chart_of(const Sheet& sheet, const std::vector<Standing>& counts,
               const std::vector<Standing>& revenue) {
  Chart chart;
  chart.id = "headline-lq";
  const int year = sheet.years("series").back();
  const int last = last_observed_year(sheet);
  const Text kind = last > 0 && year > last ? Text{", forecast", "，预测"} : Text{};
  chart.title =
      phrase({"How specialised each city is in {} (LQ{})", "{} 年各城市的专业化程度（区位商{}）"},
             year, kind);
  chart.says =
      phrase({"LQ of each observed city in {}: simulated median, 90 % interval and observation, "
              "the most specialised first.",
              "{} 年各有观测城市的区位商：模拟中位数、90% 区间与观测值，由高到低排列。"},
             year);
  add_rows(chart.table, sheet, {{"lq_count", counts}, {"lq_revenue", revenue}});
  double highest = 2;
  bool any_observed = false;
  for (const auto* standings : {&counts, &revenue})
    for (const Standing& standing : *standings) {
      highest = std::fmax(std::max(highest, standing.lq.q95), standing.observed);
      any_observed = any_observed || !std::isnan(standing.observed);
    }
  chart.spec = spec_of(std::min(100.0, 1.15 * highest), any_observed);
  chart.controls.push_back({"measure",
                            {"Measure", "指标"},
                            {{measure_title("lq_count"), {{"measure", 0}}},
                             {measure_title("lq_revenue"), {{"measure", 1}}}}});
  chart.note = phrase(
      {"An LQ above 1: the industry's share of the city is larger than the world's. Logarithmic "
       "axis; "
       "below {} drawn at its edge. {}",
       "区位商大于 1 表示该产业在该城市所占份额高于世界平均。横轴为对数刻度，低于 {} "
       "的值画在边缘。{}"},
      lowest_drawn,
      last_observed_year(sheet) > 0
          ? Text{"Cities that were never observed in a measure are on the map below, not here.",
                 "从未有过该指标观测值的城市见下方地图，此处不列。"}
          : phrase({"Cities with at least {} firms.", "仅列企业数不少于 {} 家的城市。"},
                   enough_firms));
  return chart;
}

// How far the share inside may be from what is promised and still count as kept.
constexpr double fewest_of_90 = 0.8, most_of_90 = 0.95, fewest_of_50 = 0.4, most_of_50 = 0.6;

// −1: intervals too narrow; +1: too wide; 0: as promised.
int width_of(double coverage, double fewest, double most) {
  return coverage < fewest ? -1 : coverage > most ? 1 : 0;
}

// The 90 % intervals tell of the ends of the distribution, the 50 % intervals of its middle.
Text judgement_of(const Agreement& agreement) {
  const int ends = width_of(agreement.coverage_90(), fewest_of_90, most_of_90);
  const int middle = width_of(agreement.coverage_50(), fewest_of_50, most_of_50);
  if (ends == middle)
    return ends < 0   ? Text{"both are too narrow", "两者均过窄"}
           : ends > 0 ? Text{"both are too wide", "两者均偏宽"}
                      : Text{"both keep about what they promise", "两者均与应有比例相近"};
  const Text of_ends = ends < 0   ? Text{"the whole is too narrow", "整体过窄"}
                       : ends > 0 ? Text{"the whole is too wide", "整体偏宽"}
                                  : Text{"the whole is about right", "整体大致合适"};
  const Text of_middle = middle < 0   ? Text{"the middle is too narrow", "中部过窄"}
                         : middle > 0 ? Text{"the middle is too wide", "中部偏宽"}
                                      : Text{"the middle is about right", "中部大致合适"};
  return phrase({"{}, {}", "{}，{}"}, of_ends, of_middle);
}

// Whether the intervals keep what they promise.
Text calibration_of(const std::string& measure, const Agreement& agreement) {
  return phrase(
      {"{0}, {1} observations: 90 % intervals hold {2}, 50 % intervals hold {3}: {4}. The "
       "median is typically off by {5}.",
       "{0}（{1} 个观测值）：90% 区间涵盖 {2}，50% 区间涵盖 {3}：{4}。中位数的典型误差为 "
       "{5}。"},
      measure_title(measure), agreement.observed, percent(agreement.coverage_90()),
      percent(agreement.coverage_50()), judgement_of(agreement), percent(agreement.typical_error));
}

constexpr std::size_t most_misses = 3;  // of a measure

// The cities that the run gets most wrong in the last year; empty where it gets none.
Text misses_caveat(const Sheet& sheet, const std::string& measure, int year) {
  const auto misses = misses_of(sheet, measure, year);
  if (misses.empty()) return {};
  std::vector<Text> items;
  for (std::size_t i = 0; i < std::min(most_misses, misses.size()); ++i) {
    const Miss& miss = misses[i];
    items.push_back(
        phrase({"{} (observed {}, simulated {})", "{}（观测 {}，模拟 {}）"},
               sheet.places().name(miss.city), number(miss.observed, 2),
               interval(miss.simulated.q50, miss.simulated.q05, miss.simulated.q95, 2)));
  }
  return phrase(
      {"{0}, {1}: {2} outside the 90 % interval{3}: {4}.",
       "{1} 年{0}：{2}个城市的观测值在 90% 区间之外{3}：{4}。"},
      measure_title(measure), year,
      misses.size() == 1 ? Text{"1 city", "1 "} : phrase({"{} cities", "{} "}, misses.size()),
      misses.size() > most_misses ? Text{", the farthest", "，偏离最大者"} : Text{},
      list_of(items));
}

std::vector<Text> caveats_of(const Sheet& sheet) {
  std::vector<Text> caveats;
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Agreement agreement = agreement_of(sheet, measure);
    if (agreement.observed > 0) caveats.push_back(calibration_of(measure, agreement));
  }
  const auto years = sheet.years("series");
  const int last = last_observed_year(sheet);
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Text misses = misses_caveat(sheet, measure, Observed(sheet, measure).last_year());
    if (!misses.empty()) caveats.push_back(misses);
  }
  if (last > 0) caveats.push_back(freedom_of(sheet));
  if (last > 0 && years.back() > last)
    caveats.push_back(
        phrase({"Years after {} were not observed; they rest on assumptions about what is to come.",
                "{} 年之后没有观测值，其结果取决于对未来的假设。"},
               last));
  std::size_t unseen = 0, places = 0;
  const Observed counts(sheet, "lq_count"), revenue(sheet, "lq_revenue");
  for (const std::string& city : sheet.labels("series", "city")) {
    if (!std::isfinite(sheet.places().place(city).latitude_degrees)) continue;
    ++places;
    unseen += !counts.any(city) && !revenue.any(city);
  }
  if (unseen > 0)
    caveats.push_back(phrase(
        {"{} of {} cities have no observed LQ: what is shown of them is the model's word alone.",
         "{1} 个城市中有 {0} 个没有区位商观测值，其结果仅为模型推算。"},
        unseen, places));
  return caveats;
}

}  // namespace

Headline run_headline(const Sheet& sheet) {
  Headline headline;
  const auto questions = sheet.both("scenarios", "question");
  headline.question = questions.empty() || questions[0].empty()
                          ? Text{"Where does the industry gather, and does the simulation resemble "
                                 "what was observed?",
                                 "产业在哪里集聚？模拟结果与观测相符吗？"}
                          : questions[0];
  const auto counts = standings_of(sheet, "lq_count"), revenue = standings_of(sheet, "lq_revenue");
  headline.answer = answer_of(sheet, counts, revenue);
  if (counts.empty() && revenue.empty()) return headline;
  headline.charts.push_back(chart_of(sheet, counts, revenue));
  headline.caveats = caveats_of(sheet);
  return headline;
}

}  // namespace agglomera::output::report
