// Small results that fit the schema, for the tests of the store; the numbers mean nothing.
#pragma once

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>
#include <string>

#include "output/store/result_file.hpp"

namespace agglomera::output {

// A folder of its own for every test, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "agglomera-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& place) {
  std::ifstream file(place, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const std::filesystem::path& place, const std::string& bytes) {
  std::ofstream(place, std::ios::binary) << bytes;
}

inline std::vector<double> noise(std::size_t count) {
  std::mt19937_64 random(20081217);
  std::uniform_real_distribution<double> uniform(0, 4);
  std::vector<double> values(count);
  for (double& value : values) value = uniform(random);
  return values;
}

inline Group sample_series(std::vector<std::string> scenarios, int members) {
  const std::vector<std::string> all = {"scenario", "member", "city", "year"};
  const std::size_t cells = scenarios.size() * static_cast<std::size_t>(members) * 3 * 2;
  std::vector<std::int64_t> numbers;
  for (int member = 1; member <= members; ++member) numbers.push_back(member);
  std::vector<double> quotients = noise(cells);
  quotients.back() = std::numeric_limits<double>::quiet_NaN();
  const double nowhere = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> cities = {"beijing", "singapore", "rest-of-world"};
  std::vector<std::string> names = {"Beijing", "Singapore", "Rest of the world"};
  std::vector<std::string> chinese = {"北京", "新加坡", "其他"};
  std::vector<std::string> countries = {"China", "Singapore", ""};
  std::vector<std::string> clusters = {"beijing-tianjin-hebei", "", ""};
  return {"series",
          {{"scenario", "", "", std::move(scenarios)},
           {"member", "", "", numbers},
           {"city", "", "", cities},
           {"year", "", "", std::vector<std::int64_t>{2008, 2009}}},
          {{"lq_count", "", "", all, quotients},
           {"lq_revenue", "", "", all, noise(cells)},
           {"firms", "", "", all, std::vector<std::int32_t>(cells, 7)},
           {"revenue", "", "", all, noise(cells)},
           {"city_name", "", "", {"city"}, names},
           {"city_zh", "", "", {"city"}, chinese},
           {"country", "", "", {"city"}, countries},
           {"cluster", "", "", {"city"}, clusters},
           {"latitude", "", "", {"city"}, std::vector<double>{39.9, 1.35, nowhere}},
           {"longitude", "", "", {"city"}, std::vector<double>{116.4, 103.8, nowhere}},
           {"observed", "", "", {"city"}, std::vector<std::int32_t>{1, 1, 0}}}};
}

inline std::vector<Attribute> sample_attributes() {
  return {{"agglomera_version", "0.1.0"},
          {"git_revision", "unknown"},
          {"created", "2024-01-01T00:00:00Z"},
          {"command", "agglomera run baseline.toml -o run.h5"},
          {"seed", std::int64_t{20081217}}};
}

inline ResultFile sample_run(int members = 4) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> cities = {"beijing", "singapore"};
  const Group observed = {
      "observed",
      {{"city", "", "", cities}, {"year", "", "", std::vector<std::int64_t>{2008, 2009}}},
      {{"lq_count", "", "", {"city", "year"}, std::vector<double>{1.2, 1.3, 0, missing}},
       {"lq_revenue", "", "", {"city", "year"}, std::vector<double>{2.2, 2.3, 0, missing}}}};
  std::vector<std::string> parameters = {"beta_localisation", "exit_rate"};
  std::vector<std::string> meanings = {"pull of own specialisation, β_L", "yearly hazard of exit"};
  std::vector<std::string> units = {"1", "1/year"};
  std::vector<std::int64_t> two = {1, 2};
  const Group values = {
      "parameters",
      {{"member", "", "", two}, {"parameter", "", "", parameters}},
      {{"value", "", "", {"member", "parameter"}, std::vector<double>{0.7, 0.066, 0.71, 0.07}},
       {"text", "", "", {"parameter"}, meanings},
       {"unit", "", "", {"parameter"}, units}}};
  return {"run",
          sample_attributes(),
          {{"study.toml", "format = 1\nname = \"数字媒体\"\n"}, {"cities.csv", "id,name\n"}},
          {sample_series({"baseline"}, members), observed, values}};
}

inline ResultFile sample_policy() {
  const std::vector<std::string> all = {"scenario", "measure", "city", "year"};
  std::vector<std::string> policies = {"strengthen"};
  std::vector<std::string> measures = {"lq_count", "firms"};
  std::vector<std::string> units = {"1", "firms"};
  std::vector<std::string> cities = {"beijing", "singapore"};
  Group effect = {"effect",
                  {{"scenario", "", "", policies},
                   {"measure", "", "", measures},
                   {"city", "", "", cities},
                   {"year", "", "", std::vector<std::int64_t>{2018}}},
                  {}};
  for (const char* name :
       {"mean", "q05", "q25", "q50", "q75", "q95", "p_positive", "monte_carlo_se"})
    effect.variables.push_back({name, "", "", all, noise(4)});
  effect.variables.push_back({"unit", "", "", {"measure"}, units});
  return {
      "policy", sample_attributes(), {}, {sample_series({"baseline", "strengthen"}, 2), effect}};
}

}  // namespace agglomera::output
