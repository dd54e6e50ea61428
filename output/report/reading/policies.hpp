// The policies of a result file: what they are called, where they act, and which cities to show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/report/reading/effects.hpp"
#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

struct Policy {
  std::string id;
  Text title;                        // the id in words where none is given
  Text question;                     // empty where none is asked
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

// What policies do to a measure of places, member by member. Cities and years are those of /effect.
class Gained {
 public:
  explicit Gained(const Sheet& sheet, const std::string& measure = "firms");
  // Summed over the cities, in the last year unless another is asked for.
  std::vector<double> by(const Policy& policy, const std::vector<std::size_t>& cities) const;
  std::vector<double> by(const Policy& policy, const std::vector<std::size_t>& cities,
                         std::size_t year) const;
  std::vector<std::size_t> elsewhere(const Policy& policy) const;  // every place not treated

 private:
  const Sheet& sheet_;
  bool of_firms_;
  Array values_;
  std::vector<std::size_t> in_series_, year_in_series_;
};

// Fills in the shares of the members with more and with fewer of a measure, over the cities together;
// leaves them unknown where there is no city or the file does not hold the members.
class Shares {
 public:
  Shares(const Sheet& sheet, const std::string& measure);
  void fill(Effect& effect, const Policy& policy, const std::vector<std::size_t>& cities,
            std::size_t year) const;

 private:
  std::optional<Gained> gained_;
};

// Cities of /effect.
std::vector<std::size_t> all_cities(const Sheet& sheet);
std::vector<std::size_t> cities_of_cluster(const Sheet& sheet, const std::string& cluster);

// The policies by what the cities that they treat gain in firms on average, the largest gain first; those
// of which nothing is known come last.
std::vector<std::size_t> best_first(const Sheet& sheet, const std::vector<Policy>& policies);
// What a chart of one policy at a time shows first: the best; 0 for one policy alone.
std::size_t best_of(const Sheet& sheet, const std::vector<Policy>& policies);

}  // namespace agglomera::output::report
