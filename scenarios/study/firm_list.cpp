#include "scenarios/study/firm_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

#include "scenarios/study/firm_columns.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double most_usd = 1e18;
constexpr std::size_t most_sectors = 10000;
constexpr std::size_t none = FirmColumns::none;

bool in_order(const FirmYear& a, const FirmYear& b) {
  return std::tie(a.firm, a.year, a.line) < std::tie(b.firm, b.year, b.line);
}

class FirmListReader {
 public:
  FirmListReader(const std::string& file, const FirmListManner& manner, Complaints& complaints)
      : manner_(manner), complaints_(complaints), rows_(file, manner.csv, complaints) {
    panel_.file = file;
  }

  FirmPanel read() {
    if (!rows_.next()) {
      complaints_.add({panel_.file, 0, 0, "holds only empty lines", "begin with a header"});
      return std::move(panel_);
    }
    columns_ = firm_columns(rows_);
    if (columns_.width == 0) return std::move(panel_);
    while (rows_.next()) read_row();
    if (panel_.rows.empty() && complaints_.none())
      complaints_.add({panel_.file, 0, 0, "holds a header and no firms", ""});
    if (!std::is_sorted(panel_.rows.begin(), panel_.rows.end(), in_order))
      std::sort(panel_.rows.begin(), panel_.rows.end(), in_order);
    complain_of_twins();
    if (complaints_.none()) fill_in();
    return std::move(panel_);
  }

 private:
  void read_row() {
    if (rows_.cells().size() != columns_.width)
      return rows_.complain_of_row(
          fmt::format("{} cells (the header has {})", rows_.cells().size(), columns_.width),
          rows_.cells().size() > columns_.width ? "write numbers without separators of thousands, "
                                                  "and put a name with a comma into quotes"
                                                : "");
    const auto firm = named(columns_.id, "id", panel_.firms);
    const auto city = named(columns_.city, "city", panel_.cities);
    const auto sector = sector_here();
    const auto founded = dated(columns_.founded, "founded");
    const auto closed = closing();
    const bool known = firm && !note_firm(*firm, founded, closed);
    if (columns_.is_long()) {
      const auto year = dated(columns_.year, "year");
      const auto revenue = amount(columns_.revenue);
      if (firm && city && sector && founded && year && revenue)
        keep({*firm, *city, *sector, static_cast<std::int16_t>(*year), line(), *revenue},
             columns_.revenue);
      return;
    }
    if (known)
      rows_.complain(columns_.id, fmt::format("{} stands twice (first in line {})",
                                              in_quotes(panel_.firms[*firm]), first_lines_[*firm]));
    else
      read_years(firm, city, sector);
  }

  void read_years(std::optional<std::uint32_t> firm, std::optional<std::uint32_t> city,
                  std::optional<std::uint16_t> sector) {
    bool any = false;
    for (std::size_t k = 0; k < columns_.revenues.size(); ++k) {
      if (rows_.cells()[columns_.revenues[k]].empty()) continue;
      any = true;
      const auto revenue = amount(columns_.revenues[k]);
      if (firm && city && sector && revenue)
        keep(
            {*firm, *city, *sector, static_cast<std::int16_t>(columns_.years[k]), line(), *revenue},
            columns_.revenues[k]);
    }
    if (!any)
      rows_.complain_of_row(
          fmt::format("{} has no revenue in any year", in_quotes(rows_.cells()[columns_.id])),
          "leave the firm out");
  }

  std::uint32_t line() const { return static_cast<std::uint32_t>(rows_.line()); }

  std::optional<std::uint32_t> named(std::size_t column, const char* what, DistinctNames& names) {
    const std::string_view name = rows_.cells()[column];
    if (!name.empty()) return names.number(name);
    rows_.complain(column, fmt::format("\"{}\" is empty (a name is expected)", what));
    return std::nullopt;
  }

  std::optional<std::uint16_t> sector_here() {
    const auto sector = named(columns_.sector, "sector", panel_.sectors);
    if (panel_.sectors.size() > most_sectors)
      throw sim::InputError(sim::Complaint{panel_.file, rows_.line(), 1,
                                           fmt::format("more than {} sectors", most_sectors),
                                           "is another column the sector?"});
    return sector ? std::optional(static_cast<std::uint16_t>(*sector)) : std::nullopt;
  }

  std::optional<int> dated(std::size_t column, const char* what) {
    const std::string_view words = rows_.cells()[column];
    const auto year = founding_or_later(words);
    if (!year)
      rows_.complain(column, words.empty()
                                 ? fmt::format("\"{}\" is empty (a year is expected)", what)
                                 : fmt::format("\"{}\" is {}, no year from 1000 to 2500", what,
                                               in_quotes(words)));
    return year;
  }

  // 0: not said.
  std::int16_t closing() {
    if (columns_.closed == none || rows_.cells()[columns_.closed].empty()) return 0;
    return static_cast<std::int16_t>(dated(columns_.closed, "closed").value_or(0));
  }

  // Whether this is its first row.
  bool note_firm(std::uint32_t firm, std::optional<int> founded, std::int16_t closed) {
    if (firm == panel_.founded.size()) {
      panel_.founded.push_back(static_cast<std::int16_t>(founded.value_or(0)));
      closed_.push_back(closed);
      first_lines_.push_back(line());
      return true;
    }
    const auto compare = [&](std::int16_t now, std::int16_t& before, const char* what,
                             std::size_t column) {
      if (before == 0) before = now;
      if (now == 0 || now == before) return;
      rows_.complain(
          column, fmt::format("{} was {} in {} (in line {} in {})", in_quotes(panel_.firms[firm]),
                              what, now, first_lines_[firm], before));
    };
    compare(static_cast<std::int16_t>(founded.value_or(0)), panel_.founded[firm], "founded",
            columns_.founded);
    compare(closed, closed_[firm], "closed", columns_.closed);
    return false;
  }

  std::optional<double> amount(std::size_t column) {
    const std::string_view words = rows_.cells()[column];
    double value = missing;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
    const bool whole = error == std::errc{} && end == words.data() + words.size();
    if (whole && value >= 0.0 && value * manner_.usd_per_unit <= most_usd)
      return value * manner_.usd_per_unit + 0.0;
    if (!rows_.wanted())
      rows_.complain(column, "");
    else
      complain_of_amount(column, words,
                         error == std::errc::result_out_of_range ? HUGE_VAL
                         : whole                                 ? value
                                                                 : missing);
    return std::nullopt;
  }

  void complain_of_amount(std::size_t column, std::string_view words, double value) const {
    const char* leave = columns_.is_long() ? "leave the row out when nothing is known"
                                           : "leave the cell empty when nothing is known";
    if (words.empty())
      return rows_.complain(column, "the revenue is empty (a number is expected)", leave);
    const std::string is = fmt::format("the revenue is {}", in_quotes(words));
    if (std::isnan(value)) {
      const bool parted = words.find_first_of(", '") != std::string_view::npos &&
                          words.find_first_of("0123456789") != std::string_view::npos;
      rows_.complain(column, is + ", no number",
                     parted ? "write a decimal point and no separators of thousands" : leave);
    } else if (std::isinf(value)) {
      rows_.complain(column, is + " (a finite number is expected)", leave);
    } else if (value < 0.0) {
      rows_.complain(column, is + " (a revenue is never negative)", leave);
    } else {
      rows_.complain(column, is + ", more than 1e18 USD",
                     "say --usd-per-unit when revenues are in another unit");
    }
  }

  void keep(const FirmYear& row, std::size_t column) {
    const std::int16_t founded = panel_.founded[row.firm], closed = closed_[row.firm];
    const auto outside = [&](const char* what, std::int16_t when, const char* side) {
      rows_.complain(column,
                     fmt::format("{} has a revenue in {}, {} it was {} in {}",
                                 in_quotes(panel_.firms[row.firm]), row.year, side, what, when));
    };
    if (founded > row.year) outside("founded", founded, "before");
    if (closed != 0 && closed < row.year) outside("closed", closed, "after");
    if (panel_.rows.empty()) panel_.first = panel_.last = row.year;
    panel_.first = std::min<sim::Year>(panel_.first, row.year);
    panel_.last = std::max<sim::Year>(panel_.last, row.year);
    panel_.rows.push_back(row);
  }

  void complain_of_twins() {
    const std::vector<FirmYear>& rows = panel_.rows;
    for (std::size_t i = 1, first = 0; i < rows.size(); ++i) {
      if (rows[i].firm != rows[first].firm || rows[i].year != rows[first].year) {
        first = i;
        continue;
      }
      complaints_.add(
          {panel_.file, static_cast<int>(rows[i].line), 1,
           fmt::format("{} in {} stands twice (first in line {})",
                       in_quotes(panel_.firms[rows[i].firm]), rows[i].year, rows[first].line),
           ""});
    }
  }

  // The years of a firm that the list doesn't tell.
  void fill_in() {
    std::vector<FirmYear> whole;
    whole.reserve(panel_.rows.size() + panel_.rows.size() / 16);
    for (std::size_t i = 0; i < panel_.rows.size(); ++i) {
      const FirmYear& row = panel_.rows[i];
      whole.push_back(row);
      const bool more = i + 1 < panel_.rows.size() && panel_.rows[i + 1].firm == row.firm;
      if (more) {
        fill_between(row, panel_.rows[i + 1], whole);
        panel_.relocations += panel_.rows[i + 1].city != row.city;
        panel_.changes_of_sector += panel_.rows[i + 1].sector != row.sector;
      } else {
        fill_until(row, std::min<sim::Year>(panel_.last, closed_[row.firm] - 1), whole);
      }
    }
    panel_.filled = whole.size() - panel_.rows.size();
    panel_.rows = std::move(whole);
  }

  static void fill_between(const FirmYear& before, const FirmYear& after,
                           std::vector<FirmYear>& rows) {
    const int steps = after.year - before.year;
    const bool by_logarithm = before.revenue_usd > 0.0 && after.revenue_usd > 0.0;
    for (int step = 1; step < steps; ++step) {
      FirmYear between = before;
      between.year = static_cast<std::int16_t>(before.year + step);
      between.line = 0;
      const double way = static_cast<double>(step) / steps;
      between.revenue_usd =
          by_logarithm ? before.revenue_usd * std::pow(after.revenue_usd / before.revenue_usd, way)
                       : before.revenue_usd + way * (after.revenue_usd - before.revenue_usd);
      rows.push_back(between);
    }
  }

  static void fill_until(FirmYear row, sim::Year last, std::vector<FirmYear>& rows) {
    row.line = 0;
    while (row.year < last) {
      ++row.year;
      rows.push_back(row);
    }
  }

  const FirmListManner& manner_;
  Complaints& complaints_;
  CsvStream rows_;
  FirmColumns columns_;
  FirmPanel panel_;
  std::vector<std::int16_t> closed_;  // by firm; 0: not said
  std::vector<std::uint32_t> first_lines_;
};

}  // namespace

FirmPanel read_firm_list(const std::string& file, const FirmListManner& manner,
                         Complaints& complaints) {
  return FirmListReader(file, manner, complaints).read();
}

}  // namespace agglomera::scenarios
