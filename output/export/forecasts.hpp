// The forecasts that a result holds: ensembles of LQs for years that its members did not know of.
//
// A backtest forecasts from each of its origins. A run or policy whose years go on after the last
// observed one forecasts once, from that year; each of its scenarios counts as a model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_stream.hpp"

namespace agglomera::output {

struct ForecastModel {
  std::string name;  // letters, digits and underscores
  std::string said;  // as the result has it
};

// All forecasts of one model from one origin.
struct Round {
  std::size_t model;
  std::int64_t origin;                 // year
  std::vector<std::int64_t> horizons;  // years after it
  std::vector<std::uint64_t> start;  // of the first horizon's cells, in the order of the dimensions
};

struct Observation {
  std::int64_t year;
  std::string target;
  std::string city;
  double value;
};

struct Forecasts {
  // Throws sim::InputError when the result holds none, with how to come by one. Keeps no hold of it
  // but of its outline.
  explicit Forecasts(const ResultStream& result);

  const Group* group;  // that holds them
  std::vector<ForecastModel> models;
  std::vector<Round> rounds;
  std::vector<const Variable*> targets;  // lq_count, lq_revenue

  const std::vector<std::string>& cities() const;
  std::string_view name(std::size_t city) const;  // empty where there is none
  std::string_view name_zh(std::size_t city) const;
  std::uint64_t members() const;
  std::uint64_t pieces() const;  // horizons of all rounds times targets

  // The members of each city, missing ones as NaN; `step`: place in the round's horizons.
  std::vector<std::vector<double>> ensembles(const ResultStream& result, const Variable& target,
                                             const Round& round, std::size_t step) const;

  // Of the targets, by year, target and city; no missing ones.
  std::vector<Observation> observations(const ResultStream& result) const;

 private:
  void find_origins();                                           // of a backtest
  void find_continuation(const ResultStream&);                   // of a run
  std::int64_t last_observed(const ResultStream& result) const;  // 0: nothing was

  const ResultFile* outline_;
  const Group* observed_ = nullptr;
  std::vector<std::string> names_, names_zh_;
};

}  // namespace agglomera::output
