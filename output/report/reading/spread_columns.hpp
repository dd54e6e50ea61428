// The quantiles of many spreads as columns of a table: fields q05, q25, q50, q75, q95.
#pragma once

#include <vector>

#include "output/report/reading/sheet.hpp"
#include "output/report/table.hpp"

namespace agglomera::output::report {

class SpreadColumns {
 public:
  void add(const Spread& spread);
  void put_into(Table& table) const;

 private:
  std::vector<double> q05_, q25_, q50_, q75_, q95_;
};

}  // namespace agglomera::output::report
