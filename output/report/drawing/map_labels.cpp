#include "output/report/drawing/map_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace agglomera::output::report {
namespace {

constexpr double gap = 4, name_height = 13;       // pixels
constexpr double letter = 6.2, character = 11.5;  // pixels across: Latin, Chinese
constexpr std::array<double, 20> widths = {300,  400,   500,   600,  700,  850,  1000,
                                           1200, 1500,  2000,  2500, 3500, 5000, 7000,
                                           1e4,  1.5e4, 2.5e4, 5e4,  1e5,  2e5};
constexpr double zoomed = 2500;      // pixels; wider maps are seen in part
constexpr double far_smaller = 0.3;  // a name may lie on circles of less than this share of its own
constexpr std::array<std::array<int, 2>, 8> sides = {
    {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}};

struct Spot {
  double x, y;  // units of the projection
  double size;  // share of the largest
  double name_width;
};

struct Box {
  double left, right, top, bottom;

  bool touches(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Spot spot_of(const LabelledPoint& point) {
  constexpr double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
  const double radians = M_PI / 180, root = std::sqrt(3.0);
  const double t = std::asin(root / 2 * std::sin(point.latitude_degrees * radians));
  const double t2 = t * t, t6 = t2 * t2 * t2;
  const double x = 2 * root * point.longitude_degrees * radians * std::cos(t) /
                   (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1));
  const double y = -t * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1);
  return {x, y, point.size, point.name_width};
}

double radius_at(const Spot& spot, double width) {
  const double largest = std::clamp(circle_by_width * width, largest_on_narrow, largest_circle);
  return std::sqrt((smallest_circle + spot.size * (largest - smallest_circle)) / M_PI);
}

Box circle_at(const Spot& spot, double width) {
  const double x = spot.x * width / map_units_across, y = spot.y * width / map_units_across;
  const double radius = radius_at(spot, width);
  return {x - radius, x + radius, y - radius, y + radius};
}

Box name_at(const Spot& spot, const Label& label, double width) {
  const Box circle = circle_at(spot, width);
  const double radius = radius_at(spot, width);
  const bool is_aslant = label.across != 0 && label.along != 0;  // begins on the circle, at 45°
  const double beside = is_aslant ? 0.7 * radius + 1 : radius + gap;
  const double above = is_aslant ? 0.7 * radius + 5 : radius + gap / 2 + name_height / 2;
  const double x = (circle.left + circle.right) / 2 + label.across * (beside + spot.name_width / 2);
  const double y = (circle.top + circle.bottom) / 2 + label.along * above;
  return {x - spot.name_width / 2, x + spot.name_width / 2, y - name_height / 2,
          y + name_height / 2};
}

// Only the large ones, and those that come first, are named on a map of the whole world.
double least_width(std::size_t rank, const LabelledPoint& point) {
  if (point.comes_first) return 300;
  if (point.size <= 0.03 || rank >= 24) return zoomed;
  return rank < 12 ? 300 : rank < 18 ? 700 : 1000;
}

double width_in(const std::string& words) {
  double width = 0;
  for (const char one : words) {
    const auto byte = static_cast<unsigned char>(one);
    if ((byte & 0xC0) != 0x80) width += byte >= 0xE0 ? character : letter;
  }
  return width;
}

bool has_room(const Label& label, std::size_t rank, const std::vector<Spot>& spots,
              const std::vector<Label>& placed, double width, double ignored) {
  const Box name = name_at(spots[rank], label, width);
  if (width < zoomed && std::max(-name.left, name.right) > width / 2) return false;
  for (std::size_t other = 0; other < spots.size(); ++other)
    if (other != rank && spots[other].size >= ignored * spots[rank].size &&
        name.touches(circle_at(spots[other], width)))
      return false;
  for (std::size_t other = 0; other < rank; ++other)
    if (placed[other].from_width <= width &&
        name.touches(name_at(spots[other], placed[other], width)))
      return false;
  return true;
}

// The least width from which on it has room on every wider map: circles that keep off a name on a
// narrow map may drift into it on a wider one.
double from_width_of(const Label& label, std::size_t rank, const std::vector<Spot>& spots,
                     const std::vector<Label>& placed, double least, double ignored) {
  double from = widths.back();
  for (std::size_t i = widths.size(); i-- > 0 && widths[i] >= least;) {
    if (!has_room(label, rank, spots, placed, widths[i], ignored)) break;
    from = widths[i];
  }
  return from;
}

}  // namespace

double name_width(const Text& name) { return std::max(width_in(name.en), width_in(name.zh)); }

std::vector<Label> labels_of(const std::vector<LabelledPoint>& points) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (points[a].comes_first != points[b].comes_first) return points[a].comes_first;
    return points[a].weight * points[a].size > points[b].weight * points[b].size;
  });
  std::vector<Spot> spots;
  for (const std::size_t i : order) spots.push_back(spot_of(points[i]));
  std::vector<Label> placed, labels(points.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double least = least_width(rank, points[order[rank]]);
    Label label{widths.back(), 1, 0};
    for (const double ignored : {0.0, far_smaller}) {
      if (label.from_width <= 2 * least) break;  // has room without lying on any circle
      for (const auto& [across, along] : sides) {
        const double from = from_width_of({0, across, along}, rank, spots, placed, least, ignored);
        if (from < label.from_width) label = {from, across, along};
      }
    }
    placed.push_back(label);
    labels[order[rank]] = label;
  }
  return labels;
}

}  // namespace agglomera::output::report
