// A study as it follows from numbers somebody has: an industry and all industries, by region and year.
// Made from a table (activity_study.hpp) or from a list of firms; written by derived_study_files.hpp.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/ids.hpp"

namespace agglomera::scenarios {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// What is not given stays as it is here, and the study says that it is assumed.
struct DerivedRegion {
  std::string name;  // as the user wrote it, in any script; the id is made from it
  std::string name_zh;
  std::string country;     // two capital letters; empty: XX, all regions in one unnamed country
  std::string cluster;     // as the user wrote it; empty: in none
  std::string governance;  // market, coordinated or mixed; empty: market, all alike
  double latitude_degrees = unknown, longitude_degrees = unknown;  // both or neither
};

// How much of something there was: firms, or USD of revenue.
struct Amounts {
  std::vector<std::vector<double>> regions;  // [region][year]; unknown where nobody told
  std::vector<double> world;  // [year]: the regions and the rest of the world, always known
};

struct DerivedStudy {
  std::string industry;  // as the user calls it
  std::string source;    // what every row names as its source: "counts.csv"
  sim::Year first = 0, last = 0;
  std::vector<DerivedRegion> regions;

  Amounts firms;  // of the industry
  Amounts
      all_firms;  // of all industries, the industry among them; known in every region and year, above 0
  bool firms_counted =
      true;  // false: worked out from sizes; no LQ of counts is then called observed
  // Where revenues are known, of both; else every region's share in revenue is assumed to be that in firms.
  std::optional<Amounts> revenue_usd, all_revenue_usd;

  // How unsure the level of a region's share in all industries is, as an sd of its logarithm, because
  // part of it had to be estimated: 0 where all of it was counted. Empty: 0 everywhere.
  std::vector<double> share_log_sd;  // [region]
  std::vector<double> revenue_share_log_sd;
  std::vector<bool> observed_years;  // [year]; false: filled in between others. Empty: all observed

  // The regions are all there is: the rest of the world is an empty place. Else it is what the regions
  // leave of the world.
  bool regions_are_all = true;

  std::vector<std::string>
      from_user;  // sentences for the README: what was taken from the user's files
  std::vector<std::string>
      assumed;  // and what had to be assumed beside what every such study assumes

  std::size_t years() const { return static_cast<std::size_t>(last - first + 1); }
};

}  // namespace agglomera::scenarios
