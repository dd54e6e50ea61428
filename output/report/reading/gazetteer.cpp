#include "output/report/reading/gazetteer.hpp"

#include <cmath>
#include <limits>

namespace agglomera::output::report {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// A variable along city; its default where the group has none.
template <typename Cell>
std::vector<Cell> along_city(const Group& group, const std::string& name, std::size_t cities,
                             const Cell& otherwise) {
  const Variable* variable = group.variable(name);
  const auto* cells = variable ? std::get_if<std::vector<Cell>>(&variable->values) : nullptr;
  return cells && cells->size() == cities ? *cells : std::vector<Cell>(cities, otherwise);
}

std::string in_words(std::string id) {
  for (char& letter : id)
    if (letter == '-') letter = ' ';
  return id;
}

}  // namespace

void Gazetteer::read(const ResultFile& file) {
  for (const Group& group : file.groups)
    if (group.variable("city_zh")) read(group);
  for (const Group& group : file.groups) read(group);
}

void Gazetteer::read(const Group& group) {
  const Dimension* dimension = group.dimension("city");
  if (!dimension || !group.variable("city_name")) return;
  const auto* ids = std::get_if<std::vector<std::string>>(&dimension->labels);
  if (!ids) return;
  const std::size_t n = ids->size();
  const std::string none;
  const auto names = along_city(group, "city_name", n, none);
  const auto names_zh = along_city(group, "city_zh", n, none);
  const auto countries = along_city(group, "country", n, none);
  const auto clusters = along_city(group, "cluster", n, none);
  const auto cluster_names = along_city(group, "cluster_name", n, none);
  const auto cluster_zh = along_city(group, "cluster_zh", n, none);
  const auto latitudes = along_city(group, "latitude", n, unknown);
  const auto longitudes = along_city(group, "longitude", n, unknown);
  const auto observed = along_city<std::int32_t>(group, "observed", n, 1);
  const auto within = [](double degrees, double most) {
    return std::fabs(degrees) <= most ? degrees : unknown;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const std::string& name = names[i].empty() ? (*ids)[i] : names[i];
    const auto [place, is_new] = places_.try_emplace(
        (*ids)[i], Place{in_both(name, names_zh[i]), countries[i], clusters[i],
                         within(latitudes[i], 90), within(longitudes[i], 180), observed[i] != 0});
    if (is_new) ++called_[place->second.name.en];
    if (!clusters[i].empty() && !cluster_names[i].empty())
      clusters_.try_emplace(clusters[i], in_both(cluster_names[i], cluster_zh[i]));
  }
}

Place Gazetteer::place(const std::string& id) const {
  const auto known = places_.find(id);
  if (known != places_.end()) {
    Place place = known->second;
    if (called_.at(place.name.en) > 1) place.name = phrase({"{} ({})", "{}（{}）"}, place.name, id);
    return place;
  }
  return {plainly(id), "", "", unknown, unknown, true};
}

Text Gazetteer::cluster(const std::string& id) const {
  const auto known = clusters_.find(id);
  return known != clusters_.end() ? known->second : plainly(in_words(id));
}

}  // namespace agglomera::output::report
