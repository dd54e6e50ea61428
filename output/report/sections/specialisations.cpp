#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/sector_leaders.hpp"
#include "output/report/reading/spread_columns.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_drawn = 8;  // cities of a sector

Table table_of(const Sheet& sheet, const std::vector<LedSector>& sectors) {
  std::vector<Text> names, cities;
  std::vector<double> numbers, firms, revenue;
  SpreadColumns spreads;
  for (std::size_t s = 0; s < sectors.size(); ++s)
    for (const SectorLeader& leader : sectors[s].leaders) {
      names.push_back(sectors[s].name);
      cities.push_back(sheet.places().name(leader.city));
      numbers.push_back(static_cast<double>(s));
      spreads.add(leader.lq_count);
      revenue.push_back(leader.lq_revenue.q50);
      firms.push_back(leader.firms);
    }
  Table table;
  table.add("sector_name", {"Sector", "行业"}, names);
  table.add("city", {"City", "城市"}, cities);
  table.add("sector", {"Sector", "行业"}, numbers, 0, false);
  spreads.put_into(table);
  table.add("revenue", {"LQ of revenue, median", "营收区位商中位数"}, revenue);
  table.add("firms", {"Firms, median", "企业数中位数"}, firms, 0);
  return table;
}

Chart chart_of(const Sheet& sheet, const std::vector<LedSector>& sectors) {
  std::vector<Text> names;
  for (const LedSector& sector : sectors) names.push_back(sector.name);
  const int year = sheet.years("sectors").back();
  Chart chart;
  chart.id = "specialisations";
  chart.title = phrase({"LQ of firm counts, the most specialised cities of each sector, {}",
                        "{} 年各行业专业化程度最高的城市：企业数量区位商"},
                       year);
  chart.says =
      phrase({"For each of {} sectors its most specialised cities in {}, with 90 % intervals.",
              "{1} 年 {0} 个行业各自专业化程度最高的城市，附 90% 区间。"},
             sectors.size(), year);
  Json broad = interval_rule("q05", "q95", "simulated", 3);
  broad["encoding"]["x"]["axis"] = {{"tickCount", 6}, {"title", nullptr}};
  chart.spec =
      rows_of("city",
              Json::array({rule_at(1, "ink"), broad, interval_rule("q25", "q75", "simulated", 7),
                           dot("q50", "ink", 50)}),
              26, most_drawn);
  chart.table = table_of(sheet, sectors);
  add_choice(chart, "sector", {"Sector", "行业"}, names);
  chart.note = phrase(
      {"Dots: median; thick lines: 50 %, thin lines: 90 % of the members; dashed: 1, as in the "
       "world. "
       "Ranked by the lower end of the 90 % interval, where the sector has {} firms or more; at "
       "most {} "
       "cities.",
       "圆点为中位数，粗线与细线分别为成员的 50% 与 90% 区间；虚线为 1，即与世界平均相同。按 90% "
       "区间下限排序，仅列该行业企业数不少于 {} 家的城市，最多 {} 个。"},
      least_ranked_firms, most_drawn);
  return chart;
}

// The sector and the city whose interval begins the highest; null where none is ranked.
const LedSector* strongest(const std::vector<LedSector>& sectors) {
  const LedSector* found = nullptr;
  for (const LedSector& sector : sectors)
    if (!sector.leaders.empty() &&
        (!found || sector.leaders[0].lq_count.q05 > found->leaders[0].lq_count.q05))
      found = &sector;
  return found;
}

}  // namespace

Section specialisations(const Sheet& sheet) {
  Section section{"specialisations", {}};
  const std::vector<LedSector> sectors = sector_leaders(sheet, most_drawn);
  if (sectors.empty()) return section;
  section.title = {"Sector by sector", "分行业的专业化"};
  const LedSector* first = strongest(sectors);
  if (!first) {
    section.warnings.push_back(phrase({"No sector has {} firms in any city: nothing is ranked.",
                                       "没有任何行业在任何城市拥有 {} 家企业，无法排名。"},
                                      least_ranked_firms));
    return section;
  }
  const SectorLeader& leader = first->leaders[0];
  section.says.push_back(
      phrase({"The surest specialisation in {} is that of {} in {}: LQ {} (90 % interval).",
              "{} 年最明确的专业化是{}的{}：区位商 {}（90% 区间）。"},
             sheet.years("sectors").back(), sheet.places().name(leader.city), first->name,
             interval(leader.lq_count.q50, leader.lq_count.q05, leader.lq_count.q95, 2)));
  section.says.push_back(
      phrase({"The file tells {} sectors apart. The firms of all of them are the base of these "
              "LQs. The other "
              "sections do not go sector by sector.",
              "本文件区分 {} 个行业，此处区位商以全部行业的企业合计为基准。其他各节不分行业。"},
             sectors.size()));
  section.charts.push_back(chart_of(sheet, sectors));
  return section;
}

}  // namespace agglomera::output::report
