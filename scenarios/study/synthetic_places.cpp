#include "scenarios/study/synthetic_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "sim/city_map.hpp"
#include "sim/elementary.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t cities_per_country = 20, most_countries = 26 * 26;
constexpr double southernmost = -50.0, northernmost = 65.0;
constexpr double country_radius_degrees = 9.0;
constexpr double clustered_share = 0.4;
constexpr std::size_t smallest_cluster = 3, largest_cluster = 12;
constexpr double widest_cluster_km = 400.0;  // from its first city

struct Country {
  std::string code;
  double latitude, longitude;
  models::Regime regime;
  double score;
};

double wrapped(double longitude) {
  if (longitude > 180.0) return longitude - 360.0;
  return longitude < -180.0 ? longitude + 360.0 : longitude;
}

// Four decimals, some ten metres, without tens of them that only binary sees.
double in_decimals(double degrees) { return std::round(degrees * 1e4) / 1e4; }

// Codes that no country has come first (X…, ISO 3166-1 keeps them free).
std::string country_code(std::size_t number) {
  constexpr std::string_view letters = "XYZABCDEFGHIJKLMNOPQRSTUVW";
  return {letters[number / 26], static_cast<char>('A' + number % 26)};
}

// Two thirds of the countries lie about 38° north, the others nearer to the equator and south of it.
Country country(std::size_t number, const MadeUpLuck& luck) {
  Country made;
  made.code = country_code(number);
  const bool north = luck.uniform(made.code, "hemisphere") < 2.0 / 3.0;
  made.latitude = (north ? 38.0 : 0.0) + (north ? 9.0 : 16.0) * luck.normal(made.code, "latitude");
  made.longitude = 360.0 * luck.uniform(made.code, "longitude") - 180.0;
  const double u = luck.uniform(made.code, "regime");
  made.regime = u < 0.45 ? models::Regime::market
                         : (u < 0.75 ? models::Regime::coordinated : models::Regime::mixed);
  made.score = rounded(luck.normal(made.code, "governance"));
  return made;
}

class Places {
 public:
  Places(models::Study& study, const MadeUpLuck& luck)
      : study_(study), luck_(luck), count_(study.firm_share.size()) {}

  void settle() {
    const std::size_t countries =
        std::clamp(count_ / cities_per_country, std::size_t{1}, most_countries);
    for (std::size_t number = 0; number < countries; ++number)
      countries_.push_back(country(number, luck_));
    for (std::size_t rank = 1; rank <= count_; ++rank) settle_city(rank);
    join_clusters();
  }

 private:
  void settle_city(std::size_t rank) {
    sim::City city;
    city.id = city_id(rank);
    city.name_en = fmt::format("City {}", rank);
    city.name_zh = fmt::format("城市 {}", rank);
    city.cluster = sim::independent_cluster;
    const Country& home = countries_[static_cast<std::size_t>(
        luck_.uniform(city.id, "country") * static_cast<double>(countries_.size()))];
    city.country = home.code;
    std::uint32_t attempt = 0;
    do {
      find_ground(city, home, attempt++);
    } while (!taken_.insert({city.latitude_degrees, city.longitude_degrees}).second);
    study_.cities.push_back(std::move(city));
    study_.regimes.push_back(home.regime);
    study_.governance_score.push_back(home.score);
  }

  // About the middle of its country, on land-like latitudes.
  void find_ground(sim::City& city, const Country& home, std::uint32_t attempt) const {
    const auto off = [&](std::string_view way) {  // a triangle about 0
      const double u = luck_.uniform(city.id, way, attempt);
      const double size = 1.0 - std::sqrt(1.0 - 2.0 * std::abs(u - 0.5));
      return country_radius_degrees * (u < 0.5 ? -size : size);
    };
    const double latitude = std::clamp(home.latitude, southernmost + country_radius_degrees,
                                       northernmost - country_radius_degrees) +
                            off("north");
    const double narrowing = sim::sin_pi(0.5 + std::abs(latitude) / 180.0);  // cos of the latitude
    city.latitude_degrees = in_decimals(latitude);
    city.longitude_degrees = in_decimals(wrapped(home.longitude + off("east") / narrowing));
  }

  // From the largest city on, every other one gathers its nearest ones that are still free, until
  // enough cities are in clusters.
  void join_clusters() {
    const sim::CityMap map(study_.cities);
    std::size_t clustered = 0;
    for (std::size_t first = 0; first < count_; ++first) {
      if (static_cast<double>(clustered) >= clustered_share * static_cast<double>(count_)) return;
      const sim::City& city = study_.cities[first];
      if (!is_free(first) || luck_.uniform(city.id, "founds a cluster") < 0.5) continue;
      clustered += gather(static_cast<sim::PlaceIndex>(first), map);
    }
  }

  // How many cities the cluster has; 0: too few are near.
  std::size_t gather(sim::PlaceIndex first, const sim::CityMap& map) {
    const std::string id = study_.cities[first].id;
    const auto wanted =
        smallest_cluster +
        static_cast<std::size_t>(luck_.uniform(id, "cluster size") *
                                 static_cast<double>(largest_cluster - smallest_cluster + 1));
    std::vector<sim::PlaceIndex> members = {first};
    for (const sim::PlaceIndex other : map.nearest(first, largest_cluster)) {
      if (members.size() == wanted || map.straight_km(first, other) > widest_cluster_km) break;
      if (is_free(other)) members.push_back(other);
    }
    if (members.size() < smallest_cluster) return 0;
    const sim::City& largest = study_.cities[*std::min_element(members.begin(), members.end())];
    const std::string cluster = "around-" + largest.id;
    for (const sim::PlaceIndex member : members) study_.cities[member].cluster = cluster;
    study_.cluster_names[cluster] = {fmt::format("Around {}", largest.name_en),
                                     fmt::format("{}周边城市群", largest.name_zh)};
    return members.size();
  }

  bool is_free(std::size_t city) const {
    return study_.cities[city].cluster == sim::independent_cluster;
  }

  models::Study& study_;
  const MadeUpLuck& luck_;
  const std::size_t count_;
  std::vector<Country> countries_;
  std::set<std::pair<double, double>> taken_;  // by latitude and longitude
};

}  // namespace

std::string city_id(std::size_t rank) { return fmt::format("city-{:05}", rank); }

std::string sector_id(std::size_t rank) { return fmt::format("sector-{:03}", rank); }

double rounded(double value) {
  const std::string text = fmt::format("{:.6g}", value);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void place_cities(models::Study& study, const MadeUpLuck& luck) { Places(study, luck).settle(); }

}  // namespace agglomera::scenarios
