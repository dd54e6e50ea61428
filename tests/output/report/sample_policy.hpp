// A policy on one of three places, small enough to work out by hand.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "output/report/chart.hpp"
#include "output/report/reading/sheet.hpp"
#include "output/report/section.hpp"
#include "output/store/result_file.hpp"

namespace agglomera::output::report {

using Reals = std::vector<double>;
using Texts = std::vector<std::string>;

inline Variable reals(const std::string& name, const Texts& along, Reals values) {
  return {name, "", "", along, std::move(values)};
}

inline Variable texts(const std::string& name, const Texts& along, Texts values) {
  return {name, "", "", along, std::move(values)};
}

inline Dimension named(const std::string& name, Texts labels) {
  return {name, "", "", std::move(labels)};
}

inline Dimension numbered(const std::string& name, std::vector<std::int64_t> labels) {
  return {name, "", "", std::move(labels)};
}

// The eight variables of effects, all of them `mean` but for the interval of `mean` ± `half`.
inline void add_effects(Group& group, const Texts& along, const Reals& mean, double half,
                        double error) {
  const auto moved = [&](double by) {
    Reals values = mean;
    for (double& value : values) value += by;
    return values;
  };
  Reals positive;
  for (const double value : mean) positive.push_back(value > 0 ? 0.9 : value < 0 ? 0.1 : 0.5);
  group.variables.push_back(reals("mean", along, mean));
  group.variables.push_back(reals("q05", along, moved(-half)));
  group.variables.push_back(reals("q25", along, moved(-half / 2)));
  group.variables.push_back(reals("q50", along, mean));
  group.variables.push_back(reals("q75", along, moved(half / 2)));
  group.variables.push_back(reals("q95", along, moved(half)));
  group.variables.push_back(reals("p_positive", along, positive));
  group.variables.push_back(reals("monte_carlo_se", along, Reals(mean.size(), error)));
}

// Four members, the years 2017 and 2018; in 2018 each policy adds `gains` to the firms of Beijing (a
// row of four members each) and takes one firm from Hefei, where nothing was ever observed. A firm
// count below 0: the run failed.
inline ResultFile policy_of(const std::vector<std::vector<int>>& gains) {
  const std::size_t policies = gains.size();
  Texts names, scenarios = {"baseline"};
  for (std::size_t p = 0; p < policies; ++p) names.push_back("policy-" + std::to_string(p + 1));
  scenarios.insert(scenarios.end(), names.begin(), names.end());
  const Dimension city = named("city", {"beijing", "hefei", "rest-of-world"});
  const Dimension year = numbered("year", {2017, 2018});

  std::vector<std::int32_t> firms;
  for (std::size_t s = 0; s <= policies; ++s)
    for (std::size_t m = 0; m < 4; ++m) {
      const int gain = s == 0 ? 0 : gains[s - 1][m];
      const bool failed = gain < -90;
      for (const int count : {10, failed ? -1 : 10 + gain, 5, s == 0 ? 5 : 4, 100, 100})
        firms.push_back(count);
    }
  Reals other(firms.size(), 1.0);
  const Texts all = {"scenario", "member", "city", "year"};
  Group series{
      "series", {named("scenario", scenarios), numbered("member", {1, 2, 3, 4}), city, year}, {}};
  series.variables = {reals("lq_count", all, other),
                      reals("lq_revenue", all, other),
                      {"firms", "", "", all, firms},
                      reals("revenue", all, other),
                      texts("city_name", {"city"}, {"Beijing", "Hefei", "Rest of the world"}),
                      texts("city_zh", {"city"}, {"北京", "合肥", "其他"}),
                      texts("country", {"city"}, {"CN", "CN", ""}),
                      texts("cluster", {"city"}, {"", "", ""}),
                      reals("latitude", {"city"}, {39.9, 31.8, NAN}),
                      reals("longitude", {"city"}, {116.4, 117.2, NAN}),
                      {"observed", "", "", {"city"}, std::vector<std::int32_t>{1, 0, 1}}};

  const Texts along = {"scenario", "measure", "city", "year"};
  Group effect{"effect",
               {named("scenario", names), named("measure", {"lq_count", "firms"}), city, year},
               {}};
  Reals mean;
  std::vector<std::int32_t> treated;
  for (std::size_t p = 0; p < policies; ++p) {
    double sum = 0;
    for (const int gain : gains[p]) sum += gain / 4.0;
    for (const double value : {0.0, 0.2, 0.0, -0.1, 0.0, 0.0, 0.0, sum, 0.0, -1.0, 0.0, 0.0})
      mean.push_back(value);
    treated.insert(treated.end(), {1, 0, 0});
  }
  add_effects(effect, along, mean, 0.0, 0.05);
  effect.variables.push_back(texts("unit", {"measure"}, {"1", "firms"}));
  effect.variables.push_back({"treated", "", "", {"scenario", "city"}, treated});
  return {"policy", {}, {}, {series, effect}};
}

inline Group distance_group(double to_siphoning, double to_spread) {
  Group group{
      "distance", {named("scenario", {"policy-1"}), named("band", {"near", "empty", "far"})}, {}};
  group.variables = {reals("from_km", {"band"}, {0, 100, 2500}),
                     reals("to_km", {"band"}, {100, 2500, INFINITY}),
                     reals("cities", {"scenario", "band"}, {3, 0, 31})};
  for (const std::string kind : {"spill", "siphoned", "net"})
    for (const char* at : {"_mean", "_q05", "_q95"})
      group.variables.push_back(
          reals(kind + at, {"scenario", "band"}, {kind == "siphoned" ? -0.25 : 0.125, NAN, 0.0}));
  for (const std::string way : {"to_siphoning", "to_spread"}) {
    group.variables.push_back(
        reals(way, {"scenario"}, {way == "to_spread" ? to_spread : to_siphoning}));
    for (const char* at : {"_km_q05", "_km_q50", "_km_q95"})
      group.variables.push_back(reals(way + at, {"scenario"}, {69}));
  }
  return group;
}

// Column of numbers (texts) of a table; throws std::out_of_range when there is none of that kind.
inline Reals numbers_in(const Table& table, const std::string& name) {
  for (const Column& column : table.columns())
    if (column.name == name) return std::get<std::vector<double>>(column.cells);
  throw std::out_of_range(name);
}
inline Texts english_in(const Table& table, const std::string& name) {
  for (const Column& column : table.columns())
    if (column.name == name) {
      Texts english;
      for (const Text& text : std::get<std::vector<Text>>(column.cells)) english.push_back(text.en);
      return english;
    }
  throw std::out_of_range(name);
}

// Texts that one language lacks, wherever they are.
inline int one_sided(const Json& json) {
  int found = 0;
  if (json.is_object() && json.contains("en") && json.contains("zh"))
    return json["en"].get<std::string>().empty() || json["zh"].get<std::string>().empty() ? 1 : 0;
  if (json.is_structured())
    for (const Json& part : json) found += one_sided(part);
  return found;
}

}  // namespace agglomera::output::report
