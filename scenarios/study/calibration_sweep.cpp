#include "scenarios/study/calibration_sweep.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/place_words.hpp"
#include "scenarios/study/targets_section.hpp"
#include "scenarios/study/wording.hpp"

namespace agglomera::scenarios {
namespace {

class CalibrationSweepReader {
 public:
  CalibrationSweepReader(Source& source, const std::filesystem::path& path, TomlTable& root,
                         Complaints& complaints)
      : source_(source), path_(path), root_(root), complaints_(complaints) {}

  Sweep read() {
    sweep_.variation.name = path_.stem().string();
    read_the_calibration();
    Variation& variation = sweep_.variation;
    variation.scenario = sweep_.calibration->scenario;
    variation.scenario.posterior_file.clear();  // fits start from priors
    variation.scenario.headline = read_headline(root_);
    variation.outputs.year = sweep_.calibration->targets.last;
    std::vector<TomlTable> sections = root_.tables("factor");
    if (sections.size() != 1)
      root_.complain(root_.at("factor"),
                     fmt::format("has {} (a calibration is swept over one: calibrate_on)",
                                 sections.empty() ? "no factor" : "several factors"),
                     "write one [[factor]] with calibrate_on = [[\"…\"], [\"…\"]]");
    else
      read_factor(sections.front());
    root_.finish();
    return std::move(sweep_);
  }

 private:
  const models::Study& study() const { return *sweep_.calibration->scenario.study; }

  void read_the_calibration() {
    sweep_.calibration.emplace();
    const std::size_t before = complaints_.count();
    if (const auto name = root_.word("calibration")) try {
        sweep_.calibration = read_calibration(source_, source_.beside(path_, name->text));
      } catch (const sim::InputError& error) {
        complaints_.add(error);
      }
    in_order_ = complaints_.count() == before && sweep_.calibration->scenario.study;
    if (!sweep_.calibration->scenario.study)
      sweep_.calibration->scenario.study = std::make_shared<const models::Study>();
    sweep_.variation.warnings = sweep_.calibration->warnings;
  }

  void read_factor(TomlTable& section) {
    Factor factor;
    factor.kind = FactorKind::calibration;
    factor.name = "calibrate_on";
    const auto lists = section.lists("calibrate_on", Need::required);
    if (section.is_empty_array("calibrate_on"))
      section.complain(section.at("calibrate_on"), "\"calibrate_on\" is empty (an empty design)",
                       "name clusters: calibrate_on = [[\"…\"], [\"…\"]]");
    if (in_order_)
      for (const std::vector<Word>& list : lists) read_list(section, list, factor);
    sweep_.points = static_cast<std::int64_t>(factor.values.size());
    sweep_.variation.factors = {std::move(factor)};
    section.finish();
  }

  void read_list(TomlTable& section, const std::vector<Word>& list, Factor& factor) {
    std::set<sim::PlaceIndex> fitted;
    std::vector<std::string> names;
    for (const Word& word : list) {
      names.push_back(word.text);
      const std::vector<sim::PlaceIndex> observed = observed_of(section, word);
      fitted.insert(observed.begin(), observed.end());
      add_outputs(word.text, observed);
    }
    const std::string said = fmt::format("{}", fmt::join(names, " + "));
    if (list.empty())
      section.complain(section.at("calibrate_on"),
                       "\"calibrate_on\" holds an empty list (nothing would be fitted)");
    else if (std::find(factor.words.begin(), factor.words.end(), said) != factor.words.end())
      section.complain(list.front().at, fmt::format("{} stands twice", in_quotes(said)),
                       "leave one out");
    factor.values.push_back(static_cast<double>(factor.words.size()));
    factor.words.push_back(said);
    factor.places.emplace_back(fitted.begin(), fitted.end());
  }

  // Those of its cities that have targets.
  std::vector<sim::PlaceIndex> observed_of(TomlTable& section, const Word& word) {
    Frame frame;
    frame.cities_known = true;
    frame.cities_file = "the study";
    for (const sim::City& city : study().cities) frame.ids.push_back(city.id);
    const LeverFrame places{frame, study().cities, {}, {}};
    std::vector<sim::PlaceIndex> cities = cluster_or_city(word, section, places);
    const bool known = !cities.empty();
    std::erase_if(cities, [&](sim::PlaceIndex city) {
      return observations_of(sweep_.calibration->targets, study(), city) == 0;
    });
    if (known && cities.empty())
      section.complain(word.at,
                       fmt::format("no city of {} has an observation that is fitted (a target "
                                   "without data)",
                                   in_quotes(word.text)),
                       "leave it out");
    return cities;
  }

  void add_outputs(const std::string& place, const std::vector<sim::PlaceIndex>& cities) {
    std::vector<Output>& all = sweep_.variation.outputs.all;
    const bool there = std::any_of(all.begin(), all.end(),
                                   [&](const Output& output) { return output.place == place; });
    if (there || cities.empty()) return;
    for (const std::string& measure : sweep_.calibration->targets.measures)
      for (const std::string& name : error_names(measure)) all.push_back({name, place, cities});
  }

  Source& source_;
  const std::filesystem::path& path_;
  TomlTable& root_;
  Complaints& complaints_;
  Sweep sweep_;
  bool in_order_ = false;
};

}  // namespace

std::vector<std::string> error_names(const std::string& measure) {
  std::vector<std::string> names;
  for (const char* when : {"before", "after", "change"})
    names.push_back(fmt::format("log_error_{}_{}", measure, when));
  return names;
}

Sweep read_calibration_sweep(Source& source, const std::filesystem::path& path, TomlTable& root,
                             Complaints& complaints) {
  return CalibrationSweepReader(source, path, root, complaints).read();
}

}  // namespace agglomera::scenarios
