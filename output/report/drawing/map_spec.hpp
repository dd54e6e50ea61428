// The specification of the world map: land, links of radiation, circles and names of cities.
//
// Its rows hold city, cluster, world, year, state, longitude, latitude, world_number, firms, revenue,
// lq_count and lq_revenue (each with _low and _high), labelled_from, across and along (see map_labels.hpp). Parameters that controls
// turn: year, world, sized (0 firms, 1 revenue), links (0, 1), zoom, longitude, latitude.
#pragma once

#include <vector>

#include "output/report/drawing/marks.hpp"
#include "output/report/reading/gazetteer.hpp"

namespace agglomera::output::report {

struct MapLink {
  Place from, to;
  double share, distance_km;
};

struct MapSettings {
  double largest_firms, largest_revenue;  // have the largest circle
  bool several_worlds, has_forecast;
  double year, longitude, latitude;  // where it starts
  int last_observed;
};

Json map_spec(const MapSettings& settings, const std::vector<MapLink>& links);

}  // namespace agglomera::output::report
