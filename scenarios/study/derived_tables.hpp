// The tables of a derived study, as texts.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/derived_study.hpp"
#include "sim/cities.hpp"

namespace agglomera::scenarios {

// One region's unit of what nobody counted: values of assumptions that every such study makes.
inline constexpr double assumed_usd_per_firm = 1e6;
inline constexpr double assumed_link_km =
    100.0;  // in a cluster, between regions without coordinates
inline constexpr double assumed_share_log_sd = 0.3;  // of a share that is that of something else
inline constexpr double amenity_sd = 0.8, growth_advantage_sd = 0.1, latent_sd = 0.8;

// A derived study with the ids of its regions and clusters, and what follows from its places.
struct PlacedStudy {
  const DerivedStudy& study;
  std::vector<std::string> ids;       // of the regions
  std::vector<sim::City> cities;      // the regions with their coordinates and clusters
  std::vector<sim::PlaceIndex> hubs;  // the largest regions: places in `cities`
  std::vector<sim::Link> links;

  bool has_coordinates() const;  // every region
  bool has_clusters() const;     // any region
};
PlacedStudy placed(const DerivedStudy& study);

std::string cities_table(const PlacedStudy& placed);
std::string clusters_table(const PlacedStudy& placed);
std::string links_table(const PlacedStudy& placed);
std::string observed_table(const PlacedStudy& placed);
std::string background_table(const PlacedStudy& placed);
std::string totals_table(const PlacedStudy& placed);
std::string assumptions_table(const PlacedStudy& placed);

// The LQ (n_c/N_c)/(n/N); unknown where the region's own number is.
double quotient(const Amounts& own, const Amounts& all, std::size_t region, std::size_t year);

// A cell of a table: in quotes where it has to be.
std::string cell(const std::string& words);

}  // namespace agglomera::scenarios
