// One year of a table of activity: its rows, its totals, and the numbers of each region and industry as
// the indices take them.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/experiments/measure.hpp"

namespace agglomera::scenarios {

// The numbers of one industry over the regions, or of one region over the industries.
struct Profile {
  std::uint32_t of = nobody;
  std::vector<std::uint32_t> places;  // regions, or industries
  std::vector<double> amounts;
  std::vector<double> reference;  // totals of the places
  std::vector<double> quotients;
  std::vector<double> mean_shares;  // of the others; only where a convention takes them
  // With absences counted as zero these stand at the end, their whole reference in the first of them (and
  // so their mean shares): what indices sum over them doesn't depend on how it is shared out. They have
  // no place.
};

class MeasureYear {
 public:
  MeasureYear(const ActivityTable& table, const MeasureRequest& request, std::size_t year);

  std::size_t first() const { return first_; }  // rows of the table
  std::size_t last() const { return last_; }    // one behind
  bool is_total(std::size_t row) const;
  double quotient(std::size_t row) const;
  bool incomplete(std::size_t row) const;
  // Whether a cell of it is missing or suppressed, be its total known or not.
  bool region_has_gaps(std::uint32_t region) const { return region_gaps_[region]; }
  bool industry_has_gaps(std::uint32_t industry) const { return industry_gaps_[industry]; }
  double of_region(std::uint32_t region) const { return of_region_[region]; }
  double of_industry(std::uint32_t industry) const { return of_industry_[industry]; }
  double whole() const { return whole_; }
  // Every region and industry that has a row, in the order of their numbers.
  const std::vector<std::uint32_t>& regions() const { return regions_; }
  const std::vector<std::uint32_t>& industries() const { return industries_; }

  // Rows of an industry are neighbours in the table; those of a region are found by an order of their own.
  std::vector<std::pair<std::size_t, std::size_t>> rows_of_industries() const;
  Profile of_industry_rows(std::size_t from, std::size_t to, const std::vector<double>& lq) const;
  Profile of_region_rows(const std::size_t* from, const std::size_t* to,
                         const std::vector<double>& lq) const;
  // Rows by region, and where each of regions() begins among them (one more than regions).
  const std::vector<std::size_t>& by_region() const { return by_region_; }
  const std::vector<std::size_t>& region_begins() const { return region_begins_; }

 private:
  void add_up();
  void take_totals();
  void order_by_region();
  // Sums over regions of an industry's share of their activity, or over industries of a region's; and over
  // how many the share is known. Empty unless a convention takes them.
  struct SharesOfPlaces {
    std::vector<double> sum, count;
    // The mean of all but one; missing when there is no other.
    double without(std::size_t place, double share) const {
      return count[place] > 1 ? (sum[place] - share) / (count[place] - 1) : __builtin_nan("");
    }
  };
  void add_up_shares();
  // The mean shares of the places of a profile whose total is `whole`.
  void take_means(Profile& profile, const SharesOfPlaces& shares, double whole) const;
  void pad(Profile& profile, const SharesOfPlaces& shares, std::size_t all_places) const;

  const ActivityTable& table_;
  const MeasureRequest& request_;
  std::size_t first_, last_;
  std::vector<double> of_region_, of_industry_;
  std::vector<char> region_lacks_, industry_lacks_;  // their totals do
  std::vector<char> region_gaps_, industry_gaps_;
  double whole_ = 0;
  std::vector<std::uint32_t> regions_, industries_;
  std::vector<std::size_t> by_region_, region_begins_;
  SharesOfPlaces industry_shares_, region_shares_;  // by industry, by region
};

}  // namespace agglomera::scenarios
