#include "output/report/reading/spread_columns.hpp"

namespace agglomera::output::report {

void SpreadColumns::add(const Spread& spread) {
  q05_.push_back(spread.q05);
  q25_.push_back(spread.q25);
  q50_.push_back(spread.q50);
  q75_.push_back(spread.q75);
  q95_.push_back(spread.q95);
}

void SpreadColumns::put_into(Table& table) const {
  table.add("q05", {"5 %", "5 %"}, q05_);
  table.add("q25", {"25 %", "25 %"}, q25_);
  table.add("q50", {"Median", "中位数"}, q50_);
  table.add("q75", {"75 %", "75 %"}, q75_);
  table.add("q95", {"95 %", "95 %"}, q95_);
}

}  // namespace agglomera::output::report
