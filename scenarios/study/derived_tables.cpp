#include "scenarios/study/derived_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <set>

#include "scenarios/study/region_ids.hpp"
#include "sim/usual_links.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double shortest_link_km = 1.0;
constexpr std::size_t most_hubs = 5, regions_of_a_hub = 10;

template <typename... Values>
void line(std::string& text, fmt::format_string<Values...> format, Values&&... values) {
  fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
  text += '\n';
}

bool lies_somewhere(const sim::City& city) { return !std::isnan(city.latitude_degrees); }

std::vector<sim::PlaceIndex> largest_regions(const DerivedStudy& study) {
  std::vector<sim::PlaceIndex> order(study.regions.size());
  std::iota(order.begin(), order.end(), sim::PlaceIndex{0});
  const auto size = [&](sim::PlaceIndex region) { return study.all_firms.regions[region].back(); };
  std::stable_sort(order.begin(), order.end(),
                   [&](sim::PlaceIndex a, sim::PlaceIndex b) { return size(a) > size(b); });
  order.resize(std::min({order.size(), most_hubs, order.size() / regions_of_a_hub + 1}));
  return order;
}

// The usual links of the regions that lie somewhere, and of the others those inside their clusters.
std::vector<sim::Link> links_of(const std::vector<sim::City>& cities,
                                const std::vector<sim::PlaceIndex>& hubs) {
  std::vector<sim::City> lying;
  std::vector<sim::PlaceIndex> place, hubs_lying;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    if (!lies_somewhere(cities[i])) continue;
    const auto here = static_cast<sim::PlaceIndex>(i);
    if (std::find(hubs.begin(), hubs.end(), here) != hubs.end())
      hubs_lying.push_back(static_cast<sim::PlaceIndex>(lying.size()));
    lying.push_back(cities[i]);
    place.push_back(here);
  }
  std::vector<sim::Link> links;
  if (lying.size() > 1)
    for (const sim::Link& link : sim::usual_links(lying, hubs_lying))
      links.push_back(
          {place[link.a], place[link.b], link.kind, std::max(shortest_link_km, link.length_km)});
  for (std::size_t a = 0; a < cities.size(); ++a)
    for (std::size_t b = a + 1; b < cities.size(); ++b)
      if (cities[a].cluster != sim::independent_cluster && cities[a].cluster == cities[b].cluster &&
          (!lies_somewhere(cities[a]) || !lies_somewhere(cities[b])))
        links.push_back({static_cast<sim::PlaceIndex>(a), static_cast<sim::PlaceIndex>(b),
                         "cluster", assumed_link_km});
  return links;
}

// Every cluster's name as the user wrote it, with its id.
std::map<std::string, std::string> cluster_ids(const DerivedStudy& study) {
  std::set<std::string> distinct;
  for (const DerivedRegion& region : study.regions)
    if (!region.cluster.empty() && region.cluster != sim::independent_cluster)
      distinct.insert(region.cluster);
  const std::vector<std::string> names(distinct.begin(), distinct.end());
  const std::vector<std::string> ids = ids_from_names(names, "cluster");
  std::map<std::string, std::string> of_name;
  for (std::size_t i = 0; i < names.size(); ++i) of_name[names[i]] = ids[i];
  return of_name;
}

double log_sd_of(const std::vector<double>& log_sds, std::size_t region) {
  return log_sds.empty() ? 0.0 : log_sds[region];
}

struct Share {
  const char* measure;
  const Amounts& of;
  const std::vector<double>& log_sds;
  double least_log_sd;
  bool counted;
  std::string source;
};

void share_rows(const PlacedStudy& placed, const Share& share, std::string& text) {
  const DerivedStudy& study = placed.study;
  for (std::size_t region = 0; region < study.regions.size(); ++region) {
    const double log_sd = std::max(share.least_log_sd, log_sd_of(share.log_sds, region));
    for (std::size_t year = 0; year < study.years(); ++year) {
      const bool counted =
          share.counted && (study.observed_years.empty() || study.observed_years[year]);
      line(text, "{},{},{},{:.12g},{:.3g},{},{}", placed.ids[region], share.measure,
           study.first + static_cast<int>(year),
           share.of.regions[region][year] / share.of.world[year], log_sd,
           counted ? "derived" : "assumed", share.source);
    }
  }
}

void quotient_rows(const PlacedStudy& placed, const char* measure, const Amounts& own,
                   const Amounts& all, std::string& text) {
  const DerivedStudy& study = placed.study;
  for (std::size_t region = 0; region < study.regions.size(); ++region)
    for (std::size_t year = 0; year < study.years(); ++year)
      if (const double lq = quotient(own, all, region, year); !std::isnan(lq))
        line(text, "{},{},{},{:.12g},1,{}", measure, placed.ids[region],
             study.first + static_cast<int>(year), lq, cell(study.source));
}

}  // namespace

bool PlacedStudy::has_coordinates() const {
  return std::all_of(cities.begin(), cities.end(), lies_somewhere);
}

bool PlacedStudy::has_clusters() const {
  return std::any_of(cities.begin(), cities.end(), [](const sim::City& city) {
    return city.cluster != sim::independent_cluster;
  });
}

PlacedStudy placed(const DerivedStudy& study) {
  std::vector<std::string> names;
  for (const DerivedRegion& region : study.regions) names.push_back(region.name);
  PlacedStudy result{study, ids_from_names(names), {}, {}, {}};
  const auto clusters = cluster_ids(study);
  for (std::size_t i = 0; i < study.regions.size(); ++i) {
    const DerivedRegion& region = study.regions[i];
    const auto cluster = clusters.find(region.cluster);
    result.cities.push_back(
        {result.ids[i], region.name, region.name_zh, region.country.empty() ? "XX" : region.country,
         region.latitude_degrees, region.longitude_degrees,
         cluster == clusters.end() ? sim::independent_cluster : cluster->second});
  }
  result.hubs = largest_regions(study);
  result.links = links_of(result.cities, result.hubs);
  return result;
}

double quotient(const Amounts& own, const Amounts& all, std::size_t region, std::size_t year) {
  return own.regions[region][year] / all.regions[region][year] /
         (own.world[year] / all.world[year]);
}

std::string cell(const std::string& words) {
  if (words.find_first_of(",\"\r\n") == std::string::npos) return words;
  std::string quoted = "\"";
  for (const char letter : words) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + '"';
}

std::string cities_table(const PlacedStudy& placed) {
  std::string text = "city,name_en,name_zh,country,lat,lon,cluster,governance\n";
  for (std::size_t i = 0; i < placed.cities.size(); ++i) {
    const sim::City& city = placed.cities[i];
    const std::string& governance = placed.study.regions[i].governance;
    const std::string where =
        lies_somewhere(city) ? fmt::format("{},{}", city.latitude_degrees, city.longitude_degrees)
                             : ",";
    line(text, "{},{},{},{},{},{},{}", city.id, cell(city.name_en), cell(city.name_zh),
         city.country, where, city.cluster, governance.empty() ? "market" : governance);
  }
  return text;
}

std::string clusters_table(const PlacedStudy& placed) {
  std::string text = "cluster,name_en,name_zh\n";
  for (const auto& [name, id] : cluster_ids(placed.study))
    line(text, "{},{},{}", id, cell(name), cell(name));
  return text;
}

std::string links_table(const PlacedStudy& placed) {
  std::string text = "city_a,city_b,kind,length_km,source\n";
  for (const sim::Link& link : placed.links) {
    const bool measured =
        lies_somewhere(placed.cities[link.a]) && lies_somewhere(placed.cities[link.b]);
    line(text, "{},{},{},{:.1f},{}", placed.ids[link.a], placed.ids[link.b], link.kind,
         link.length_km,
         measured ? "from the coordinates" : "assumed: one of them has no coordinates");
  }
  return text;
}

std::string observed_table(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::string text = "measure,city,year,value,unit,source\n";
  if (study.firms_counted) quotient_rows(placed, "lq_count", study.firms, study.all_firms, text);
  if (!study.revenue_usd) return text;
  quotient_rows(placed, "lq_revenue", *study.revenue_usd, *study.all_revenue_usd, text);
  for (std::size_t region = 0; region < study.regions.size(); ++region)
    for (std::size_t year = 0; year < study.years(); ++year)
      if (const double usd = study.revenue_usd->regions[region][year]; !std::isnan(usd))
        line(text, "revenue,{},{},{:.12g},USD,{}", placed.ids[region],
             study.first + static_cast<int>(year), usd, cell(study.source));
  return text;
}

std::string background_table(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::string text = "city,measure,year,value,log_sd,kind,source\n";
  const bool counted = study.firms_counted, earned = study.all_revenue_usd.has_value();
  share_rows(
      placed,
      {"firm_share", study.all_firms, study.share_log_sd, counted ? 0.0 : assumed_share_log_sd,
       counted, counted ? cell(study.source) : "assumed to be the share in size"},
      text);
  share_rows(placed,
             {"revenue_share", earned ? *study.all_revenue_usd : study.all_firms,
              earned ? study.revenue_share_log_sd : study.share_log_sd,
              earned ? 0.0 : assumed_share_log_sd, earned,
              earned ? cell(study.source) : "assumed to be the share in firms"},
             text);
  return text;
}

std::string totals_table(const PlacedStudy& placed) {
  const DerivedStudy& study = placed.study;
  std::string text = "measure,year,value,unit,log_sd,kind,source\n";
  const auto rows = [&](const char* measure, const char* unit, const std::vector<double>& values,
                        bool counted, const std::string& source, double times = 1.0) {
    for (std::size_t year = 0; year < study.years(); ++year)
      line(text, "{},{},{:.12g},{},0,{},{}", measure, study.first + static_cast<int>(year),
           times * values[year], unit,
           !counted                                                     ? "assumed"
           : study.observed_years.empty() || study.observed_years[year] ? "derived"
                                                                        : "interpolated",
           source);
  };
  const std::string source = cell(study.source), from_size = "assumed size of a mean firm";
  rows("firms", "firms", study.firms.world, study.firms_counted,
       study.firms_counted ? source : from_size);
  if (study.revenue_usd)
    rows("revenue", "USD", study.revenue_usd->world, true, source);
  else
    rows("revenue", "USD", study.firms.world, false,
         fmt::format("assumed: {:g} USD of a mean firm", assumed_usd_per_firm),
         assumed_usd_per_firm);
  rows("listed_firms", "firms", study.all_firms.world, study.firms_counted,
       study.firms_counted ? source : from_size);
  return text;
}

std::string assumptions_table(const PlacedStudy& placed) {
  std::string text = "city,quantity,value,prior_sd,scale,kind,source\n";
  for (const std::string& id : placed.ids) {
    line(text, "{},endowment,1,{},log,assumed,wide: nothing is known", id, latent_sd);
    line(text, "{},technology,0.5,{},logit,assumed,wide: nothing is known", id, latent_sd);
    line(text, "{},culture,0.5,{},logit,assumed,wide: nothing is known", id, latent_sd);
    line(text, "{},amenity,0,{},linear,assumed,wide: the observations shall decide", id,
         amenity_sd);
    line(text, "{},growth_advantage,0,{},linear,assumed,wide: the observations shall decide", id,
         growth_advantage_sd);
  }
  return text;
}

}  // namespace agglomera::scenarios
