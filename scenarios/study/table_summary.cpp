#include "scenarios/study/table_summary.hpp"

#include <algorithm>
#include <map>

#include "scenarios/study/csv_rows.hpp"

namespace agglomera::scenarios {

TableSummary summary_of(const InputFile& table) {
  TableSummary summary{table.path, 0, {}};
  Complaints ignored;  // whoever read the table has had them
  CsvRows rows(table.path, table.text, ignored);
  constexpr std::size_t most_columns = 64;
  if (!rows.next(most_columns)) return summary;
  std::size_t column = most_columns;
  for (std::size_t i = 0; i < rows.cells().size(); ++i)
    if (rows.cells()[i].text == "source") column = i;
  std::map<std::string, std::size_t> named;
  while (rows.next(most_columns)) {
    ++summary.rows;
    if (column < rows.cells().size()) ++named[rows.cells()[column].text];
  }
  summary.sources.assign(named.begin(), named.end());
  std::ranges::stable_sort(summary.sources, std::greater<>(),
                           &std::pair<std::string, std::size_t>::second);
  return summary;
}

}  // namespace agglomera::scenarios
