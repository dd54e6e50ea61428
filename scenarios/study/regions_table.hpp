// What a user may tell of the regions of a table (init --regions), keyed by their names in it:
//   region[,name][,name_zh][,country][,lat,lon][,cluster][,governance]
// The first column is called as in the table. Empty cells and columns that are not there are not told;
// further columns, and rows of other regions, are passed over.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"
#include "scenarios/study/derived_study.hpp"

namespace agglomera::scenarios {

// Of every region of the table, by its number. Complains of a region of the table without a row, but for
// those named in `without`: totals and the rest of the world.
std::vector<DerivedRegion> read_regions(const std::string& file, const ActivityManner& manner,
                                        const ActivityTable& table,
                                        const std::vector<std::string>& without,
                                        Complaints& complaints);

// The regions as the table alone names them.
std::vector<DerivedRegion> regions_of(const ActivityTable& table);

}  // namespace agglomera::scenarios
