// Small results of calibrations, backtests and explanations, with numbers that a hand can check.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"
#include "output/report/section.hpp"
#include "sim/missing.hpp"
#include "tests/output/store/sample_results.hpp"

namespace agglomera::output::report {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;
using Whole = std::vector<std::int64_t>;
using Flags = std::vector<std::int32_t>;

// The file outlives the sheet.
struct Read {
  explicit Read(ResultFile result) : file(std::move(result)) { places.read(file); }
  Sheet sheet() const { return Sheet(file, "sample.h5", places); }
  ResultFile file;
  Gazetteer places;
};

// One parameter that is told (contraction 0.75) and one that is not, and the amenity of Beijing.
// Predictions of Beijing in 2009 are 1, 2, 3, 4, 5; observed is `observed`.
inline ResultFile sample_posterior(double observed = 3) {
  const Names numbers = {"exit_rate", "entrant_size", "amenity:beijing"};
  const Names per_number = {"number"}, draws = {"chain", "draw"};
  const Names in_city = {"chain", "draw", "city"};
  const Dimension chain = {"chain", "", "", Whole{0}},
                  draw = {"draw", "", "", Whole{0, 1, 2, 3, 4}},
                  city = {"city", "", "", Names{"beijing"}}, year = {"year", "", "", Whole{2009}};
  const auto believed = [&](const char* name) {
    return Group{name,
                 {chain, draw, city},
                 {{"exit_rate", "", "", draws, Numbers{0.01, 0.02, 0.03, 0.04, 0.05}},
                  {"entrant_size", "", "", draws, Numbers{1, 2, 3, 4, 5}},
                  {"amenity", "", "", in_city, Numbers{-2, -1, 0, 1, 2}}}};
  };
  const Group deviations = {"deviations",
                            {draw, {"number", "", "", numbers}},
                            {{"posterior", "", "", {"draw", "number"}, Numbers(15, 0.5)},
                             {"mean", "", "", per_number, Numbers{0.5, 0.1, 0.9}},
                             {"sd", "", "", per_number, Numbers{0.5, 0.99, 0.7}},
                             {"contraction", "", "", per_number, Numbers{0.75, 0.02, 0.51}},
                             {"identified", "", "", per_number, Flags{1, 0, 1}},
                             {"usual", "", "", per_number, Numbers{0.03, 3, 0}},
                             {"q05", "", "", per_number, Numbers{0.02, 1.5, 0.2}},
                             {"q50", "", "", per_number, Numbers{0.03, 3, 0.9}},
                             {"q95", "", "", per_number, Numbers{0.04, 4.5, 1.6}}}};
  return {"posterior",
          sample_attributes(),
          {},
          {believed("posterior"),
           believed("prior"),
           deviations,
           {"posterior_predictive",
            {chain, draw, city, year},
            {{"lq_count", "", "", {"chain", "draw", "city", "year"}, Numbers{1, 2, 3, 4, 5}}}},
           {"observed_data",
            {city, year},
            {{"lq_count", "", "", {"city", "year"}, Numbers{observed}}}}}};
}

// The model and two simple forecasts of one measure; `skill` and `p` at horizons 1 and 2.
inline ResultFile sample_backtest(Numbers skill = {0.25, -0.5}, Numbers p = {0.05, 0.02}) {
  const Names all = {"measure", "method", "horizon"}, own = {"measure", "horizon"};
  const Names forecast = {"origin", "horizon", "member", "city"};
  const Dimension horizon = {"horizon", "", "", Whole{1, 2}},
                  city = {"city", "", "", Names{"beijing", "boston"}};
  Group scores = {"scores",
                  {{"measure", "", "", Names{"lq_count"}},
                   {"method", "", "", Names{"model", "drift", "persistence"}},
                   horizon},
                  {{"targets", "", "", all, Flags(6, 10)},
                   {"crps", "", "", all, Numbers{0.3, 0.6, 0.5, 0.4, 0.4, 0.9}}}};
  for (const char* name : {"log_crps", "mae", "energy", "coverage_50", "coverage_90",
                           "coverage_90_low", "coverage_90_high", "pit_distance"})
    scores.variables.push_back({name, "", "", all, Numbers(6, 0.8)});
  scores.variables.push_back({"skill", "", "", own, std::move(skill)});
  scores.variables.push_back({"sign_flip_p", "", "", own, std::move(p)});
  // Beijing is forecast from 2010 for 2011 and 2012 by two members; Boston never.
  const Numbers members = {2, missing, 4, missing, 3, missing, 7, missing};
  return {"backtest",
          sample_attributes(),
          {},
          {{"forecast",
            {{"origin", "", "", Whole{2010}}, horizon, {"member", "", "", Whole{0, 1}}, city},
            {{"lq_count", "", "", forecast, members},
             {"lq_revenue", "", "", forecast, Numbers(8, missing)}}},
           scores,
           {"observed",
            {city, {"year", "", "", Whole{2010, 2011, 2012}}},
            {{"lq_count", "", "", {"city", "year"}, Numbers{1, 2.5, missing, 1, 1, 1}},
             {"lq_revenue", "", "", {"city", "year"}, Numbers(6, missing)}}}}};
}

// Two cities, amenity and background. Beijing: observed +3, simulated median 2, mean 2.5 = 4 − 1.5.
// Boston: observed −1, simulated median and mean −0.5 = −1 + 0.5.
inline ResultFile sample_explain(double correlation = 0.2, double observed_beijing = 3,
                                 double observed_boston = -1) {
  const Names by_city = {"measure", "city"}, by_part = {"measure", "part", "city"};
  const Names parts = {"amenity", "background"};
  const Dimension measure = {"measure", "", "", Names{"lq_count"}},
                  city = {"city", "", "", Names{"beijing", "boston"}},
                  part = {"part", "", "", parts};
  const Group change = {
      "change",
      {measure, city},
      {{"unexplained", "", "", by_city, Numbers{observed_beijing - 2, observed_boston + 0.5}},
       {"observed", "", "", by_city, Numbers{observed_beijing, observed_boston}},
       {"mean", "", "", by_city, Numbers{2.5, -0.5}},
       {"q05", "", "", by_city, Numbers{0, -0.8}},
       {"q25", "", "", by_city, Numbers{1, -0.6}},
       {"q50", "", "", by_city, Numbers{2, -0.5}},
       {"q75", "", "", by_city, Numbers{3, -0.4}},
       {"q95", "", "", by_city, Numbers{5, -0.2}}}};
  Group attribution = {"attribution",
                       {measure, part, city},
                       {{"mean", "", "", by_part, Numbers{4, -1, -1.5, 0.5}},
                        {"q05", "", "", by_part, Numbers{1, -2, -3, -1}},
                        {"q95", "", "", by_part, Numbers{7, 1, 1, 2}}}};
  const Group told = {
      "told_apart",
      {measure, part, {"other_part", "", "", parts}},
      {{"over_cities",
        "",
        "",
        {"measure", "part", "other_part"},
        Numbers{missing, correlation, correlation, missing}},
       {"over_members", "", "", {"measure", "part", "other_part"}, Numbers(4, missing)},
       {"share_excluding_zero", "", "", {"measure", "part"}, Numbers{0.5, 0}}}};
  const Group observed = {"observed",
                          {city, {"year", "", "", Whole{2008, 2017}}},
                          {{"lq_count", "", "", {"city", "year"}, Numbers(4, 1)},
                           {"lq_revenue", "", "", {"city", "year"}, Numbers(4, 1)}}};
  return {"explain", sample_attributes(), {}, {change, attribution, told, observed}};
}

// --- reading what was made ------------------------------------------------------------------------

inline const Column* column(const Table& table, const std::string& name) {
  for (const Column& of : table.columns())
    if (of.name == name) return &of;
  return nullptr;
}

inline Numbers numbers_in(const Table& table, const std::string& name) {
  return std::get<Numbers>(column(table, name)->cells);
}

inline Names english_in(const Table& table, const std::string& name) {
  Names words;
  for (const Text& text : std::get<std::vector<Text>>(column(table, name)->cells))
    words.push_back(text.en);
  return words;
}

inline const Chart* chart(const std::vector<Chart>& charts, const std::string& id) {
  for (const Chart& of : charts)
    if (of.id == id) return &of;
  return nullptr;
}

inline bool in_both_languages(const Text& text) { return !text.en.empty() && !text.zh.empty(); }

// Every title, sentence and heading in both languages, and never a chart without a row.
inline bool whole(const std::vector<Chart>& charts) {
  for (const Chart& of : charts) {
    if (of.table.rows() == 0 || !in_both_languages(of.title) || !in_both_languages(of.says) ||
        !in_both_languages(of.note))
      return false;
    for (const Column& one : of.table.columns())
      if (!in_both_languages(one.title)) return false;
  }
  return true;
}

}  // namespace agglomera::output::report
