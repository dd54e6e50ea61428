// The parts of `measure`, one family of indices each. Every part appends its rows in the order of the
// table: industries and regions by when they were first named.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "scenarios/experiments/measure_year.hpp"

namespace agglomera::scenarios {

// Of one year: what is said of a region or of an industry from its numbers alone.
void add_place_indices(const MeasureRequest& request, const MeasureYear& year, std::size_t place,
                       Measured& measured);
// Pairs of industries of one year.
void add_coagglomeration(const ActivityTable& table, const MeasureRequest& request,
                         const MeasureYear& year, std::size_t place, Measured& measured);
// What needs neighbours; of all years.
void add_spatial_indices(const ActivityTable& table, const MeasureRequest& request,
                         Measured& measured);
void add_transitions(const ActivityTable& table, const MeasureRequest& request, Measured& measured);
// What compares years.
void add_rank_persistence(const ActivityTable& table, const MeasureRequest& request,
                          Measured& measured);
// Two industries as the two systems of the coupling coordination degree; of all years.
void add_coupling(const ActivityTable& table, const MeasureRequest& request, Measured& measured);

// Rows [from, to) of one industry in one year, without those of totals; in the order of the table.
struct IndustryRows {
  std::size_t year, from, to;
  std::uint32_t industry;
};
std::vector<IndustryRows> industry_rows(const ActivityTable& table);

// What spatial and rank indices are of: values or LQs, by row.
const std::vector<double>& field_of(const ActivityTable& table, const MeasureRequest& request,
                                    const Measured& measured);
// Of the rows, by region; absent ones missing, or zero where the user says so and `regions` has them.
std::vector<double> by_region(const ActivityTable& table, const MeasureRequest& request,
                              const IndustryRows& rows, const std::vector<double>& field);

}  // namespace agglomera::scenarios
