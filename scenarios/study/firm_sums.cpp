#include "scenarios/study/firm_sums.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace agglomera::scenarios {
namespace {

std::size_t years_of(const FirmPanel& panel) {
  return static_cast<std::size_t>(panel.last - panel.first + 1);
}

FirmSums::Of zeros(std::size_t cities, std::size_t years) {
  const FirmSums::Table table(cities, std::vector<double>(years, 0.0));
  return {table, table};
}

// Rows are by firm already: firms in the order of their ids, each with its rows.
std::vector<std::uint32_t> in_order_of_ids(const FirmPanel& panel) {
  std::vector<std::uint32_t> first(panel.firms.size(), 0), firms(panel.firms.size()), order;
  for (std::uint32_t i = static_cast<std::uint32_t>(panel.rows.size()); i-- > 0;)
    first[panel.rows[i].firm] = i;
  std::iota(firms.begin(), firms.end(), 0u);
  std::sort(firms.begin(), firms.end(),
            [&](std::uint32_t a, std::uint32_t b) { return panel.firms[a] < panel.firms[b]; });
  order.reserve(panel.rows.size());
  for (const std::uint32_t firm : firms)
    for (std::uint32_t i = first[firm]; i < panel.rows.size() && panel.rows[i].firm == firm; ++i)
      order.push_back(i);
  return order;
}

void add(FirmSums::Of& sums, std::size_t city, std::size_t year, double firms, double usd) {
  sums.firms[city][year] += firms;
  sums.revenue_usd[city][year] += usd;
}

void take_all_sectors(const FirmPanel& panel, const AllSectors& all, FirmSums& sums) {
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t city = 0; city < panel.cities.size(); ++city) numbers[panel.cities[city]] = city;
  sums.all = zeros(panel.cities.size(), years_of(panel));
  for (std::size_t k = 0; k < all.cities.size(); ++k) {
    const auto known = numbers.find(all.cities[k]);
    for (std::size_t year = 0; year < years_of(panel); ++year)
      if (known == numbers.end())
        add(sums.elsewhere, 0, year, all.firms[k][year], all.revenue_usd[k][year]);
      else
        add(sums.all, known->second, year, all.firms[k][year], all.revenue_usd[k][year]);
  }
}

bool positive(double value) { return value > 0.0; }

class PlaceChoice {
 public:
  PlaceChoice(const FirmPanel& panel, const FirmSums& sums) : panel_(panel), sums_(sums) {}

  PlacesOfFirms choose(const std::vector<bool>& told) {
    places_.place_of.assign(panel_.cities.size(), PlacesOfFirms::rest);
    for (std::uint32_t city = 0; city < panel_.cities.size(); ++city)
      if (!told.empty() && !told[city])
        ++places_.untold;
      else
        (is_whole(city) ? places_.cities : places_.broken).push_back(city);
    const auto by_name = [&](std::uint32_t a, std::uint32_t b) {
      return panel_.cities[a] < panel_.cities[b];
    };
    for (auto* cities : {&places_.cities, &places_.broken})
      std::sort(cities->begin(), cities->end(), by_name);
    const bool elsewhere =
        std::any_of(sums_.elsewhere.firms[0].begin(), sums_.elsewhere.firms[0].end(), positive);
    places_.any_rest = elsewhere || places_.cities.size() < panel_.cities.size();
    number();
    if (places_.any_rest && places_.cities.size() > 1 && !rest_is_whole())
      smallest_joins_the_rest();
    return std::move(places_);
  }

 private:
  bool is_whole(std::size_t city) const {
    const auto& firms = sums_.all.firms[city];
    const auto& usd = sums_.all.revenue_usd[city];
    return std::all_of(firms.begin(), firms.end(), positive) &&
           std::all_of(usd.begin(), usd.end(), positive);
  }

  bool rest_is_whole() const {
    for (std::size_t year = 0; year < years_of(panel_); ++year) {
      double firms = sums_.elsewhere.firms[0][year], usd = sums_.elsewhere.revenue_usd[0][year];
      for (std::size_t city = 0; city < panel_.cities.size(); ++city) {
        if (places_.place_of[city] != PlacesOfFirms::rest) continue;
        firms += sums_.all.firms[city][year];
        usd += sums_.all.revenue_usd[city][year];
      }
      if (!positive(firms) || !positive(usd)) return false;
    }
    return true;
  }

  double size(std::uint32_t city) const {
    const auto& firms = sums_.all.firms[city];
    return std::accumulate(firms.begin(), firms.end(), 0.0);
  }

  void smallest_joins_the_rest() {
    const auto smallest =
        std::min_element(places_.cities.begin(), places_.cities.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return size(a) < size(b); });
    places_.joined = panel_.cities[*smallest];
    places_.place_of[*smallest] = PlacesOfFirms::rest;
    places_.cities.erase(smallest);
    number();
  }

  void number() {
    for (std::uint32_t i = 0; i < places_.cities.size(); ++i)
      places_.place_of[places_.cities[i]] = i;
  }

  const FirmPanel& panel_;
  const FirmSums& sums_;
  PlacesOfFirms places_;
};

}  // namespace

FirmSums firm_sums(const FirmPanel& panel, std::uint16_t sector, const AllSectors* all) {
  const std::size_t cities = panel.cities.size(), years = years_of(panel);
  FirmSums sums{zeros(cities, years), zeros(cities, years), zeros(1, years), in_order_of_ids(panel),
                0};
  for (const std::uint32_t i : sums.rows_by_id) {
    const FirmYear& row = panel.rows[i];
    const auto year = static_cast<std::size_t>(row.year - panel.first);
    add(sums.all, row.city, year, 1.0, row.revenue_usd);
    if (row.sector != sector) continue;
    add(sums.focal, row.city, year, 1.0, row.revenue_usd);
    ++sums.focal_rows;
  }
  if (all) take_all_sectors(panel, *all, sums);
  return sums;
}

PlacesOfFirms places_of(const FirmPanel& panel, const FirmSums& sums,
                        const std::vector<bool>& told) {
  return PlaceChoice(panel, sums).choose(told);
}

}  // namespace agglomera::scenarios
