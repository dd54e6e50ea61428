#include "scenarios/experiments/measure_year.hpp"

#include <algorithm>
#include <cmath>

#include "output/measures/location_quotient.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {

MeasureYear::MeasureYear(const ActivityTable& table, const MeasureRequest& request,
                         std::size_t year)
    : table_(table),
      request_(request),
      of_region_(table.regions.size(), missing),
      of_industry_(table.industries.size(), missing),
      region_lacks_(table.regions.size(), 0),
      industry_lacks_(table.industries.size(), 0) {
  const auto [from, to] = std::ranges::equal_range(table.year, static_cast<std::uint16_t>(year));
  first_ = static_cast<std::size_t>(from - table.year.begin());
  last_ = static_cast<std::size_t>(to - table.year.begin());
  add_up();
  region_gaps_ = region_lacks_;
  industry_gaps_ = industry_lacks_;
  take_totals();
  order_by_region();
  const auto takes = [&](Index index) {
    return request.conventions.follows(index, Convention::mean);
  };
  if (takes(Index::krugman) || takes(Index::hoover)) add_up_shares();
}

bool MeasureYear::is_total(std::size_t row) const {
  return table_.region[row] == table_.total_region || table_.industry[row] == table_.total_industry;
}

// Totals are missing, not zero, where no number is known.
void MeasureYear::add_up() {
  const auto add = [](double& total, double value) {
    total = std::isnan(total) ? value : total + value;
  };
  std::vector<char> region_there(of_region_.size(), 0), industry_there(of_industry_.size(), 0);
  for (std::size_t row = first_; row < last_; ++row) {
    if (is_total(row)) continue;
    const std::uint32_t region = table_.region[row], industry = table_.industry[row];
    region_there[region] = industry_there[industry] = 1;
    if (std::isnan(table_.value[row])) {
      region_lacks_[region] = industry_lacks_[industry] = 1;
      continue;
    }
    add(of_region_[region], table_.value[row]);
    add(of_industry_[industry], table_.value[row]);
    whole_ += table_.value[row];
  }
  for (std::uint32_t region = 0; region < region_there.size(); ++region)
    if (region_there[region]) regions_.push_back(region);
  for (std::uint32_t industry = 0; industry < industry_there.size(); ++industry)
    if (industry_there[industry]) industries_.push_back(industry);
}

void MeasureYear::take_totals() {
  if (!table_.total_region && !table_.total_industry) return;
  bool whole_told = false;
  for (std::size_t row = first_; row < last_; ++row) {
    const bool all_regions = table_.region[row] == table_.total_region;
    const bool all_industries = table_.industry[row] == table_.total_industry;
    const double value = table_.value[row];
    if ((!all_regions && !all_industries) || std::isnan(value)) continue;
    if (all_regions && all_industries) {
      whole_ = value;
      whole_told = true;
    } else if (all_regions) {
      of_industry_[table_.industry[row]] = value;
      industry_lacks_[table_.industry[row]] = 0;
    } else {
      of_region_[table_.region[row]] = value;
      region_lacks_[table_.region[row]] = 0;
    }
  }
  if (whole_told) return;
  // The sum of whatever totals the table has.
  double sum = 0;
  const bool over_regions = table_.total_industry.has_value();
  for (const std::uint32_t one : over_regions ? regions_ : industries_) {
    const double total = over_regions ? of_region_[one] : of_industry_[one];
    if (!std::isnan(total)) sum += total;
  }
  whole_ = sum;
}

void MeasureYear::order_by_region() {
  std::vector<std::size_t> next(of_region_.size() + 1, 0);
  std::size_t rows = 0;
  for (std::size_t row = first_; row < last_; ++row)
    if (!is_total(row)) {
      ++next[table_.region[row] + 1u];
      ++rows;
    }
  for (std::size_t region = 1; region < next.size(); ++region) next[region] += next[region - 1];
  for (const std::uint32_t region : regions_) region_begins_.push_back(next[region]);
  region_begins_.push_back(rows);
  by_region_.resize(rows);
  for (std::size_t row = first_; row < last_; ++row)
    if (!is_total(row)) by_region_[next[table_.region[row]]++] = row;
}

double MeasureYear::quotient(std::size_t row) const {
  const double here = of_region_[table_.region[row]], focal = of_industry_[table_.industry[row]];
  const double quotient = output::location_quotient(table_.value[row], focal, here, whole_);
  const bool told = table_.known[row] == Known::number;
  if (request_.conventions.follows(Index::lq, Convention::econgeo) && told && std::isnan(quotient))
    return 0;
  if (request_.conventions.follows(Index::lq, Convention::bls))
    return std::round(quotient * 100) / 100;
  return quotient;
}

bool MeasureYear::incomplete(std::size_t row) const {
  return region_lacks_[table_.region[row]] || industry_lacks_[table_.industry[row]];
}

std::vector<std::pair<std::size_t, std::size_t>> MeasureYear::rows_of_industries() const {
  std::vector<std::pair<std::size_t, std::size_t>> extents;
  for (std::size_t from = first_; from < last_;) {
    std::size_t to = from;
    while (to < last_ && table_.industry[to] == table_.industry[from]) ++to;
    if (table_.industry[from] != table_.total_industry) extents.emplace_back(from, to);
    from = to;
  }
  return extents;
}

void MeasureYear::add_up_shares() {
  industry_shares_ = {std::vector<double>(of_industry_.size(), 0),
                      std::vector<double>(of_industry_.size(), 0)};
  region_shares_ = {std::vector<double>(of_region_.size(), 0),
                    std::vector<double>(of_region_.size(), 0)};
  if (request_.absent_is_zero) {
    const auto active = [](const std::vector<double>& totals,
                           const std::vector<std::uint32_t>& places) {
      return static_cast<double>(
          std::ranges::count_if(places, [&](auto place) { return totals[place] > 0; }));
    };
    for (const std::uint32_t industry : industries_)
      industry_shares_.count[industry] = active(of_region_, regions_);
    for (const std::uint32_t region : regions_)
      region_shares_.count[region] = active(of_industry_, industries_);
  }
  const double known = request_.absent_is_zero ? 0 : 1, unknown = request_.absent_is_zero ? -1 : 0;
  const auto add = [&](SharesOfPlaces& shares, std::uint32_t place, double value, double whole) {
    if (!(whole > 0)) return;
    shares.count[place] += std::isnan(value) ? unknown : known;
    if (!std::isnan(value)) shares.sum[place] += value / whole;
  };
  for (const std::size_t row : by_region_) {
    const std::uint32_t region = table_.region[row], industry = table_.industry[row];
    add(industry_shares_, industry, table_.value[row], of_region_[region]);
    add(region_shares_, region, table_.value[row], of_industry_[industry]);
  }
}

void MeasureYear::take_means(Profile& profile, const SharesOfPlaces& shares, double whole) const {
  if (shares.sum.empty()) return;
  for (std::size_t k = 0; k < profile.places.size(); ++k)
    profile.mean_shares.push_back(shares.without(profile.places[k], profile.amounts[k] / whole));
}

void MeasureYear::pad(Profile& profile, const SharesOfPlaces& shares,
                      std::size_t all_places) const {
  if (!request_.absent_is_zero || profile.places.size() >= all_places) return;
  double rest = whole_;
  for (const double reference : profile.reference)
    if (!std::isnan(reference)) rest -= reference;
  const std::size_t absent = all_places - profile.places.size();
  const std::size_t first_absent = profile.reference.size();
  profile.amounts.resize(first_absent + absent, 0);
  profile.quotients.resize(first_absent + absent, 0);
  profile.reference.resize(first_absent + absent, 0);
  profile.reference[first_absent] = std::max(0.0, rest);
  if (shares.sum.empty()) return;
  double means = 0;
  for (std::size_t place = 0; place < shares.sum.size(); ++place)
    if (shares.count[place] > 1) means += shares.without(place, 0);
  for (const std::uint32_t place : profile.places)
    if (shares.count[place] > 1) means -= shares.without(place, 0);
  profile.mean_shares.resize(first_absent + absent, 0);
  profile.mean_shares[first_absent] = std::max(0.0, means);
}

Profile MeasureYear::of_industry_rows(std::size_t from, std::size_t to,
                                      const std::vector<double>& lq) const {
  Profile profile;
  profile.of = table_.industry[from];
  for (std::size_t row = from; row < to; ++row) {
    if (is_total(row)) continue;
    profile.places.push_back(table_.region[row]);
    profile.amounts.push_back(table_.value[row]);
    profile.reference.push_back(of_region_[table_.region[row]]);
    profile.quotients.push_back(lq[row]);
  }
  take_means(profile, region_shares_, of_industry_[profile.of]);
  pad(profile, region_shares_, regions_.size());
  return profile;
}

Profile MeasureYear::of_region_rows(const std::size_t* from, const std::size_t* to,
                                    const std::vector<double>& lq) const {
  Profile profile;
  profile.of = table_.region[*from];
  for (const std::size_t* row = from; row < to; ++row) {
    profile.places.push_back(table_.industry[*row]);
    profile.amounts.push_back(table_.value[*row]);
    profile.reference.push_back(of_industry_[table_.industry[*row]]);
    profile.quotients.push_back(lq[*row]);
  }
  take_means(profile, industry_shares_, of_region_[profile.of]);
  pad(profile, industry_shares_, industries_.size());
  return profile;
}

}  // namespace agglomera::scenarios
