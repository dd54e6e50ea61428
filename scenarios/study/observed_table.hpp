// observed.csv: what was measured, one number a row.
//   measure,city,year,value,unit,source
// `lq_count` and `lq_revenue` have the unit 1, `revenue` 1e8 USD or USD. What nobody observed has no
// row. Placeholders that a study calls missing are taken out afterwards.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

// The names of the measures, in the order of the observations' members.
const std::vector<std::string>& observed_measures();
// [city][year] of a measure.
std::vector<std::vector<double>>& measure_of(models::Observations& observed, std::size_t measure);

// One number of the table, in 1 or USD.
struct ObservedRow {
  std::size_t measure;  // of observed_measures()
  std::size_t city;
  std::size_t year;     // from the frame's first
  double value;
};

// The columns, in the order in which a table numbers them.
const std::vector<std::string>& observed_columns();

// Gives every good row in turn, complains of the others.
void read_observed_rows(const TableText& table, const Frame& frame, Complaints& complaints,
                        const std::function<void(const CsvTable&, const ObservedRow&)>& take);

models::Observations read_observed(const TableText& table, const Frame& frame,
                                   Complaints& complaints);
models::Observations nothing_observed(const Frame& frame);

}  // namespace agglomera::scenarios
