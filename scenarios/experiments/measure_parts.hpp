// The parts of `measure`, one family of indices each. Every part appends its rows in the order of the
// table: industries and regions by when they were first named.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/experiments/measure_year.hpp"

namespace agglomera::scenarios {

// Of one year: what is said of a region or of an industry from its numbers alone.
void tell_place_indices(const MeasureRequest& request, const MeasureYear& year, std::size_t place,
                        const Quotients& quotients, const IndexHearer& hearer);
// Pairs of industries of one year.
void tell_coagglomeration(const ActivityTable& table, const MeasureRequest& request,
                          const MeasureYear& year, std::size_t place, const IndexHearer& hearer);
// What needs neighbours; of all years.
void tell_spatial_indices(const ActivityTable& table, const MeasureRequest& request,
                          const Quotients& quotients, const IndexHearer& hearer);
void tell_transitions(const ActivityTable& table, const MeasureRequest& request,
                      const Quotients& quotients, const IndexHearer& hearer);
// What compares years.
void tell_rank_persistence(const ActivityTable& table, const MeasureRequest& request,
                           const Quotients& quotients, const IndexHearer& hearer);
// Two industries as the two systems of the coupling coordination degree; of all years.
void tell_coupling(const ActivityTable& table, const MeasureRequest& request,
                   const IndexHearer& hearer);

// What is odd in the table or in what was told beside it, and how it was treated.
class NotesOfYears {
 public:
  explicit NotesOfYears(const ActivityTable& table) : table_(table) {}
  void add(const MeasureYear& year, std::size_t place);
  std::vector<std::string> all() const;  // what is the same in several years once, with the years

 private:
  struct Note {
    std::string before, after;  // the years stand between them
    std::vector<int> years;
  };
  void say(std::string before, std::string after, std::size_t place);

  const ActivityTable& table_;
  std::vector<Note> notes_;
};
std::vector<std::string> notes_of_cells(const MeasureRequest& request, const Quotients& quotients);
std::vector<std::string> notes_of_neighbours(const ActivityTable& table,
                                             const MeasureRequest& request);

// Rows [from, to) of one industry in one year, without those of totals; in the order of the table.
struct IndustryRows {
  std::size_t year, from, to;
  std::uint32_t industry;
};
std::vector<IndustryRows> industry_rows(const ActivityTable& table);

// What spatial and rank indices are of: values or LQs, by row.
const std::vector<double>& field_of(const ActivityTable& table, const MeasureRequest& request,
                                    const Quotients& quotients);
// Of the rows, by region; absent ones missing, or zero where the user says so and `regions` has them.
std::vector<double> by_region(const ActivityTable& table, const MeasureRequest& request,
                              const IndustryRows& rows, const std::vector<double>& field);

}  // namespace agglomera::scenarios
