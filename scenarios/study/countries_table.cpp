#include "scenarios/study/countries_table.hpp"

#include <fmt/format.h>

#include <map>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { country, governance_score };

}  // namespace

std::vector<double> read_governance_scores(const TableText& text,
                                           const std::vector<sim::City>& cities,
                                           Complaints& complaints) {
  CsvTable table(text.file, text.text, {{"country"}, {"governance_score"}, {"source"}}, complaints);
  struct Row {
    int line;
    double score;
  };
  std::map<std::string, Row> rows;
  while (table.next()) {
    const std::string& code = table.text(country);
    const double score = table.number(governance_score, {-10.0, 10.0}).value_or(0.0);
    if (!is_country_code(code)) {
      table.complain(country, fmt::format("{} is no country code (two capital letters, ISO 3166-1)",
                                          in_quotes(code)));
      continue;
    }
    const auto [before, fresh] = rows.try_emplace(code, Row{table.line(), score});
    if (!fresh)
      table.complain(country, fmt::format("country \"{}\" stands twice (first in line {})", code,
                                          before->second.line));
  }
  std::vector<double> scores;
  std::map<std::string, std::string> without;  // country -> one of its cities
  for (const sim::City& city : cities) {
    const auto row = rows.find(city.country);
    scores.push_back(row == rows.end() ? 0.0 : row->second.score);
    if (row == rows.end()) without.try_emplace(city.country, city.id);
  }
  if (table.whole())
    for (const auto& [code, city] : without)
      table.complain_of_file(
          fmt::format("no governance_score of {} (the city {} lies there)", in_quotes(code), city),
          "add a row, with 0 where nothing is known");
  return scores;
}

}  // namespace agglomera::scenarios
