#include "scenarios/study/free_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {
namespace {

using models::Latents;
using models::Study;
using sim::PlaceIndex;

constexpr std::string_view all = "all";

template <std::vector<models::Latent> Latents::*values>
double latent_sd(const Study& study, PlaceIndex city) {
  return (study.latents.*values)[city].prior.sd;
}

template <std::vector<models::ShareSeries> Study::*series>
double share_sd(const Study& study, PlaceIndex city) {
  return (study.*series)[city].log_sd;
}

constexpr CityQuantity quantities[] = {
    {"amenity", latent_sd<&Latents::amenity>},
    {"growth_advantage", latent_sd<&Latents::growth_advantage>},
    {"endowment", latent_sd<&Latents::endowment>},
    {"technology", latent_sd<&Latents::technology>},
    {"culture", latent_sd<&Latents::culture>},
    {"firm_share", share_sd<&Study::firm_share>},
    {"revenue_share", share_sd<&Study::revenue_share>},
};

std::size_t uncertain_cities(const CityQuantity& quantity, const Study& study,
                             const std::vector<PlaceIndex>& cities) {
  return static_cast<std::size_t>(
      std::count_if(cities.begin(), cities.end(),
                    [&](const PlaceIndex city) { return quantity.prior_sd(study, city) > 0.0; }));
}

const CityQuantity& quantity_named(std::string_view name) {
  return *std::find_if(std::begin(quantities), std::end(quantities),
                       [&](const auto& one) { return one.name == name; });
}

template <class Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  return names;
}

class FreeReader {
 public:
  FreeReader(TomlTable& section, const ScenarioFile& scenario,
             const std::vector<PlaceIndex>& cities)
      : section_(section), scenario_(scenario), cities_(cities) {}

  FreeQuantities read() {
    FreeQuantities free{read_parameter_names(), read_city_quantities()};
    section_.finish();
    if (!any_word_)
      section_.complain(section_.at(),
                        said_ ? "nothing is free (the lists are empty)" : "nothing is free",
                        "name parameters or quantities of cities");
    return free;
  }

 private:
  const Study& study() const { return *scenario_.scenario.study; }

  std::vector<std::string> read_parameter_names() {
    const std::vector<std::string> names = names_of(models::parameter_table());
    std::vector<Word> words;
    if (section_.has("parameters") && !section_.is_array("parameters")) {
      const auto word = section_.word("parameters");
      said_ = any_word_ = true;  // however it was written
      if (!word) return {};
      if (word->text == all) return uncertain_parameters();
      section_.complain(word->at,
                        fmt::format("\"parameters\" is {} (an array of names or \"all\" is "
                                    "expected)",
                                    in_quotes(word->text)),
                        fmt::format("write [{}]", in_quotes(word->text)));
      return {};
    }
    words = section_.words("parameters");
    said_ = said_ || section_.has("parameters");
    if (words.size() == 1 && words.front().text == all) {
      any_word_ = true;
      return uncertain_parameters();
    }
    return known_once(words, "parameter", names, [&](const Word& word, std::size_t row) {
      const models::ParameterSetting& setting = study().parameters[row];
      if (setting.prior.sd > 0.0 || !scenario_.study_in_order) return;
      section_.complain(word.at,
                        fmt::format("{} has a prior of zero width (it is fixed)", word.text),
                        fmt::format("give it one under [parameters] of the study or scenario: {} "
                                    "= {{ usual = {}, sd = … }}",
                                    word.text, setting.usual));
    });
  }

  std::vector<std::string> uncertain_parameters() const {
    std::vector<std::string> names;
    const auto rows = models::parameter_table();
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (study().parameters[i].prior.sd > 0.0) names.emplace_back(rows[i].name);
    return names;
  }

  std::vector<std::string> read_city_quantities() {
    const std::vector<Word> words = section_.words("cities");
    said_ = said_ || section_.has("cities");
    return known_once(
        words, "quantity of cities", names_of(quantities), [&](const Word& word, std::size_t row) {
          if (!scenario_.study_in_order || cities_.empty() ||
              uncertain_cities(quantities[row], study(), cities_) > 0)
            return;
          const bool share = word.text.ends_with("_share");
          section_.complain(word.at,
                            fmt::format("{} has a prior of zero width in every target city (it is "
                                        "fixed)",
                                        word.text),
                            share ? "give it a log_sd in the table of the background"
                                  : "give it a prior_sd in the table of assumptions");
        });
  }

  // The known names among the words, in the order in which they are known.
  template <class Check>
  std::vector<std::string> known_once(const std::vector<Word>& words, std::string_view noun,
                                      const std::vector<std::string>& known, Check check) {
    std::set<std::size_t> rows;
    for (const Word& word : words) {
      any_word_ = true;
      const auto found = std::find(known.begin(), known.end(), word.text);
      if (found == known.end()) {
        section_.complain(word.at, fmt::format("unknown {} {}", noun, in_quotes(word.text)),
                          word.text == all ? std::string("write \"all\" alone")
                                           : suggestion_for(word.text, known));
        continue;
      }
      const auto row = static_cast<std::size_t>(found - known.begin());
      if (rows.insert(row).second)
        check(word, row);
      else
        section_.complain(word.at, fmt::format("\"{}\" stands twice", word.text));
    }
    std::vector<std::string> names;
    for (const std::size_t row : rows) names.push_back(known[row]);
    return names;
  }

  TomlTable& section_;
  const ScenarioFile& scenario_;
  const std::vector<PlaceIndex>& cities_;
  bool said_ = false;  // that there is a list
  bool any_word_ = false;
};

}  // namespace

std::span<const CityQuantity> city_quantities() { return quantities; }

FreeQuantities read_free(TomlTable& root, const ScenarioFile& scenario,
                         const std::vector<PlaceIndex>& cities) {
  auto section = root.table("free");
  return section ? FreeReader(*section, scenario, cities).read() : FreeQuantities{};
}

std::size_t free_of_cities(const FreeQuantities& free, const Study& study,
                           const std::vector<PlaceIndex>& cities) {
  std::size_t count = 0;
  for (const std::string& name : free.city_quantities)
    count += uncertain_cities(quantity_named(name), study, cities);
  return count;
}

std::size_t free_numbers(const FreeQuantities& free, const Study& study,
                         const std::vector<PlaceIndex>& cities) {
  return free.parameters.size() + free_of_cities(free, study, cities);
}

}  // namespace agglomera::scenarios
