#include "output/report/reading/parts.hpp"

#include <cmath>
#include <map>

namespace agglomera::output::report {

std::vector<Text> part_titles(const Sheet& sheet) {
  static const std::map<std::string, Text> table = {
      {"amenity", {"Amenity, unexplained", "未解释的区位优势"}},
      {"background", {"Background", "背景趋势与惯性"}},
      {"innovation", {"Innovation resources", "创新资源"}},
      {"coupling", {"Coupling", "科技与文化耦合"}},
      {"governance", {"Governance", "定位与治理"}},
      {"radiation_siphoning", {"Radiation, siphoning", "辐射与虹吸"}},
      {"localisation", {"Gathering", "产业集聚"}},
  };
  const auto named = sheet.both("explanation", "part_name");
  std::vector<Text> titles;
  for (const std::string& part : sheet.labels("attribution", "part")) {
    const auto found = table.find(part);
    const std::size_t i = titles.size();
    const bool has_name = i < named.size() && !named[i].empty();
    titles.push_back(has_name ? named[i] : found != table.end() ? found->second : plainly(part));
  }
  return titles;
}

std::vector<std::size_t> cities_explained(const Sheet& sheet, std::size_t measure) {
  const Array observed = sheet.array("change", "observed");
  const Array simulated = sheet.array("change", "mean");
  const auto ids = sheet.labels("change", "city");
  std::vector<std::size_t> with_change, ever;
  for (std::size_t city = 0; city < ids.size(); ++city) {
    if (std::isnan(simulated.at({{"measure", measure}, {"city", city}}))) continue;
    if (!std::isnan(observed.at({{"measure", measure}, {"city", city}})))
      with_change.push_back(city);
    if (sheet.places().place(ids[city]).observed) ever.push_back(city);
  }
  return with_change.empty() ? ever : with_change;
}

Unexplained unexplained_of(const Sheet& sheet, std::size_t measure) {
  const auto value = [&](const char* name, std::size_t city) {
    return sheet.array("change", name).at({{"measure", measure}, {"city", city}});
  };
  const Array parts = sheet.array("attribution", "mean");
  const std::size_t amenity = sheet.index("attribution", "part", "amenity");
  Unexplained all{0, 0, 0, 0, 0};
  double moved = 0, by_amenity = 0;
  for (const std::size_t city : cities_explained(sheet, measure)) {
    const double observed = value("observed", city), left = value("unexplained", city);
    if (std::isnan(observed)) continue;
    ++all.cities;
    all.inside += observed >= value("q05", city) && observed <= value("q95", city);
    all.mean_observed += std::abs(observed);
    all.mean_unexplained += std::abs(left);
    for (std::size_t part = 0; part < parts.size("part"); ++part) {
      const double size =
          std::abs(parts.at({{"measure", measure}, {"part", part}, {"city", city}}));
      if (std::isnan(size)) continue;
      moved += size;
      if (part == amenity) by_amenity += size;
    }
  }
  const auto n = static_cast<double>(all.cities);
  all.mean_observed /= n;  // 0 / 0: none
  all.mean_unexplained /= n;
  all.amenity_share = by_amenity / moved;
  return all;
}

std::vector<std::size_t> certain_nowhere(const Sheet& sheet,
                                         const std::vector<std::string>& measures) {
  if (!sheet.has("told_apart", "share_excluding_zero")) return {};
  const Array share = sheet.array("told_apart", "share_excluding_zero");
  std::vector<std::size_t> nowhere;
  for (std::size_t part = 0; part < share.size("part"); ++part) {
    bool known = false, somewhere = false;
    for (const std::string& name : measures) {
      const std::size_t m = sheet.index("told_apart", "measure", name);
      if (m == share.size("measure")) continue;
      const double value = share.at({{"measure", m}, {"part", part}});
      known = known || !std::isnan(value);
      somewhere = somewhere || value > 0;
    }
    if (known && !somewhere) nowhere.push_back(part);
  }
  return nowhere;
}

Text from_to(const Sheet& sheet) {
  const auto years = sheet.years("observed");
  if (years.empty()) return {"over the run", "模拟期内"};
  return phrase({"from {} to {}", "{}—{}年"}, years.front(), years.back());
}

}  // namespace agglomera::output::report
