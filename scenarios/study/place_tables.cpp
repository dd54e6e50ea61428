#include "scenarios/study/place_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

// Columns of a small table by name.
class NamedColumns {
 public:
  NamedColumns(const std::string& file, const ActivityManner& manner,
               const std::vector<std::string>& needed, const std::vector<std::string>& optional,
               Complaints& complaints)
      : rows_(file, manner.csv, complaints), manner_(manner.number) {
    std::vector<std::string> names;
    if (rows_.next()) names.assign(rows_.cells().begin(), rows_.cells().end());
    width_ = names.size();
    for (const auto* wanted : {&needed, &optional})
      for (const std::string& name : *wanted) {
        const auto found = std::ranges::find(names, name);
        places_.push_back(static_cast<std::size_t>(found - names.begin()));
        if (found != names.end() || wanted == &optional) continue;
        rows_.complain_of_row(
            fmt::format("column {} is missing ({})", in_quotes(name), known_names(names)),
            nearest_suggestion(name, names));
        sound_ = false;
      }
  }

  bool next() {
    while (sound_ && rows_.next()) {
      if (rows_.cells().size() == width_) return true;
      rows_.complain_of_row(
          fmt::format("{} cells (the header has {})", rows_.cells().size(), width_));
    }
    return false;
  }

  bool has(std::size_t column) const { return places_[column] < width_; }
  std::string_view text(std::size_t column) const { return rows_.cells()[places_[column]]; }
  int line() const { return rows_.line(); }
  void complain(std::size_t column, std::string message, std::string suggestion = {}) const {
    rows_.complain(places_[column], std::move(message), std::move(suggestion));
  }

  std::optional<double> number(std::size_t column, double low, double high) const {
    const std::string_view words = text(column);
    const std::optional<double> value = number_in(words, manner_);
    if (value && *value >= low && *value <= high) return value;
    complain(column, fmt::format("{} is no number from {} to {}", in_quotes(words), low, high),
             value ? "" : manner_hint(words, manner_));
    return std::nullopt;
  }

 private:
  CsvStream rows_;
  const NumberManner& manner_;
  std::vector<std::size_t> places_;
  std::size_t width_ = 0;
  bool sound_ = true;
};

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

Numbers numbers_of(const DistinctNames& names) {
  Numbers numbers;
  for (std::size_t k = 0; k < names.size(); ++k) numbers[names[k]] = static_cast<std::uint32_t>(k);
  return numbers;
}

std::optional<std::uint32_t> number_of(const Numbers& numbers, std::string_view name) {
  const auto found = numbers.find(name);
  return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

// Which rows were seen, so that none stands twice and none is lacking.
class Seen {
 public:
  explicit Seen(std::size_t places) : lines_(places, 0) {}
  bool again(std::uint32_t place, const NamedColumns& rows) {
    if (lines_[place] == 0) {
      lines_[place] = rows.line();
      return false;
    }
    rows.complain(0, fmt::format("{} stands twice (first in line {})", in_quotes(rows.text(0)),
                                 lines_[place]));
    return true;
  }
  void complain_of_lacking(const std::string& file, const ActivityTable& table,
                           Complaints& complaints) const {
    for (std::size_t region = 0; region < lines_.size(); ++region)
      if (lines_[region] == 0 && region != table.total_region)
        complaints.add({file, 0, 0,
                        complaints.wanted(file)
                            ? fmt::format("has no row for {} of {}",
                                          in_quotes(table.regions[region]), table.file)
                            : "",
                        ""});
  }

 private:
  std::vector<int> lines_;
};

}  // namespace

std::vector<Coordinates> read_coordinates(const std::string& file, const ActivityManner& manner,
                                          const ActivityTable& table, Complaints& complaints) {
  std::vector<Coordinates> places(table.regions.size(), {missing, missing});
  const Numbers numbers = numbers_of(table.regions);
  NamedColumns rows(file, manner, {manner.region, "lat", "lon"}, {}, complaints);
  Seen seen(places.size());
  while (rows.next()) {
    const auto region = number_of(numbers, rows.text(0));
    if (!region || seen.again(*region, rows)) continue;
    const auto latitude = rows.number(1, -90, 90), longitude = rows.number(2, -180, 180);
    if (latitude && longitude) places[*region] = {*latitude, *longitude};
  }
  if (complaints.none()) seen.complain_of_lacking(file, table, complaints);
  return places;
}

std::vector<NeighbourRow> read_neighbours(const std::string& file, const ActivityManner& manner,
                                          const ActivityTable& table, Complaints& complaints) {
  std::vector<NeighbourRow> pairs;
  std::unordered_map<std::uint64_t, int> first;
  const Numbers numbers = numbers_of(table.regions);
  std::vector<std::string> some;  // to tell the nearest of
  for (std::size_t k = 0; k < std::min<std::size_t>(table.regions.size(), 10000); ++k)
    some.emplace_back(table.regions[k]);
  NamedColumns rows(file, manner, {manner.region, "neighbour"}, {"weight"}, complaints);
  const auto find = [&](std::size_t column) {
    const auto region = number_of(numbers, rows.text(column));
    if (!region && complaints.wanted(file))
      rows.complain(column,
                    fmt::format("{} is no region of {}", in_quotes(rows.text(column)), table.file),
                    nearest_suggestion(rows.text(column), some));
    else if (!region)
      rows.complain(column, "");
    return region;
  };
  while (rows.next()) {
    const auto region = find(0), neighbour = find(1);
    const auto weight = rows.has(2) ? rows.number(2, 0, 1e100) : std::optional(1.0);
    if (!region || !neighbour || !weight) continue;
    if (*region == *neighbour) {
      rows.complain(1, fmt::format("{} is its own neighbour", in_quotes(rows.text(0))));
      continue;
    }
    const auto [known, fresh] =
        first.emplace(std::uint64_t{*region} << 32 | *neighbour, rows.line());
    if (!fresh)
      rows.complain(0,
                    fmt::format("{} and {} stand twice (first in line {})", in_quotes(rows.text(0)),
                                in_quotes(rows.text(1)), known->second));
    else if (*weight > 0)
      pairs.push_back({*region, *neighbour, *weight});
  }
  return pairs;
}

std::vector<std::size_t> read_groups(const std::string& file, const ActivityManner& manner,
                                     const ActivityTable& table, Complaints& complaints) {
  std::vector<std::size_t> groups(table.regions.size(), 0);
  const Numbers numbers = numbers_of(table.regions);
  DistinctNames names;
  NamedColumns rows(file, manner, {manner.region, "group"}, {}, complaints);
  Seen seen(groups.size());
  while (rows.next()) {
    const auto region = number_of(numbers, rows.text(0));
    if (!region || seen.again(*region, rows)) continue;
    if (rows.text(1).empty()) rows.complain(1, "\"group\" is empty (a name is expected)");
    groups[*region] = names.number(rows.text(1));
  }
  if (complaints.none()) seen.complain_of_lacking(file, table, complaints);
  return groups;
}

std::vector<double> read_plant_hhi(const std::string& file, const ActivityManner& manner,
                                   const ActivityTable& table, Complaints& complaints) {
  std::vector<double> plants(table.industries.size(), missing);
  const Numbers numbers = numbers_of(table.industries);
  NamedColumns rows(file, manner, {manner.industry, "hhi"}, {}, complaints);
  Seen seen(plants.size());
  while (rows.next()) {
    const auto industry = number_of(numbers, rows.text(0));
    if (!industry || seen.again(*industry, rows)) continue;
    if (const auto hhi = rows.number(1, 0, 1)) plants[*industry] = *hhi;
  }
  return plants;
}

}  // namespace agglomera::scenarios
