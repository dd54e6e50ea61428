// Which cities of a map are named, on which side of their circle, and from what width on: the wider
// the map (or the nearer its zoom), the more names have room.
#pragma once

#include <vector>

#include "output/report/text.hpp"

namespace agglomera::output::report {

// The map is an Equal Earth projection (Šavrič, Patterson and Jenny 2019), this many units across.
constexpr double map_units_across = 4.75;

// Areas of circles in square pixels; the largest grows with the width of the map.
constexpr double smallest_circle = 6, largest_circle = 1300, largest_on_narrow = 500;
constexpr double circle_by_width = 1.3;

struct LabelledPoint {
  double longitude_degrees, latitude_degrees;  // the map's middle meridian is 0
  double size;                                 // of its circle, as a share of the largest
  double name_width = 72;                      // pixels
  bool comes_first = false;                    // named before larger ones: what a policy treats
  double weight = 1;                           // by which its size counts when names are in the way
};

// About as wide as a name is in the longer of its languages, in the letters of the map.
double name_width(const Text& name);

struct Label {
  double from_width;  // pixels of the whole world's map, zoom included
  int across, along;  // from the circle to its name: −1 is left (up), +1 right (down), 0 in line
};

// Those that come first are named first, then the largest; a smaller one from the width on where its name touches none of their
// names, crosses no edge and lies on no circle but of those far smaller than its own. From the last width tried (2 · 10⁵ px) on, all are.
std::vector<Label> labels_of(const std::vector<LabelledPoint>& points);

}  // namespace agglomera::output::report
