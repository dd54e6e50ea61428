#include "scenarios/study/stated_facts_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace agglomera::scenarios {
namespace {

enum : std::size_t {
  fact, city, year_from, year_to, relation, value, unit, note, statement_en, statement_zh, note_zh
};

std::vector<Column> columns() {
  return {{"fact"},  {"city"}, {"year_from"}, {"year_to"}, {"relation"}, {"value"}, {"unit"},
          {"note"},  {"statement_en", false}, {"statement_zh", false}, {"note_zh", false}};
}

const std::vector<std::string>& relations() {
  static const std::vector<std::string> known = {"=", "~", ">=", "<=", "between 0 and 1"};
  return known;
}

std::vector<std::string> cities_of(CsvTable& table, const Frame& frame) {
  std::vector<std::string> cities;
  const std::string& words = table.text(city);
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(';', begin), words.size());
    cities.push_back(words.substr(begin, end - begin));
    if (frame.cities_known && !frame.find(cities.back()))
      table.complain(city, unknown_city(cities.back(), frame),
                     table.wanted() ? suggestion_for(cities.back(), frame.ids) : "");
    begin = end + 1;
  }
  return cities;
}

}  // namespace

std::vector<StatedFact> read_stated_facts(const TableText& text, const Frame& frame,
                                          Complaints& complaints) {
  CsvTable table(text.file, text.text, columns(), complaints);
  std::vector<StatedFact> facts;
  std::map<std::string, int> first_lines;
  constexpr double most = 1e18;
  while (table.next()) {
    StatedFact stated;
    stated.fact = table.filled(fact).value_or("");
    stated.cities = cities_of(table, frame);
    const auto from = frame.year(table, year_from), to = frame.year(table, year_to);
    if (from && to && *from > *to)
      table.complain(year_to, fmt::format("year_to {} is before year_from {}", table.text(year_to),
                                          table.text(year_from)));
    stated.year_from = frame.first + static_cast<int>(from.value_or(0));
    stated.year_to = frame.first + static_cast<int>(to.value_or(0));
    const auto how = table.one_of(relation, "relation", relations());
    stated.relation = table.text(relation);
    stated.value = std::numeric_limits<double>::quiet_NaN();
    const bool says_it_all = how == relations().size() - 1 && table.text(value).empty();
    if (how && !says_it_all) stated.value = table.number(value, {-most, most}).value_or(0.0);
    stated.unit = table.text(unit);
    stated.note = table.text(note);
    stated.note_zh = table.text(note_zh);
    stated.statement = {table.text(statement_en), table.text(statement_zh)};
    const auto [before, fresh] = first_lines.try_emplace(
        fmt::format("{},{},{},{},{}", stated.fact, table.text(city), table.text(year_from),
                    table.text(year_to), stated.relation),
        table.line());
    if (!fresh)
      table.complain_of_row(fmt::format("the fact {} stands twice (first in line {})",
                                        in_quotes(stated.fact), before->second));
    facts.push_back(std::move(stated));
  }
  return facts;
}

}  // namespace agglomera::scenarios
