#include "scenarios/study/clusters_table.hpp"

#include <fmt/format.h>

#include <set>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { cluster, name_en, name_zh };

}  // namespace

std::map<std::string, sim::Wording> read_cluster_names(const TableText& text, const Frame& frame,
                                                       const std::vector<sim::City>& cities,
                                                       Complaints& complaints) {
  CsvTable table(text.file, text.text, {{"cluster"}, {"name_en"}, {"name_zh"}}, complaints);
  std::set<std::string> clusters;
  for (const sim::City& city : cities)
    if (city.cluster != sim::independent_cluster) clusters.insert(city.cluster);
  const std::vector<std::string> known(clusters.begin(), clusters.end());
  std::map<std::string, sim::Wording> names;
  std::map<std::string, int> first_lines;
  while (table.next()) {
    const std::string& id = table.text(cluster);
    const auto english = table.filled(name_en), chinese = table.filled(name_zh);
    if (frame.cities_known && !clusters.contains(id)) {
      table.complain(cluster,
                     fmt::format("unknown cluster {} (no city of {} is in it)", in_quotes(id),
                                 frame.cities_file),
                     table.wanted() ? suggestion_for(id, known) : "");
      continue;
    }
    const auto [before, fresh] = first_lines.try_emplace(id, table.line());
    if (!fresh)
      table.complain(cluster, fmt::format("cluster {} stands twice (first in line {})",
                                          in_quotes(id), before->second));
    names[id] = {english.value_or(""), chinese.value_or("")};
  }
  return names;
}

}  // namespace agglomera::scenarios
