#include "scenarios/study/sectors_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "scenarios/study/synthetic.hpp"

namespace agglomera::scenarios {
namespace {

enum : std::size_t {
  sector,
  name_en,
  name_zh,
  year,
  firms,
  firms_share,
  revenue_usd,
  revenue_share,
  source
};
enum : std::size_t { of_sector, in_city, amenity };

constexpr double most_firms = 1e9, most_usd = 1e18;
constexpr double smallest_share = 1e-12;
constexpr double tolerance = 0.01;  // of what adds up
constexpr double largest_amenity = 20.0;

// One size of a sector: in numbers, or as a share of the total of all.
struct Size {
  std::size_t number_column, share_column;
  const char *number_name, *share_name;
  double most;
  const char* noun;
  std::vector<double> models::Sector::*values;
  std::vector<double> models::WorldTotals::*totals;
};

const Size& size_of_firms() {
  static const Size size{firms,
                         firms_share,
                         "firms",
                         "firms_share",
                         most_firms,
                         "firms",
                         &models::Sector::firms,
                         &models::WorldTotals::focal_firms};
  return size;
}

const Size& size_of_revenue() {
  static const Size size{revenue_usd,
                         revenue_share,
                         "revenue_usd",
                         "revenue_share",
                         most_usd,
                         "revenue",
                         &models::Sector::revenue_usd,
                         &models::WorldTotals::focal_revenue_usd};
  return size;
}

class SectorsReader {
 public:
  SectorsReader(const TableText& text, const Frame& frame, const models::WorldTotals* totals,
                Complaints& complaints)
      : frame_(frame),
        totals_(totals),
        years_(totals ? std::min(totals->focal_firms.size(), totals->focal_revenue_usd.size())
                      : frame.years()),
        table_(text.file, text.text,
               {{"sector"},
                {"name_en"},
                {"name_zh", false},
                {"year", false},
                {"firms", false},
                {"firms_share", false},
                {"revenue_usd", false},
                {"revenue_share", false},
                {"source", false}},
               complaints) {}

  SectorsTable read() {
    const bool sized = has_one_of(size_of_firms()) & has_one_of(size_of_revenue());
    if (!sized) return {};
    while (table_.next()) read_row();
    SectorsTable read;
    read.known = table_.whole() && all_named_ && !sectors_.empty();
    if (read.known && frame_.years_known && years_ > 0) {
      complain_of_number();
      complain_of_gaps();
      complain_of_sum(size_of_firms());
      complain_of_sum(size_of_revenue());
    }
    for (auto& [id, one] : sectors_) {
      one.made.amenity.assign(frame_.cities(), 0.0);
      read.sectors.push_back(std::move(one.made));
    }
    return read;
  }

 private:
  struct Rows {
    models::Sector made;
    std::vector<int> lines;  // [year], 0: none
    int first = 0;
  };

  bool has(std::size_t column) const { return table_.has(column); }

  // Said of the header, before the first row.
  bool has_one_of(const Size& size) {
    if (!table_.whole()) return false;
    if (has(size.number_column) != has(size.share_column)) return true;
    const bool both = has(size.number_column);
    table_.complain_of_row(fmt::format("{} {} {} {} ({})", both ? "both" : "neither",
                                       size.number_name, both ? "and" : "nor", size.share_name,
                                       both ? "one says it all" : "one is needed"));
    return false;
  }

  void read_row() {
    const std::string& id = table_.text(sector);
    const auto english = table_.filled(name_en);
    const auto when = has(year) ? frame_.year(table_, year) : std::optional<std::size_t>{0};
    const auto count = value_of(size_of_firms()), earned = value_of(size_of_revenue());
    if (!is_id(id)) {
      table_.complain(sector,
                      fmt::format("{} is no name of a sector (small letters, digits and hyphens)",
                                  in_quotes(id)));
      all_named_ = false;
      return;
    }
    Rows& one = rows_of(id, english.value_or(""));
    if (english && !one.made.name_en.empty() && one.made.name_en != *english)
      table_.complain(name_en, fmt::format("{} is called {} in line {}", in_quotes(id),
                                           in_quotes(one.made.name_en), one.first));
    if (!when || *when >= years_) return;
    if (one.lines[*when] > 0) {
      table_.complain_of_row(
          has(year) ? fmt::format("sector \"{}\" in {} stands twice (first in line {})", id,
                                  table_.text(year), one.lines[*when])
                    : fmt::format("sector \"{}\" stands twice (first in line {})", id, one.first));
      return;
    }
    take(one, *when, count, earned);
  }

  void take(Rows& one, std::size_t when, std::optional<double> count,
            std::optional<double> earned) {
    for (std::size_t now = has(year) ? when : 0; now < (has(year) ? when + 1 : years_); ++now) {
      one.lines[now] = table_.line();
      one.made.firms[now] = in_numbers(size_of_firms(), count, now);
      one.made.revenue_usd[now] = in_numbers(size_of_revenue(), earned, now);
    }
  }

  Rows& rows_of(const std::string& id, const std::string& english) {
    const auto [found, fresh] = sectors_.try_emplace(id);
    Rows& one = found->second;
    if (fresh) {
      one.first = table_.line();
      one.made.id = id;
      one.made.name_en = english;
      one.made.name_zh = has(name_zh) ? table_.text(name_zh) : "";
      one.made.firms.assign(years_, 0.0);
      one.made.revenue_usd.assign(years_, 0.0);
      one.lines.assign(years_, 0);
    }
    return one;
  }

  std::optional<double> value_of(const Size& size) {
    if (has(size.share_column)) return table_.number(size.share_column, {smallest_share, 1.0});
    return table_.number(size.number_column, {1.0, size.most});
  }

  double in_numbers(const Size& size, std::optional<double> value, std::size_t when) const {
    if (!value) return 0.0;
    return has(size.share_column) && totals_ ? *value * (totals_->*size.totals)[when] : *value;
  }

  void complain_of_number() {
    if (sectors_.size() == 1)
      table_.complain_of_file("holds one sector (two at least are compared with each other)",
                              "leave the table out, or add the other sectors");
    if (sectors_.size() > most_sectors)
      table_.complain_of_file(
          fmt::format("holds {} sectors (at most {})", sectors_.size(), most_sectors));
  }

  void complain_of_gaps() {
    for (const auto& [id, one] : sectors_) {
      std::vector<bool> missing;
      for (const int line : one.lines) missing.push_back(line == 0);
      if (std::find(missing.begin(), missing.end(), true) == missing.end()) continue;
      gaps_ = true;
      table_.complain_of_file(
          fmt::format("no {} in {} (every sector needs every year of the totals)", id,
                      years_listed(frame_, missing)));
    }
  }

  void complain_of_sum(const Size& size) {
    if (gaps_ || !totals_) return;
    for (std::size_t when = 0; when < (has(year) ? years_ : std::min<std::size_t>(1, years_));
         ++when) {
      double sum = 0.0;
      for (const auto& [id, one] : sectors_) sum += (one.made.*size.values)[when];
      const double total = (totals_->*size.totals)[when];
      if (std::abs(sum - total) <= tolerance * total) continue;
      table_.complain_of_file(
          has(size.share_column)
              ? fmt::format("the shares of {} in {} add up to {:.6g} (1 is expected)", size.noun,
                            frame_.first + static_cast<int>(when), sum / total)
              : fmt::format("the {} of {} add up to {:.6g} (the totals say {:.6g})", size.noun,
                            frame_.first + static_cast<int>(when), sum, total));
    }
  }

  const Frame& frame_;
  const models::WorldTotals* totals_;
  const std::size_t years_;
  CsvTable table_;
  std::map<std::string, Rows> sectors_;
  bool all_named_ = true, gaps_ = false;
};

}  // namespace

SectorsTable read_sectors(const TableText& text, const Frame& frame,
                          const models::WorldTotals* totals, Complaints& complaints) {
  return SectorsReader(text, frame, totals, complaints).read();
}

void read_specialisation(const TableText& text, const Frame& frame, SectorsTable& sectors,
                         Complaints& complaints) {
  CsvTable table(text.file, text.text, {{"sector"}, {"city"}, {"amenity"}, {"source", false}},
                 complaints);
  std::vector<std::string> ids;
  for (const models::Sector& one : sectors.sectors) ids.push_back(one.id);
  FirstRows first(ids.size() * frame.cities());
  while (table.next()) {
    const std::string& id = table.text(of_sector);
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    const bool there = found != ids.end() && *found == id;
    if (!there && sectors.known)
      table.complain(of_sector, fmt::format("unknown sector {}", in_quotes(id)),
                     table.wanted() ? suggestion_for(id, ids) : "");
    const auto where = frame.city(table, in_city);
    const auto value = table.number(amenity, {-largest_amenity, largest_amenity});
    if (!there || !where) continue;
    const auto which = static_cast<std::size_t>(found - ids.begin());
    if (const int before = first.before(which * frame.cities() + *where, table.line()); before > 0)
      table.complain_of_row(
          fmt::format("{} in {} stands twice (first in line {})", id, table.text(in_city), before));
    else
      sectors.sectors[which].amenity[*where] = value.value_or(0.0);
  }
}

}  // namespace agglomera::scenarios
