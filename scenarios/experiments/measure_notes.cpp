#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "scenarios/experiments/measure_parts.hpp"

namespace agglomera::scenarios {
namespace {

using Names = std::vector<std::string_view>;

// "A, B, C and 4 more"
std::string some_of(const Names& names) {
  constexpr std::size_t most = 5;
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size()));
  const std::string few = fmt::format("{}", fmt::join(names.begin(), end, ", "));
  return names.size() > most ? fmt::format("{} and {} more", few, names.size() - most) : few;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Of a year the places whose total is zero or unknown.
template <typename Total>
Names without_activity(const std::vector<std::uint32_t>& places, const DistinctNames& names,
                       Total total) {
  Names found;
  for (const std::uint32_t place : places)
    if (!(total(place) > 0)) found.push_back(names[place]);
  return found;
}

bool sounds_like_a_total(std::string_view name) {
  std::string lower;
  for (const char letter : name)
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  constexpr std::array words = {
      "total",  "totals",   "all",    "sum",          "all industries", "all regions", "insgesamt",
      "gesamt", "ensemble", "totale", "\u5408\u8BA1", "\u603B\u8BA1",   "\u5168\u56FD"};
  return std::ranges::find(words, lower) != words.end() || lower.starts_with("total ") ||
         lower.starts_with("total, ") || lower.ends_with(" total");
}

// A place that holds in every row as much as all others together: a total that nobody named.
class HiddenTotals {
 public:
  HiddenTotals(const ActivityTable& table, const MeasureYear& year) : table_(table), year_(year) {}

  Names regions() const {
    Names found;
    if (table_.total_region || year_.regions().size() < 2) return found;
    const std::vector<std::size_t>& rows = year_.by_region();
    for (std::size_t k = 0; k < year_.regions().size(); ++k) {
      const std::uint32_t region = year_.regions()[k];
      const auto first = rows.begin() + static_cast<std::ptrdiff_t>(year_.region_begins()[k]);
      const auto last = rows.begin() + static_cast<std::ptrdiff_t>(year_.region_begins()[k + 1]);
      const auto half = [&](std::size_t row) {
        return is_half(table_.value[row], year_.of_industry(table_.industry[row]));
      };
      const bool adds_up = year_.regions().size() > 2 && last - first > 1 &&
                           is_half(year_.of_region(region), year_.whole()) &&
                           std::all_of(first, last, half);
      if (adds_up || sounds_like_a_total(table_.regions[region]))
        found.push_back(table_.regions[region]);
    }
    return found;
  }

  Names industries() const {
    Names found;
    if (table_.total_industry || year_.industries().size() < 2) return found;
    for (const auto& [from, to] : year_.rows_of_industries()) {
      const std::uint32_t industry = table_.industry[from];
      bool adds_up = year_.industries().size() > 2 && to - from > 1 &&
                     is_half(year_.of_industry(industry), year_.whole());
      for (std::size_t row = from; row < to && adds_up; ++row)
        adds_up =
            year_.is_total(row) || is_half(table_.value[row], year_.of_region(table_.region[row]));
      if (adds_up || sounds_like_a_total(table_.industries[industry]))
        found.push_back(table_.industries[industry]);
    }
    return found;
  }

 private:
  static bool is_half(double part, double whole) {
    return std::abs(2 * part - whole) <= 1e-9 * whole;
  }

  const ActivityTable& table_;
  const MeasureYear& year_;
};

}  // namespace

void NotesOfYears::say(std::string before, std::string after, std::size_t place) {
  const int year = table_.years[place];
  for (Note& note : notes_)
    if (note.before == before && note.after == after) return note.years.push_back(year);
  notes_.push_back({std::move(before), std::move(after), {year}});
}

void NotesOfYears::add(const MeasureYear& year, std::size_t place) {
  const auto name = [&](const Names& names, std::string before, std::string_view after) {
    if (!names.empty()) say(std::move(before), fmt::format(": {}{}", some_of(names), after), place);
  };
  if (!(year.whole() > 0))
    return say("all is zero or missing", ": every LQ of it is missing", place);
  name(without_activity(year.regions(), table_.regions, [&](auto r) { return year.of_region(r); }),
       "without any activity", "; LQs there are 0/0 and so missing");
  name(without_activity(year.industries(), table_.industries,
                        [&](auto i) { return year.of_industry(i); }),
       "nowhere", "; LQs of it are 0/0 and so missing");
  const HiddenTotals totals(table_, year);
  name(totals.regions(), "counted as a region though it may be the total of the others",
       " (if it is say --total-region with its name)");
  name(totals.industries(), "counted as an industry though it may be the total of the others",
       " (if it is say --total-industry with its name)");
  if (year.regions().size() == 1)
    say("a single region", ": its LQs are 1, and indices over regions say nothing", place);
  if (year.industries().size() == 1)
    say("a single industry", ": its LQs are 1, and indices over industries say nothing", place);
}

std::vector<std::string> NotesOfYears::all() const {
  std::vector<std::string> texts;
  for (const auto& [before, after, years] : notes_) {
    const bool every = years.size() == table_.years.size() && years.size() > 1;
    const std::string when =
        !table_.has_years ? ""
        : every           ? " in every year"
        : years.size() == 1
            ? fmt::format(" in {}", years[0])
            : fmt::format(" in {} years from {} to {}", years.size(), years.front(), years.back());
    texts.push_back(before + when + after);
  }
  return texts;
}

std::vector<std::string> notes_of_cells(const MeasureRequest& request, const Quotients& quotients) {
  std::vector<std::string> notes;
  const auto say = [&](std::size_t cells, std::string_view what) {
    if (cells > 0)
      notes.push_back(
          fmt::format("{} {}: not counted as zero, left out of every sum; LQs and indices "
                      "that lack {} are marked (~, incomplete)",
                      counted(cells, "cell is", "cells are"), what, cells == 1 ? "it" : "them"));
  };
  say(quotients.missing, "missing");
  say(quotients.suppressed, "suppressed");
  if (quotients.absent > 0)
    notes.push_back(fmt::format("{} no row in a year: counted as {}",
                                counted(quotients.absent, "combination of region and industry has",
                                        "combinations of region and industry have"),
                                request.absent_is_zero
                                    ? "zero (--absent zero)"
                                    : "missing (--absent zero counts it as zero)"));
  return notes;
}

std::vector<std::string> notes_of_neighbours(const ActivityTable& table,
                                             const MeasureRequest& request) {
  std::vector<std::string> notes;
  const output::SpatialWeights& weights = *request.neighbours;
  Names alone;
  std::size_t one_way = 0;
  for (std::uint32_t region = 0; region < weights.size(); ++region) {
    if (weights[region].empty() && region != table.total_region)
      alone.push_back(table.regions[region]);
    for (const output::Neighbour& neighbour : weights[region])
      one_way += !std::ranges::binary_search(weights[neighbour.region], region, {},
                                             &output::Neighbour::region);
  }
  if (!alone.empty())
    notes.push_back(fmt::format(
        "{} no neighbour: {}; counted as {}, without a neighbours' mean and a local index",
        counted(alone.size(), "region has", "regions have"), some_of(alone),
        alone.size() == 1 ? "a region" : "regions"));
  if (one_way > 0 && request.neighbours_listed)
    notes.push_back(fmt::format(
        "{} listed in one direction only: used as listed, so that weights are not symmetric",
        counted(one_way, "pair of neighbours is", "pairs of neighbours are")));
  return notes;
}

}  // namespace agglomera::scenarios
