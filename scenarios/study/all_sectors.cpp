#include "scenarios/study/all_sectors.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <unordered_set>

#include "scenarios/study/firm_columns.hpp"
#include "scenarios/study/named_columns.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

enum : std::size_t { city, year, firms, revenue };

constexpr double most_firms = 1e9, most_usd = 1e18;

class AllSectorsReader {
 public:
  AllSectorsReader(const std::string& file, const FirmListManner& manner, const FirmPanel& panel,
                   Complaints& complaints)
      : manner_(manner),
        panel_(panel),
        complaints_(complaints),
        rows_(file, manner.csv, {"city", "year", "firms", "revenue"}, {}, complaints) {
    all_.file = file;
  }

  AllSectors read() {
    const std::size_t before = complaints_.count();
    while (rows_.next()) read_row();
    if (complaints_.count() == before) complain_of_gaps();
    return std::move(all_);
  }

 private:
  std::size_t years() const { return static_cast<std::size_t>(panel_.last - panel_.first + 1); }

  void read_row() {
    if (rows_.text(city).empty())
      return rows_.complain(city, "\"city\" is empty (a name is expected)");
    const auto when = founding_or_later(rows_.text(year));
    if (!when)
      return rows_.complain(year, fmt::format("\"year\" is {}, no year from 1000 to 2500",
                                              in_quotes(rows_.text(year))));
    if (*when < panel_.first || *when > panel_.last) return;
    const auto count = rows_.number(firms, 0.0, most_firms);
    const auto amount = rows_.number(revenue, 0.0, most_usd / manner_.usd_per_unit);
    if (!count || !amount) return;
    const std::uint32_t where = all_.cities.number(rows_.text(city));
    if (where == all_.firms.size()) {
      all_.firms.emplace_back(years(), missing);
      all_.revenue_usd.emplace_back(years(), missing);
    }
    const auto now = static_cast<std::size_t>(*when - panel_.first);
    if (!std::isnan(all_.firms[where][now]))
      return rows_.complain(
          city, fmt::format("{} in {} stands twice", in_quotes(rows_.text(city)), *when));
    all_.firms[where][now] = *count;
    all_.revenue_usd[where][now] = *amount * manner_.usd_per_unit;
  }

  void complain_of_gaps() {
    const auto complain = [&](std::string_view name, const std::string& when) {
      complaints_.add({all_.file, 0, 0,
                       fmt::format("has no row of {}{} (every city of the list needs every year)",
                                   in_quotes(name), when),
                       ""});
    };
    std::unordered_set<std::string_view> there;
    for (std::size_t k = 0; k < all_.cities.size(); ++k) {
      there.insert(all_.cities[k]);
      for (std::size_t now = 0; now < years(); ++now)
        if (std::isnan(all_.firms[k][now]))
          complain(all_.cities[k], fmt::format(" in {}", panel_.first + static_cast<int>(now)));
    }
    for (std::size_t k = 0; k < panel_.cities.size(); ++k)
      if (!there.contains(panel_.cities[k])) complain(panel_.cities[k], "");
  }

  const FirmListManner& manner_;
  const FirmPanel& panel_;
  Complaints& complaints_;
  NamedColumns rows_;
  AllSectors all_;
};

}  // namespace

AllSectors read_all_sectors(const std::string& file, const FirmListManner& manner,
                            const FirmPanel& panel, Complaints& complaints) {
  return AllSectorsReader(file, manner, panel, complaints).read();
}

}  // namespace agglomera::scenarios
