// The user's own firms, in a study: `firms` under [tables], and `background_firms` for those of all sectors.
//   id,city,founded,year,revenue_usd[,sector]
// One row for each firm and year at whose end it was there. The city is one of the study's, or
// rest-of-world; `sector` is for the reader alone. firms.csv has the first year of the study, and as many
// later ones as there are to know; a year that is there is there with all its firms.
#pragma once

#include "models/own_firms.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

// Firms by year. `first_number` begins the numbers, `names` are those of the firms in the order of these.
struct FirmsTable {
  std::map<sim::Year, models::FirmList> years;
  std::vector<models::FirmName> names;
};

// Complains, beside what any table does, of a firm that stands twice in a year, that has two founding
// years, or was founded after a year of its own, and when the study's first year has none;
// of one in the rest of the world where the cities are all there is.
FirmsTable read_firms(const TableText& table, const Frame& frame, std::uint32_t first_number,
                      bool cities_are_all, Complaints& complaints);

// Complains where a list and the rest of a study contradict each other: totals of another number of firms
// or, by more than one percent, of another revenue; an observed LQ of zero where there are firms, or above
// zero where there are none.
void check_own_firms(const TableText& table, const Frame& frame, const FirmsTable& firms,
                     const models::WorldTotals& totals, const models::Observations& observed,
                     Complaints& complaints);

}  // namespace agglomera::scenarios
