#include "scenarios/study/firm_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace agglomera::scenarios {
namespace {

constexpr int earliest = 1000, latest = 2500;
constexpr std::string_view before_year = "revenue_";
const char* const both_shapes =
    "a list of firms has id, city, sector, founded, and year and revenue, or else a column such as "
    "revenue_2010 for each year; and closed, where you know it";

// The year of a column of a wide list.
std::optional<int> year_in(std::string_view name) {
  if (name.starts_with(before_year)) name.remove_prefix(before_year.size());
  return founding_or_later(name);
}

class FirmHeader {
 public:
  explicit FirmHeader(const CsvStream& rows) : rows_(rows) {
    for (const std::string_view cell : rows.cells()) names_.emplace_back(cell);
  }

  FirmColumns read() {
    if (names_.size() == 1 && names_[0].find_first_of(";\t|,") != std::string::npos) {
      rows_.complain(
          0, "the cells are not parted by the separator (a comma unless --separator says else)",
          "say --separator \";\", tab or another");
      return {};
    }
    for (std::size_t i = 0; i < names_.size(); ++i) take(i);
    for (const auto& [name, place] : needed())
      if (*place == FirmColumns::none)
        complain_of_row(fmt::format("column \"{}\" is missing ({})", name, both_shapes), "");
    if (!columns_.revenues.empty() &&
        (columns_.year != FirmColumns::none || columns_.revenue != FirmColumns::none))
      complain_of_row(
          "has both columns of years and year or revenue (which of them hold the revenues?)",
          "leave the others out");
    if (!wrong_) columns_.width = names_.size();
    return columns_;
  }

 private:
  std::vector<std::pair<const char*, std::size_t*>> needed() {
    std::vector<std::pair<const char*, std::size_t*>> all = {{"id", &columns_.id},
                                                             {"city", &columns_.city},
                                                             {"sector", &columns_.sector},
                                                             {"founded", &columns_.founded}};
    if (columns_.is_long()) {
      all.emplace_back("year", &columns_.year);
      all.emplace_back("revenue", &columns_.revenue);
    }
    return all;
  }

  void take(std::size_t place) {
    const std::string& name = names_[place];
    if (std::find(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(place), name) !=
        names_.begin() + static_cast<std::ptrdiff_t>(place))
      return complain(place, fmt::format("column {} stands twice", in_quotes(name)), "");
    const std::vector<std::pair<std::string, std::size_t*>> known = {
        {"id", &columns_.id},           {"city", &columns_.city},     {"sector", &columns_.sector},
        {"founded", &columns_.founded}, {"closed", &columns_.closed}, {"year", &columns_.year},
        {"revenue", &columns_.revenue}};
    std::vector<std::string> words;
    for (const auto& [word, column] : known) {
      if (name == word) {
        *column = place;
        return;
      }
      words.push_back(word);
    }
    if (const auto year = year_in(name)) return take_year(place, *year);
    complain(place, fmt::format("unknown column {} ({})", in_quotes(name), both_shapes),
             nearest_suggestion(name, words));
  }

  void take_year(std::size_t place, int year) {
    if (std::find(columns_.years.begin(), columns_.years.end(), year) != columns_.years.end())
      return complain(place, fmt::format("two columns hold the revenues of {}", year), "");
    columns_.revenues.push_back(place);
    columns_.years.push_back(year);
  }

  void complain(std::size_t place, std::string problem, std::string suggestion) {
    wrong_ = true;
    rows_.complain(place, std::move(problem), std::move(suggestion));
  }
  void complain_of_row(std::string problem, std::string suggestion) {
    wrong_ = true;
    rows_.complain_of_row(std::move(problem), std::move(suggestion));
  }

  const CsvStream& rows_;
  std::vector<std::string> names_;
  FirmColumns columns_;
  bool wrong_ = false;
};

}  // namespace

std::optional<int> founding_or_later(std::string_view words) {
  int year = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), year);
  const bool whole = error == std::errc{} && end == words.data() + words.size();
  return whole && year >= earliest && year <= latest ? std::optional(year) : std::nullopt;
}

FirmColumns firm_columns(const CsvStream& rows) { return FirmHeader(rows).read(); }

}  // namespace agglomera::scenarios
