#include "output/report/reading/sector_leaders.hpp"

#include <algorithm>
#include <cmath>

#include "output/scores/quantile.hpp"

namespace agglomera::output::report {
namespace {

constexpr const char* group = "sectors";

std::vector<SectorLeader> leaders_of(const std::vector<std::string>& ids, const Array& lq_count,
                                     const Array& lq_revenue, const Array& firms,
                                     Array::Where where, std::size_t most) {
  std::vector<SectorLeader> leaders;
  for (std::size_t city = 0; city + 1 < ids.size(); ++city) {
    where["city"] = city;
    const double count = median(firms.along("member", where));
    if (!(count >= least_ranked_firms)) continue;
    leaders.push_back({ids[city], spread_of(lq_count.along("member", where)),
                       spread_of(lq_revenue.along("member", where)), count});
    if (std::isnan(leaders.back().lq_count.q05)) leaders.pop_back();
  }
  std::stable_sort(
      leaders.begin(), leaders.end(),
      [](const SectorLeader& a, const SectorLeader& b) { return a.lq_count.q05 > b.lq_count.q05; });
  if (leaders.size() > most) leaders.resize(most);
  return leaders;
}

}  // namespace

std::vector<LedSector> sector_leaders(const Sheet& sheet, std::size_t most) {
  if (!sheet.has(group) || sheet.years(group).empty()) return {};
  const auto sectors = sheet.labels(group, "sector"), cities = sheet.labels(group, "city");
  const std::vector<Text> names = sheet.both(group, "sector_name");
  const Array lq_count = sheet.array(group, "lq_count"),
              lq_revenue = sheet.array(group, "lq_revenue"), firms = sheet.array(group, "firms");
  std::vector<LedSector> led;
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    led.push_back(
        {sectors[s], s < names.size() ? names[s] : plainly(sectors[s]),
         leaders_of(cities, lq_count, lq_revenue, firms,
                    {{"scenario", 0}, {"sector", s}, {"year", sheet.years(group).size() - 1}},
                    most)});
  }
  return led;
}

}  // namespace agglomera::output::report
