#include "scenarios/study/firms_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { id, city, founded, year, revenue, sector };

constexpr int earliest_founding = 1000;
constexpr double most_usd = 1e18;
constexpr double revenue_tolerance = 0.01;  // of the totals

struct Row {
  std::uint32_t firm;  // place in the order of first rows
  sim::Year year;
  int line;
  sim::PlaceIndex place;
  sim::LogRevenue size;
};

class FirmsReader {
 public:
  FirmsReader(const TableText& text, const Frame& frame, bool cities_are_all,
              Complaints& complaints)
      : frame_(frame),
        cities_are_all_(cities_are_all),
        table_(text.file, text.text,
               {{"id"}, {"city"}, {"founded"}, {"year"}, {"revenue_usd"}, {"sector", false}},
               complaints) {}

  FirmsTable read(std::uint32_t first_number) {
    while (table_.next()) read_row();
    find_twins();
    if (frame_.known() && table_.whole() && !any_in_first_year_)
      table_.complain_of_file(
          fmt::format("has no firm in {} (the first year of the study begins with them)",
                      frame_.first),
          "add the firms of that year, or begin the study later");
    return numbered(first_number);
  }

 private:
  std::optional<sim::PlaceIndex> place() {
    if (table_.text(city) != sim::rest_of_world_id) return frame_.city(table_, city);
    if (!cities_are_all_) return static_cast<sim::PlaceIndex>(frame_.cities());
    table_.complain(
        city, "a firm in the rest of the world (the study says that the cities are all there is)",
        "leave rest_of_world = false out");
    return std::nullopt;
  }

  std::optional<std::int16_t> founding(std::optional<std::size_t> when) {
    const auto since = table_.whole_number(founded);
    if (!since) return std::nullopt;
    const int now = when ? frame_.first + static_cast<int>(*when) : 9999;
    if (*since >= earliest_founding && *since <= now) return static_cast<std::int16_t>(*since);
    table_.complain(
        founded,
        *since > now
            ? fmt::format("founded in {}, after a year in which it was there ({})", *since, now)
            : fmt::format("\"founded\" is {} (from {} on is expected)", *since, earliest_founding));
    return std::nullopt;
  }

  void read_row() {
    const auto name = table_.filled(id);
    const auto where = place();
    const auto when = frame_.year(table_, year);
    const auto since = founding(when);
    const auto usd = table_.number(revenue, {0.0, most_usd});
    if (!name || !where || !when || !since || !usd) return;
    const auto [known, fresh] =
        firms_.try_emplace(*name, static_cast<std::uint32_t>(founded_.size()));
    if (fresh) {
      founded_.push_back(*since);
      first_lines_.push_back(table_.line());
      ids_.push_back(&known->first);
    } else if (founded_[known->second] != *since) {
      table_.complain(founded,
                      fmt::format("{} was founded in {} (in line {} it is {})", in_quotes(*name),
                                  *since, first_lines_[known->second], founded_[known->second]));
    }
    any_in_first_year_ |= *when == 0;
    rows_.push_back({known->second, frame_.first + static_cast<sim::Year>(*when), table_.line(),
                     *where, size_of(*usd)});
  }

  static sim::LogRevenue size_of(double usd) {
    return sim::LogRevenue::of_log_usd(usd > 1.0 ? sim::natural_log(usd) : 0.0);
  }

  void find_twins() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return std::tie(a.year, a.firm, a.line) < std::tie(b.year, b.firm, b.line);
    });
    for (std::size_t i = 1, first = 0; i < rows_.size(); ++i) {
      if (rows_[i].year != rows_[first].year || rows_[i].firm != rows_[first].firm) {
        first = i;
        continue;
      }
      table_.complain_of_line(rows_[i].line, fmt::format("{} in {} stands twice (first in line {})",
                                                         in_quotes(*ids_[rows_[i].firm]),
                                                         rows_[i].year, rows_[first].line));
    }
  }

  FirmsTable numbered(std::uint32_t first_number) {
    std::vector<models::IdAndYear> firms;
    for (std::size_t i = 0; i < ids_.size(); ++i) firms.push_back({*ids_[i], founded_[i]});
    const std::vector<std::uint32_t> numbers = models::numbers_of(firms, first_number);
    FirmsTable read;
    for (std::size_t i = 0; i < ids_.size(); ++i)
      read.names.push_back({{numbers[i], founded_[i]}, *ids_[i]});
    std::sort(read.names.begin(), read.names.end(),
              [](const auto& a, const auto& b) { return a.firm < b.firm; });
    for (const Row& row : rows_)
      read.years[row.year].rows.push_back(
          {{numbers[row.firm], founded_[row.firm]}, row.place, row.size});
    for (auto& [when, list] : read.years)
      std::sort(list.rows.begin(), list.rows.end(),
                [](const auto& a, const auto& b) { return a.firm < b.firm; });
    return read;
  }

  const Frame& frame_;
  const bool cities_are_all_;
  CsvTable table_;
  std::unordered_map<std::string, std::uint32_t> firms_;
  std::vector<const std::string*> ids_;  // by firm
  std::vector<std::int16_t> founded_;
  std::vector<int> first_lines_;
  std::vector<Row> rows_;
  bool any_in_first_year_ = false;
};

class OwnFirmsCheck {
 public:
  OwnFirmsCheck(const TableText& table, const Frame& frame, Complaints& complaints)
      : file_(table.file), frame_(frame), complaints_(complaints) {}

  void compare_totals(sim::Year year, const models::FirmList& list,
                      const models::WorldTotals& totals) {
    const auto now = static_cast<std::size_t>(year - frame_.first);
    if (now < totals.focal_firms.size() &&
        std::fabs(totals.focal_firms[now] - static_cast<double>(list.rows.size())) > 0.5)
      complain(fmt::format("has {} firms in {}, and the totals {:.10g} (they are the same firms)",
                           list.rows.size(), year, totals.focal_firms[now]));
    const auto sums = list.revenues_usd(frame_.cities() + 1);
    const double usd =
        static_cast<double>(std::accumulate(sums.begin(), sums.end(), std::int64_t{0}));
    if (now < totals.focal_revenue_usd.size() &&
        std::fabs(totals.focal_revenue_usd[now] - usd) >
            revenue_tolerance * totals.focal_revenue_usd[now])
      complain(fmt::format("has a revenue of {:.6g} USD in {}, and the totals {:.6g} USD", usd,
                           year, totals.focal_revenue_usd[now]));
  }

  void compare_observed(sim::Year year, const models::FirmList& list,
                        const models::Observations& observed) {
    const auto now = static_cast<std::size_t>(year - frame_.first);
    const auto counts = list.counts(frame_.cities() + 1);
    for (std::size_t c = 0; c < frame_.cities(); ++c)
      for (const auto* lq : {&observed.lq_count, &observed.lq_revenue}) {
        const char* name = lq == &observed.lq_count ? "lq_count" : "lq_revenue";
        if ((*lq)[c][now] == 0.0 && counts[c] > 0 && lq == &observed.lq_count)
          complain(fmt::format("has {} firms in {} in {}, whose observed {} is 0", counts[c],
                               frame_.ids[c], year, name));
        if ((*lq)[c][now] > 0.0 && counts[c] == 0)
          complain(fmt::format("has no firm in {} in {}, whose observed {} is {:.6g}",
                               frame_.ids[c], year, name, (*lq)[c][now]));
      }
  }

 private:
  void complain(std::string message) {
    complaints_.add({file_, 0, 0, std::move(message), "derive all of them from one list"});
  }

  const std::string& file_;
  const Frame& frame_;
  Complaints& complaints_;
};

}  // namespace

FirmsTable read_firms(const TableText& table, const Frame& frame, std::uint32_t first_number,
                      bool cities_are_all, Complaints& complaints) {
  return FirmsReader(table, frame, cities_are_all, complaints).read(first_number);
}

void check_own_firms(const TableText& table, const Frame& frame, const FirmsTable& firms,
                     const models::WorldTotals& totals, const models::Observations& observed,
                     Complaints& complaints) {
  OwnFirmsCheck check(table, frame, complaints);
  for (const auto& [year, list] : firms.years) {
    check.compare_totals(year, list, totals);
    check.compare_observed(year, list, observed);
  }
}

}  // namespace agglomera::scenarios
