#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/agreement.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

constexpr double far_moved = 3;  // ranks; fewer are within what luck moves

// values[city][year] → ranks, the largest first; equal values in the order of the cities; NaN has none.
using Grid = std::vector<std::vector<double>>;

Grid ranks_of(const Grid& values, std::size_t years) {
  Grid ranks(values.size(), std::vector<double>(years, missing));
  for (std::size_t year = 0; year < years; ++year) {
    std::vector<std::size_t> order;
    for (std::size_t city = 0; city < values.size(); ++city)
      if (!std::isnan(values[city][year])) order.push_back(city);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return values[a][year] > values[b][year];
    });
    for (std::size_t i = 0; i < order.size(); ++i)
      ranks[order[i]][year] = static_cast<double>(i + 1);
  }
  return ranks;
}

// Of the cities that were observed, in the order of the file.
struct Values {
  std::vector<std::string> cities;
  Grid simulated, observed;
};

Values values_of(const Sheet& sheet, const std::string& measure) {
  const Observed observed(sheet, measure);
  const Array series = sheet.array("series", measure);
  const auto ids = sheet.labels("series", "city");
  const auto years = sheet.years("series");
  Values values;
  for (std::size_t city = 0; city < ids.size(); ++city) {
    if (!observed.any(ids[city])) continue;
    values.cities.push_back(ids[city]);
    std::vector<double> middle, seen;
    for (std::size_t y = 0; y < years.size(); ++y) {
      const Array::Where here = {{"scenario", 0}, {"city", city}, {"year", y}};
      middle.push_back(spread_of(series.along("member", here)).q50);
      seen.push_back(observed.at(ids[city], years[y]));
    }
    values.simulated.push_back(std::move(middle));
    values.observed.push_back(std::move(seen));
  }
  return values;
}

double last_present(const std::vector<double>& ranks) {
  const auto found =
      std::find_if(ranks.rbegin(), ranks.rend(), [](double rank) { return !std::isnan(rank); });
  return found == ranks.rend() ? missing : *found;
}

double first_present(const std::vector<double>& ranks) {
  const auto found =
      std::find_if(ranks.begin(), ranks.end(), [](double rank) { return !std::isnan(rank); });
  return found == ranks.end() ? missing : *found;
}

const Text rises = {"up 3 ranks or more", "上升 3 位及以上"};
const Text falls = {"down 3 ranks or more", "下降 3 位及以上"};
const Text stays = {"moves less", "变动较小"};

Text course_of(const std::vector<double>& ranks) {
  const double gained = first_present(ranks) - last_present(ranks);
  return gained >= far_moved ? rises : gained <= -far_moved ? falls : stays;
}

// One row for every city, year and kind (0 simulated, 1 observed).
Table table_of(const Sheet& sheet, const Values& values) {
  const auto years = sheet.years("series");
  std::vector<Text> kinds, names, courses, ends;
  std::vector<double> kind, year, lq, ranks;
  for (const bool is_observed : {false, true}) {
    const Grid& of_kind = is_observed ? values.observed : values.simulated;
    const Grid places = ranks_of(of_kind, years.size());
    for (std::size_t city = 0; city < values.cities.size(); ++city) {
      const Text name = sheet.places().name(values.cities[city]);
      std::size_t last = years.size();
      for (std::size_t y = 0; y < years.size(); ++y)
        if (!std::isnan(places[city][y])) last = y;
      for (std::size_t y = 0; y < years.size(); ++y) {
        if (std::isnan(places[city][y])) continue;
        kinds.push_back(is_observed ? Text{"Observed", "观测"}
                                    : Text{"Simulated median", "模拟中位数"});
        kind.push_back(is_observed ? 1 : 0);
        names.push_back(name);
        year.push_back(years[y]);
        lq.push_back(of_kind[city][y]);
        ranks.push_back(places[city][y]);
        courses.push_back(course_of(places[city]));
        ends.push_back(y == last ? phrase({"{} {}", "{} {}"}, number(places[city][y], 0), name)
                                 : Text{});
      }
    }
  }
  Table table;
  table.add("kind", {"Kind", "类别"}, kinds);
  table.add("kind_number", {"Number of the kind", "类别编号"}, kind, 0, false);
  table.add("city", {"City", "城市"}, names);
  table.add("year", {"Year", "年份"}, year, 0);
  table.add("rank", {"Rank", "名次"}, ranks, 0);
  table.add("lq", {"LQ", "区位商"}, lq);
  table.add("course", {"Course", "走势"}, courses);
  table.add("end", {"Label", "标注"}, ends, false);
  return table;
}

Json spec_of(std::size_t cities) {
  Json rank = quantitative("rank");
  rank["scale"] = {
      {"reverse", true}, {"zero", false}, {"nice", false}, {"domain", {0.5, cities + 0.5}}};
  rank["axis"] = {
      {"values", {1, 5, 10, 15, 20, 25, 30}}, {"grid", false}, {"domain", false}, {"ticks", false}};
  Json course = nominal("course");
  course["scale"] = colours_of({rises, falls, stays}, {"gain", "loss", "prior"});
  course["legend"] = {{"title", nullptr},
                      {"columns", by_width(3, 2)},
                      {"symbolType", "stroke"},
                      {"symbolStrokeWidth", 3}};
  Json year = year_axis();
  year["scale"]["padding"] = 6;
  Json lines =
      layer("line", {{"strokeWidth", 2.5}, {"interpolate", "monotone"}, {"tooltip", false}},
            {{"detail", nominal("city")}, {"color", course}});
  Json dots = layer("point", {{"filled", true}, {"size", 36}, {"opacity", 1}}, {{"color", course}});
  dots["encoding"]["tooltip"] = {
      {{"field", "city"}, {"type", "nominal"}, {"title", Text{"City", "城市"}}},
      {{"field", "year"}, {"type", "quantitative"}, {"title", Text{"Year", "年份"}}},
      {{"field", "rank"}, {"type", "quantitative"}, {"title", Text{"Rank", "名次"}}},
      {{"field", "lq"},
       {"type", "quantitative"},
       {"title", Text{"LQ", "区位商"}},
       {"format", ".2f"}}};
  Json names = layer(
      "text",
      {{"align", "left"},
       {"baseline", "middle"},
       {"dx", 8},
       {"fontSize", 11.5},
       {"tooltip", false}},
      {{"text", {{"field", "end"}, {"type", "nominal"}}}, {"color", {{"value", themed("ink")}}}});
  names["transform"] = {{{"filter", "length(datum.end) > 0"}}};
  return {{"data", {{"name", "table"}}},
          {"params", {{{"name", "kind"}, {"value", 0}}}},
          {"transform", {{{"filter", "datum.kind_number == kind"}}}},
          {"height", 19 * cities},
          {"encoding", {{"x", year}, {"y", rank}}},
          {"layer", {lines, dots, names}}};
}

Chart chart_of(const Sheet& sheet, const std::string& measure, const Values& values) {
  Chart chart;
  chart.id = "ranks-" + id_part(measure);
  chart.title = phrase({"Rank by {}", "{}的名次"}, measure_title(measure));
  chart.says = phrase({"Rank of {} observed cities by {}, year by year, simulated or observed.",
                       "{} 个有观测城市按{}历年的名次，模拟或观测。"},
                      values.cities.size(), measure_title(measure));
  chart.spec = spec_of(values.cities.size());
  chart.table = table_of(sheet, values);
  chart.controls.push_back({"kind",
                            {"Ranks", "名次"},
                            {{{"simulated (median LQ)", "模拟（区位商中位数）"}, {{"kind", 0}}},
                             {{"observed", "观测"}, {{"kind", 1}}}}});
  chart.note = {
      "Rank 1 is the most specialised of the observed cities. Ranks of medians hide how wide the "
      "intervals are: neighbours often can't be told apart.",
      "第 1 名为有观测城市中专业化程度最高者。按中位数排名看不出区间宽窄，相邻名次往往难分高下。"};
  return chart;
}

}  // namespace

Section ranks(const Sheet& sheet) {
  Section section{"ranks", {"The order of the cities", "城市名次的变化"}};
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Values values = values_of(sheet, measure);
    bool is_simulated = false;
    for (const auto& city : values.simulated)
      is_simulated = is_simulated || !std::isnan(last_present(city));
    if (values.cities.size() > 1 && is_simulated)
      section.charts.push_back(chart_of(sheet, measure, values));
  }
  if (section.charts.empty())
    section.warnings.push_back(
        {"Fewer than two observed cities were simulated: there is nothing to rank.",
         "有观测且有模拟结果的城市不足两个，无法排名。"});
  return section;
}

}  // namespace agglomera::output::report
