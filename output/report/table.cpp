#include "output/report/table.hpp"

#include <cmath>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace agglomera::output::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr int significant_digits = 5;

// Whole numbers without a point, others with the digits kept; missing is null.
Json number_kept(double value) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::trunc(value) && std::fabs(value) < 1e15)
    return static_cast<std::int64_t>(value);
  return std::strtod(fmt::format("{:.{}g}", value, significant_digits).c_str(), nullptr);
}

Json of_numbers(const std::vector<double>& cells) {
  Json values = Json::array();
  for (const double cell : cells) values.push_back(number_kept(cell));
  return values;
}

void add_texts(Json& json, const std::vector<Text>& cells) {
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  Json texts = Json::array(), of = Json::array();
  for (const Text& cell : cells) {
    const auto [place, is_new] = known.try_emplace({cell.en, cell.zh}, known.size());
    if (is_new) texts.push_back(cell);
    of.push_back(place->second);
  }
  json["texts"] = std::move(texts);
  json["of"] = std::move(of);
}

}  // namespace

void Table::add(Column column, std::size_t rows) {
  if (!columns_.empty() && rows != rows_)
    throw std::logic_error(
        fmt::format("column {} has {} rows, the table has {}", column.name, rows, rows_));
  rows_ = rows;
  columns_.push_back(std::move(column));
}

void Table::add(std::string name, Text title, std::vector<double> cells, int decimals,
                bool in_table) {
  const std::size_t rows = cells.size();
  add(Column{std::move(name), std::move(title), std::move(cells), decimals, in_table}, rows);
}

void Table::add(std::string name, Text title, std::vector<Text> cells, bool in_table) {
  const std::size_t rows = cells.size();
  add(Column{std::move(name), std::move(title), std::move(cells), 0, in_table}, rows);
}

void to_json(Json& json, const Table& table) {
  Json columns = Json::array();
  for (const Column& column : table.columns()) {
    Json one = {{"name", column.name}, {"title", column.title}};
    if (const auto* numbers = std::get_if<std::vector<double>>(&column.cells)) {
      one["decimals"] = column.decimals;
      one["values"] = of_numbers(*numbers);
    } else {
      add_texts(one, std::get<std::vector<Text>>(column.cells));
    }
    if (!column.in_table) one["hidden"] = true;
    columns.push_back(std::move(one));
  }
  json = {{"columns", std::move(columns)}};
}

}  // namespace agglomera::output::report
