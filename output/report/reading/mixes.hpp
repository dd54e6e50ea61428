// The mixes of a front, their levers, and what they were judged by.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/effects.hpp"
#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

struct Mix {
  std::size_t point;  // in /front
  Effect effect;      // on fresh draws
  double cost;        // 10^6 USD
  double searched_mean, inequality, regret, firms_gained, cost_per_firm;
  bool is_dominated, is_extrapolated;
  std::vector<double> strengths, costs;  // by lever; 10^6 USD
};

struct Goal {
  EffectMeasure measure;
  int year;
  double budget;  // 10^6 USD
  double baseline, baseline_inequality;
  Text cities;
  std::string costs_from;
};

// Not dominated first, both by the largest mean effect on fresh draws; mixes of which nothing is known
// are left out.
std::vector<Mix> mixes_of(const Sheet& sheet);
Goal goal_of(const Sheet& sheet);
std::vector<Text> lever_titles(const Sheet& sheet);
Text kind_title(std::string kind);  // of a lever; the kind in words where it is unknown

// "Deregulation at 0.33 (99 % of the cost)": the levers that make up the mix.
Text made_of(const Mix& mix, const std::vector<Text>& levers);

// "Mix 3".
Text mix_title(const Mix& mix);

// "2.7 firms more in …"; an amount of the goal's measure.
Text gained(const Goal& goal, const Effect& effect);

// Whether all mixes gain the same within two Monte Carlo errors of the best one's mean.
bool are_alike(const std::vector<Mix>& mixes);
// The lever that takes nine tenths of the cost of every mix or more; `levers` where none does.
std::size_t main_lever(const std::vector<Mix>& mixes, std::size_t levers);

// An amount of money: "400 million USD"; in Chinese in 亿美元, small ones in 万美元.
Text money_text(double million_usd);

// Member by member, the effect of one mix minus another's.
Effect ahead(const Sheet& sheet, const Mix& one, const Mix& other);

}  // namespace agglomera::output::report
