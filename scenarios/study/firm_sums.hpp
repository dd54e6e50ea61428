// A list of firms added up to firms and revenue by city and year, and which of its cities become places of a
// study.
//
// A city becomes a place when it is to be one (its row is among the regions, or no regions were told) and has
// firms and revenue of some sector in every year; the firms of all other cities are in the rest of the
// world. Where these leave a year empty, the smallest of the cities joins them. Nothing depends on the order
// of the list: sums run over firms in the order of their ids, places are in the order of their names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/study/all_sectors.hpp"
#include "scenarios/study/firm_list.hpp"

namespace agglomera::scenarios {

struct FirmSums {
  using Table = std::vector<std::vector<double>>;  // [city][year]
  struct Of {
    Table firms, revenue_usd;
  };
  Of focal, all;  // by number of the list's cities
  Of elsewhere;   // of all sectors, in cities that the list doesn't know: one row
  std::vector<std::uint32_t> rows_by_id;  // rows of the list, by id and year
  std::size_t focal_rows = 0;
};

// `all`: where the list has the one sector alone.
FirmSums firm_sums(const FirmPanel& panel, std::uint16_t sector, const AllSectors* all);

struct PlacesOfFirms {
  static constexpr std::uint32_t rest = 0xFFFFFFFFu;
  std::vector<std::uint32_t> cities;    // that are places, in the order of their names
  std::vector<std::uint32_t> place_of;  // by city: among these, or rest
  bool any_rest = false;
  std::size_t untold = 0;             // cities in the rest because nobody told of them,
  std::vector<std::uint32_t> broken;  // because some year has nothing of theirs,
  std::string joined;  // or because the rest would have nothing in some year; or empty
};

// `told`: whether a city is to be a place; empty: all.
PlacesOfFirms places_of(const FirmPanel& panel, const FirmSums& sums,
                        const std::vector<bool>& told);

}  // namespace agglomera::scenarios
