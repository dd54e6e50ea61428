// A study of one industry out of a table of activity.
//
// A table that counts firms gives LQs of counts; a further column of revenue gives LQs of revenue. A table
// of jobs or of revenue alone tells how large firms are together and not how many there are: it gives LQs
// of size, which the model calls revenue, and the number of firms follows from an assumed mean size; no
// LQ of counts is then called observed.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/activity_panel.hpp"
#include "scenarios/study/derived_study.hpp"

namespace agglomera::scenarios {

enum class ValueKind { firms, revenue, jobs };

inline constexpr double assumed_jobs_per_firm = 10.0, assumed_usd_per_job = 1e5;

struct ValueMeaning {
  ValueKind kind = ValueKind::firms;
  double mean_firm = 0.0;     // jobs or units of revenue of a mean firm, where firms aren't counted
  double usd_per_unit = 1.0;  // of revenue
};

struct TableOfActivity {
  const ActivityTable& table;
  const ActivityPanel& values;
  const ActivityPanel* revenues;               // of the same table, or nothing
  const std::vector<DerivedRegion>& regions;   // by number in the table
  ValueMeaning meaning;
};

// `industry`: by its number in the table. Regions without anything in any year are left out and named among
// what was taken.
DerivedStudy study_of_industry(const TableOfActivity& of, std::uint32_t industry);

// The industries by their size in the last year, the largest first: places in values.industries().
std::vector<std::size_t> industries_by_size(const ActivityPanel& values);

}  // namespace agglomera::scenarios
