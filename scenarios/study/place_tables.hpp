// What a user may tell beside a table of activity about its regions and industries, keyed by their names:
//   coordinates   region,lat,lon           degrees; every region of the table must be there
//   neighbours    region,neighbour[,weight]  as given, one direction a row; weight 1 where there is none
//   groups        region,group             for inequality between and within groups; every region
//   plants        industry,hhi             Herfindahl index of the sizes of an industry's plants
// Rows about names that the table of activity doesn't have are passed over, and so are further columns;
// in neighbours such names are an error, for a misspelt one would vanish.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

struct Coordinates {
  double latitude, longitude;
};

struct NeighbourRow {
  std::uint32_t region, neighbour;
  double weight;
};

// `region` is the name of the column; all by region (industry) of the table.
std::vector<Coordinates> read_coordinates(const std::string& file, const ActivityManner& manner,
                                          const ActivityTable& table, Complaints& complaints);
std::vector<NeighbourRow> read_neighbours(const std::string& file, const ActivityManner& manner,
                                          const ActivityTable& table, Complaints& complaints);
std::vector<std::size_t> read_groups(const std::string& file, const ActivityManner& manner,
                                     const ActivityTable& table, Complaints& complaints);
// NaN of industries without a row.
std::vector<double> read_plant_hhi(const std::string& file, const ActivityManner& manner,
                                   const ActivityTable& table, Complaints& complaints);

}  // namespace agglomera::scenarios
