// Results and ensembles small enough to work out by hand: the cities alpha and beta and the rest of
// the world, every number said by the test.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

inline constexpr double missing_number = std::numeric_limits<double>::quiet_NaN();

enum Place : std::size_t { alpha, beta, rest, small_places };

// A run in which nothing is, until a test says it: zeros simulated, nothing observed or stated.
class HandMadeRun {
 public:
  HandMadeRun(std::vector<std::int64_t> years, int members)
      : years_(std::move(years)), members_(static_cast<std::size_t>(members)),
        cells_(members_ * small_places * years_.size()), lq_count_(cells_), lq_revenue_(cells_),
        revenue_(cells_), firms_(cells_), observed_lq_count_(small_places * years_.size(), missing_number),
        observed_lq_revenue_(observed_lq_count_), observed_revenue_(observed_lq_count_) {}

  // Values of the members in one place and year, counted from 0.
  void simulate(const std::string& measure, Place place, std::size_t year,
                const std::vector<double>& values) {
    for (std::size_t member = 0; member < members_; ++member) {
      const std::size_t at = (member * small_places + place) * years_.size() + year;
      if (measure == "firms") firms_[at] = static_cast<std::int32_t>(values.at(member));
      else real(measure)[at] = values.at(member);
    }
  }
  void observe(const std::string& measure, Place place, std::size_t year, double value) {
    auto& all = measure == "lq_count"     ? observed_lq_count_
                : measure == "lq_revenue" ? observed_lq_revenue_
                                          : observed_revenue_;
    all[place * years_.size() + year] = value;
  }
  void state(const std::string& fact, const std::string& cities, int from, int to,
             const std::string& relation, double value, const std::string& unit = "",
             const std::string& note = "") {
    numbers_.push_back(static_cast<std::int64_t>(numbers_.size()) + 1);
    facts_.push_back(fact), fact_cities_.push_back(cities), relations_.push_back(relation);
    from_.push_back(from), to_.push_back(to), stated_.push_back(value);
    units_.push_back(unit), notes_.push_back(note);
  }
  void fail(std::size_t member) {
    for (std::size_t i = 0; i < small_places * years_.size(); ++i) {
      const std::size_t at = member * small_places * years_.size() + i;
      lq_count_[at] = lq_revenue_[at] = revenue_[at] = missing_number;
      firms_[at] = -1;
    }
  }

  output::ResultFile file() const {
    using Texts = std::vector<std::string>;
    std::vector<std::int64_t> members;
    for (std::size_t m = 0; m < members_; ++m) members.push_back(static_cast<std::int64_t>(m));
    const output::Dimension cities{"city", "", "", Texts{"alpha", "beta", "rest-of-world"}};
    const output::Dimension years{"year", "", "", years_};
    const Texts all = {"scenario", "member", "city", "year"}, by_city = {"city", "year"};
    output::ResultFile file;
    file.filetype = "run";
    file.attributes = {{"agglomera_version", "0"}, {"git_revision", "none"},
                       {"created", "1970-01-01T00:00:00Z"}, {"command", "by hand"},
                       {"seed", std::int64_t{1}}};
    file.groups.push_back({"series",
                           {{"scenario", "", "", Texts{"baseline"}}, {"member", "", "", members},
                            cities, years},
                           {{"lq_count", "", "", all, lq_count_},
                            {"lq_revenue", "", "", all, lq_revenue_},
                            {"firms", "", "", all, firms_},
                            {"revenue", "", "", all, revenue_},
                            {"city_name", "", "", {"city"}, Texts{"Alpha", "Beta", "Rest"}},
                            {"country", "", "", {"city"}, Texts{"XA", "XB", ""}},
                            {"cluster", "", "", {"city"}, Texts{"", "", ""}},
                            {"latitude", "", "", {"city"}, std::vector<double>(3)},
                            {"longitude", "", "", {"city"}, std::vector<double>(3)},
                            {"observed", "", "", {"city"}, std::vector<std::int32_t>{1, 0, 0}}}});
    file.groups.push_back({"observed",
                           {cities, years},
                           {{"lq_count", "", "", by_city, observed_lq_count_},
                            {"lq_revenue", "", "", by_city, observed_lq_revenue_},
                            {"revenue", "", "", by_city, observed_revenue_}}});
    if (!facts_.empty()) {
      const Texts along = {"fact_number"};
      file.groups.push_back({"stated_facts",
                             {{"fact_number", "", "", numbers_}},
                             {{"fact", "", "", along, facts_}, {"city", "", "", along, fact_cities_},
                              {"year_from", "", "", along, from_}, {"year_to", "", "", along, to_},
                              {"relation", "", "", along, relations_},
                              {"value", "", "", along, stated_}, {"unit", "", "", along, units_},
                              {"note", "", "", along, notes_}}});
    }
    return file;
  }

 private:
  std::vector<double>& real(const std::string& measure) {
    return measure == "lq_count" ? lq_count_ : measure == "lq_revenue" ? lq_revenue_ : revenue_;
  }

  std::vector<std::int64_t> years_;
  std::size_t members_, cells_;
  std::vector<double> lq_count_, lq_revenue_, revenue_;
  std::vector<std::int32_t> firms_;
  std::vector<double> observed_lq_count_, observed_lq_revenue_, observed_revenue_;
  std::vector<std::int64_t> numbers_;
  std::vector<std::string> facts_, fact_cities_, relations_, units_, notes_;
  std::vector<std::int32_t> from_, to_;
  std::vector<double> stated_;
};

// Two branches, two members, one year. Member 0 believes that alpha and beta hold 0.2 and 0.1 of all
// firms and 0.1 each of all revenue; member 1 failed.
inline Ensemble hand_made_ensemble() {
  Ensemble ensemble;
  ensemble.branches = {"baseline", "policy"};
  ensemble.members = 2;
  ensemble.places = small_places;
  ensemble.years = 1;
  const double gone = missing_number;
  ensemble.series = {
      {{2.0, 1.0, 0.5, gone, gone, gone}, {1.5, 2.5, 0.7, gone, gone, gone},
       {6, 2, 12, -1, -1, -1}, {10.0, 20.0, 70.0, gone, gone, gone}},
      {{2.5, 0.5, 0.5, gone, gone, gone}, {1.25, 2.5, 0.7, gone, gone, gone},
       {9, 1, 10, -1, -1, -1}, {30.0, 20.0, 50.0, gone, gone, gone}}};
  ensemble.drawn.resize(2);
  ensemble.drawn[0].firm_share = {{0.2, 0.1, 0.7}};
  ensemble.drawn[0].revenue_share = {{0.1, 0.1, 0.8}};
  ensemble.failures = {{1, "by hand"}};
  return ensemble;
}

}  // namespace agglomera::scenarios
