// A run made by hand: alpha and beta (of one cluster) and gamma, then the rest of the world, which
// lies nowhere. What is not set is 1 in every member; nothing is observed unless it is said.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "output/report/reading/sheet.hpp"
#include "output/report/section.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {

constexpr double nothing = missing;
enum : std::size_t { alpha, beta, gamma_city, rest, places };

class MadeRun {
 public:
  MadeRun(std::vector<std::int64_t> years, std::size_t members)
      : years_(std::move(years)), members_(members) {
    for (const char* measure : {"lq_count", "lq_revenue", "firms", "revenue"})
      series_[measure].assign(members_ * places * years_.size(), 1.0);
    for (const char* measure : {"lq_count", "lq_revenue"})
      observed_[measure].assign(places * years_.size(), nothing);
  }

  void simulate(const std::string& measure, std::size_t city, std::size_t year,
                const std::vector<double>& members) {
    for (std::size_t m = 0; m < members_; ++m)
      series_[measure][(m * places + city) * years_.size() + year] = members.at(m);
  }
  void simulate_all(double value) {
    for (auto& [measure, values] : series_) values.assign(values.size(), value);
  }
  void observe(const std::string& measure, std::size_t city, std::size_t year, double value) {
    observed_[measure][city * years_.size() + year] = value;
  }

  ResultFile file(bool with_observed = true) const {
    const std::vector<std::string> cities = {"alpha", "beta", "gamma", "rest-of-world"};
    const std::vector<std::string> all = {"scenario", "member", "city", "year"};
    std::vector<std::int64_t> numbers;
    for (std::size_t m = 0; m < members_; ++m) numbers.push_back(static_cast<std::int64_t>(m) + 1);
    Group series{"series",
                 {{"scenario", "1", "", std::vector<std::string>{"baseline"}},
                  {"member", "1", "", numbers},
                  {"city", "1", "", cities},
                  {"year", "year", "", years_}},
                 {}};
    for (const auto& [measure, values] : series_)
      series.variables.push_back({measure, "1", "", all, values});
    const std::vector<std::string> by_city = {"city"};
    series.variables.push_back({"city_name", "1", "", by_city,
                                std::vector<std::string>{"Alpha", "Beta", "Gamma", "Rest"}});
    series.variables.push_back(
        {"city_zh", "1", "", by_city, std::vector<std::string>{"甲", "乙", "丙", "其他"}});
    series.variables.push_back(
        {"country", "1", "", by_city, std::vector<std::string>{"A", "B", "C", ""}});
    series.variables.push_back({"cluster", "1", "", by_city,
                                std::vector<std::string>{"two-cities", "two-cities", "alone", ""}});
    series.variables.push_back(
        {"latitude", "degrees", "", by_city, std::vector<double>{30, 31, -30, nothing}});
    series.variables.push_back(
        {"longitude", "degrees", "", by_city, std::vector<double>{10, 12, 120, nothing}});
    ResultFile file;
    file.filetype = "run";
    file.groups.push_back(std::move(series));
    if (!with_observed) return file;
    Group observed{"observed", {{"city", "1", "", cities}, {"year", "year", "", years_}}, {}};
    for (const auto& [measure, values] : observed_)
      observed.variables.push_back({measure, "1", "", {"city", "year"}, values});
    file.groups.push_back(std::move(observed));
    return file;
  }

 private:
  std::vector<std::int64_t> years_;
  std::size_t members_;
  std::map<std::string, std::vector<double>> series_, observed_;
};

// What a section or a headline makes of a file.
template <typename Write>
auto written(const ResultFile& file, Write write) {
  Gazetteer gazetteer;
  gazetteer.read(file);
  return write(Sheet(file, "made.h5", gazetteer));
}

inline const Column& column(const Table& table, const std::string& name) {
  for (const Column& column : table.columns())
    if (column.name == name) return column;
  throw std::out_of_range("no column " + name);
}
inline std::vector<double> numbers_in(const Table& table, const std::string& name) {
  return std::get<std::vector<double>>(column(table, name).cells);
}
inline std::vector<std::string> words_in(const Table& table, const std::string& name) {
  std::vector<std::string> words;
  for (const Text& text : std::get<std::vector<Text>>(column(table, name).cells))
    words.push_back(text.en);
  return words;
}

inline bool in_both_languages(const Text& text) { return !text.en.empty() && !text.zh.empty(); }

}  // namespace agglomera::output::report
