#include "scenarios/experiments/sectors_group.hpp"

#include <algorithm>

#include "scenarios/experiments/result_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Group;
using output::Variable;

// LQs of one member and year, by steps through an array of [sector][place][year].
template <typename Number>
void compare_one_year(const Number* values, double* quotients, std::size_t sectors,
                      std::size_t places, std::size_t years) {
  const auto value = [&](std::size_t sector, std::size_t place) {
    return static_cast<double>(values[(sector * places + place) * years]);
  };
  std::vector<double> of_sector(sectors, 0.0), of_place(places, 0.0);
  double all = 0.0;
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (std::size_t place = 0; place < places; ++place) {
      of_sector[sector] += value(sector, place);
      of_place[place] += value(sector, place);
      all += value(sector, place);
    }
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (std::size_t place = 0; place < places; ++place)
      quotients[(sector * places + place) * years] =
          of_sector[sector] > 0.0 && of_place[place] > 0.0
              ? value(sector, place) / of_sector[sector] / (of_place[place] / all)
              : missing;
}

template <typename Number>
std::vector<double> compared(const std::vector<Number>& values, std::size_t sectors,
                             std::size_t places, std::size_t years) {
  std::vector<double> quotients(values.size(), missing);
  const std::size_t member = sectors * places * years;
  for (std::size_t first = 0; first < values.size(); first += member) {
    if (!(values[first] >= Number{0})) continue;  // a failed member: −1 or NaN
    for (std::size_t year = 0; year < years; ++year)
      compare_one_year(values.data() + first + year, quotients.data() + first + year, sectors,
                       places, years);
  }
  return quotients;
}

template <typename Number>
std::vector<Number> joined(const std::vector<SectorSeries>& series,
                           std::vector<Number> SectorSeries::*measure) {
  std::vector<Number> all;
  for (const SectorSeries& branch : series)
    all.insert(all.end(), (branch.*measure).begin(), (branch.*measure).end());
  return all;
}

}  // namespace

void compare_sectors(SectorSeries& series, std::size_t sectors, std::size_t places,
                     std::size_t years) {
  series.lq_count = compared(series.firms, sectors, places, years);
  series.lq_revenue = compared(series.revenue_usd, sectors, places, years);
}

Group sectors_group(const Scenario& scenario, const std::vector<std::string>& branches, int members,
                    const std::vector<SectorSeries>& series) {
  std::vector<std::string> ids, names, names_zh;
  for (const models::Sector& sector : scenario.study->sectors) {
    ids.push_back(sector.id);
    names.push_back(sector.name_en);
    names_zh.push_back(sector.name_zh);
  }
  const std::vector<std::string> all = {"scenario", "member", "sector", "city", "year"};
  const auto variable = [](std::string name, std::vector<std::string> dimensions, auto values) {
    return Variable{std::move(name), "", "", std::move(dimensions), std::move(values)};
  };
  return {"sectors",
          {{"scenario", "", "", branches},
           member_dimension(members),
           {"sector", "", "", ids},
           city_dimension(scenario),
           year_dimension(scenario.first, scenario.last)},
          {variable("lq_count", all, joined(series, &SectorSeries::lq_count)),
           variable("lq_revenue", all, joined(series, &SectorSeries::lq_revenue)),
           variable("firms", all, joined(series, &SectorSeries::firms)),
           variable("revenue", all, joined(series, &SectorSeries::revenue_usd)),
           variable("sector_name", {"sector"}, names),
           variable("sector_name_zh", {"sector"}, names_zh)}};
}

}  // namespace agglomera::scenarios
