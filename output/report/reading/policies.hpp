// The policies of a result file: what they are called, where they act, and which cities to show.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/effects.hpp"
#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

struct Policy {
  std::string id;
  Text title;     // the id in words where none is given
  Text question;  // empty where none is asked
  std::vector<std::size_t> treated;  // cities in /effect; empty where unknown
};

// In the order of /effect.
std::vector<Policy> policies_of(const Sheet& sheet);

std::vector<Text> titles_of(const std::vector<Policy>& policies);

// "Beijing and Shanghai"; "the 12 treated cities" where they are many.
Text treated_text(const Sheet& sheet, const Policy& policy);

// The last year of the effects; 0 where there is none.
int last_year(const Sheet& sheet);

// Name of a city of /effect, with * where nothing was ever observed there.
Text city_label(const Sheet& sheet, const std::string& id);

// Cities of /effect: those treated, then those with the largest mean effect in the last year, `most`
// in all; places that the policy leaves as they are are left out. Sorted by their mean effect.
std::vector<std::size_t> cities_shown(const Sheet& sheet, const Effects& effects,
                                      const Policy& policy, std::size_t number, std::size_t measure,
                                      std::size_t most);

// What policies do to firms of places in the last year of the effects, member by member.
class FirmsGained {
 public:
  explicit FirmsGained(const Sheet& sheet);
  std::vector<double> by(const Policy& policy, const std::vector<std::size_t>& cities) const;
  std::vector<std::size_t> elsewhere(const Policy& policy) const;  // every place not treated

 private:
  const Sheet& sheet_;
  Array firms_;
  std::size_t year_;
  std::vector<std::size_t> in_series_;  // of each city of /effect
};

}  // namespace agglomera::output::report
