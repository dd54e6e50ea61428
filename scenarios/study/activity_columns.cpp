#include "scenarios/study/activity_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace agglomera::scenarios {
namespace {

constexpr std::size_t none = ActivityColumns::none;

std::vector<std::string> header_of(const CsvStream& rows) {
  std::vector<std::string> names;
  for (const std::string_view cell : rows.cells()) names.emplace_back(cell);
  return names;
}

std::size_t place_of(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? none : static_cast<std::size_t>(found - names.begin());
}

// Of columns that are no keys, the years when all are; else nothing.
std::vector<int> all_years(const std::vector<std::string>& names,
                           const std::vector<std::size_t>& places) {
  std::vector<int> years;
  for (const std::size_t place : places) {
    const auto year = year_of(names[place]);
    if (!year) return {};
    years.push_back(*year);
  }
  return years;
}

bool complain_of_twins(const CsvStream& rows, const std::vector<std::string>& names) {
  bool any = false;
  std::vector<std::size_t> order(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return names[i]; });
  for (std::size_t k = 1; k < order.size(); ++k) {
    if (names[order[k]] != names[order[k - 1]] || names[order[k]].empty()) continue;
    rows.complain(order[k], fmt::format("column {} stands twice", in_quotes(names[order[k]])));
    any = true;
  }
  return any;
}

std::string option_hint(const std::string& option, const std::string& name,
                        const std::vector<std::string>& names) {
  const std::string nearest = sim::nearest_name(name, names);
  return nearest.empty() ? fmt::format("name it with {}", option)
                         : fmt::format("did you mean {} {}?", option, nearest);
}

class Header {
 public:
  Header(const CsvStream& rows, const ActivityManner& manner)
      : rows_(rows), manner_(manner), names_(header_of(rows)) {}

  ActivityColumns read(DistinctNames& industries) {
    if (names_.size() == 1 && names_[0].find_first_of(";\t|,") != std::string::npos) {
      rows_.complain(
          0, "the cells are not parted by the separator (a comma unless --separator says else)",
          separator_hint());
      return {};
    }
    columns_.region = needed("--region", manner_.region);
    columns_.shape = shape();
    columns_.industry = columns_.shape == TableShape::industry_columns
                            ? none
                            : needed("--industry", manner_.industry);
    if (manner_.years && columns_.shape != TableShape::year_columns)
      columns_.year = needed("--year", manner_.year);
    if (!manner_.flag.empty()) columns_.flag = needed("--flag", manner_.flag);
    take_values(industries);
    if (!wrong_ && !complain_of_twins(rows_, names_)) columns_.width = names_.size();
    return columns_;
  }

 private:
  std::string separator_hint() const {
    for (const char one : {';', '\t', '|', ','})
      if (names_[0].find(one) != std::string::npos)
        return one == '\t' ? "say --separator tab" : fmt::format("say --separator \"{}\"", one);
    return "";
  }

  std::size_t needed(const std::string& option, const std::string& name) {
    const std::size_t place = place_of(names_, name);
    if (place != none) return place;
    wrong_ = true;
    const bool year = option == "--year";
    rows_.complain_of_row(
        fmt::format("column {} is missing ({}{})", in_quotes(name), known_names(names_),
                    year ? "; --year none when the table has no years" : ""),
        option_hint(option, name, names_));
    return none;
  }

  std::vector<std::size_t> others() const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (names_[i] != manner_.region && names_[i] != manner_.industry &&
          (!manner_.years || names_[i] != manner_.year) &&
          (manner_.flag.empty() || names_[i] != manner_.flag))
        places.push_back(i);
    return places;
  }

  TableShape shape() const {
    if (manner_.shape != TableShape::wide) return manner_.shape;
    const bool years =
        place_of(names_, manner_.industry) != none && !all_years(names_, others()).empty();
    return years ? TableShape::year_columns : TableShape::industry_columns;
  }

  void take_values(DistinctNames& industries) {
    if (columns_.shape == TableShape::one_value_a_row) {
      columns_.values = {needed("--value", manner_.value)};
      return;
    }
    columns_.values = others();
    if (columns_.values.empty()) {
      wrong_ = true;
      rows_.complain_of_row(
          "no column holds numbers (a wide table has one for each industry or year)");
    }
    for (const std::size_t place : columns_.values) {
      if (columns_.shape == TableShape::year_columns) {
        const auto year = year_of(names_[place]);
        if (!year) {
          wrong_ = true;
          rows_.complain(place,
                         fmt::format("column {} is no year (--wide=year takes every column beside "
                                     "region and industry for one)",
                                     in_quotes(names_[place])));
        }
        columns_.years.push_back(year.value_or(0));
      } else if (names_[place].empty()) {
        wrong_ = true;
        rows_.complain(place, "a column without a name (the name of an industry is expected)");
      } else {
        columns_.industries.push_back(industries.number(names_[place]));
      }
    }
  }

  const CsvStream& rows_;
  const ActivityManner& manner_;
  std::vector<std::string> names_;
  ActivityColumns columns_;
  bool wrong_ = false;
};

}  // namespace

std::optional<int> year_of(std::string_view words) {
  int year = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), year);
  const bool whole = error == std::errc{} && end == words.data() + words.size();
  return whole && year >= 1 && year <= 9999 ? std::optional(year) : std::nullopt;
}

ActivityColumns activity_columns(const CsvStream& rows, const ActivityManner& manner,
                                 DistinctNames& industries) {
  return Header(rows, manner).read(industries);
}

}  // namespace agglomera::scenarios
