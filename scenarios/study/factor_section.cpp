#include "scenarios/study/factor_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "scenarios/study/lever_factor.hpp"

namespace agglomera::scenarios {
namespace {

class FactorsReader {
 public:
  FactorsReader(TomlTable& root, const ScenarioFile& scenario, Points points, Variation& variation)
      : root_(root),
        scenario_(scenario),
        points_(points),
        variation_(variation),
        levers_(scenario, points, variation) {}

  void read() {
    variation_.levers = scenario_.scenario.levers;
    for (TomlTable& section : root_.tables("factor")) read_one(section);
    if (!root_.has("factor"))
      root_.complain({}, "has no factor (an empty design: there is nothing to vary)",
                     "add a [[factor]]");
    else if (root_.is_array("factor") && !any_)
      root_.complain(root_.at("factor"),
                     "has no factor (an empty design: there is nothing to vary)",
                     "add a [[factor]]");
  }

 private:
  static const std::vector<std::string>& kinds() {
    static const std::vector<std::string> keys = {"parameter", "parameters", "lever", "mechanism",
                                                  "assumed_background"};
    return keys;
  }

  void read_one(TomlTable& section) {
    any_ = true;
    std::vector<std::string> said;
    for (const std::string& key : kinds())
      if (section.has(key)) said.push_back(key);
    if (said.size() != 1) {
      section.complain(section.at(),
                       said.empty()
                           ? std::string("a factor of no kind (nothing says what is varied)")
                           : fmt::format("a factor of two kinds (\"{}\" stands beside \"{}\")",
                                         said[1], said[0]),
                       fmt::format("write one of {}", fmt::join(kinds(), ", ")));
      return;
    }
    if (said[0] == "parameter") read_parameter(section);
    if (said[0] == "parameters") read_parameters_by_prior(section);
    if (said[0] == "lever")
      for (PlacedFactor& one : levers_.read(section)) add(section, one.at, std::move(one.factor));
    if (said[0] == "mechanism") read_mechanism(section);
    if (said[0] == "assumed_background") read_background(section);
    section.finish();
  }

  void add(TomlTable& section, Position at, Factor factor) {
    const auto [earlier, fresh] = lines_.try_emplace(factor.name, at.line);
    if (fresh)
      variation_.factors.push_back(std::move(factor));
    else
      section.complain(at,
                       fmt::format("\"{}\" is a factor twice (also that of line {})", factor.name,
                                   earlier->second),
                       "leave one out");
  }

  static std::vector<std::string> parameter_names() {
    std::vector<std::string> names;
    for (const auto& row : models::parameter_table()) names.emplace_back(row.name);
    return names;
  }

  // The row of a parameter; nothing, and a complaint, when there is none of that name.
  std::optional<std::size_t> row_of(TomlTable& section, const Word& word) {
    const models::ParameterDeclaration* row = models::find_parameter(word.text);
    if (row) return static_cast<std::size_t>(row - models::parameter_table().data());
    section.complain(word.at, fmt::format("unknown parameter {}", in_quotes(word.text)),
                     suggestion_for(word.text, parameter_names()));
    return std::nullopt;
  }

  Factor parameter_factor(std::size_t row) const {
    const models::ParameterDeclaration& declared = models::parameter_table()[row];
    const models::ParameterSetting& setting = scenario_.scenario.study->parameters[row];
    Factor factor;
    factor.name = declared.name;
    factor.unit = declared.unit;
    factor.row = row;
    factor.usual = setting.usual;
    factor.prior = setting.prior;
    factor.bounds = declared.range;
    return factor;
  }

  void read_parameter(TomlTable& section) {
    const auto word = section.word("parameter");
    const auto prior = section.truth("prior");
    const auto row = word ? row_of(section, *word) : std::nullopt;
    if (!row) {  // how far can't be known
      section.skip("values");
      section.skip("range");
      return;
    }
    Factor factor = parameter_factor(*row);
    const ExtentWords words{"values", "range", factor.bounds, factor.unit};
    if (prior.value_or(false)) {
      take_prior(section, section.at("prior"), factor);
      for (const auto key : {words.values_key, words.range_key})
        if (section.has(key))
          section.complain(section.at(key), fmt::format("\"{}\" stands beside \"prior\"", key),
                           "leave one of them out");
      section.skip("values");
      section.skip("range");
    } else {
      read_extent(section, words, points_, factor);
    }
    add(section, word->at, std::move(factor));
  }

  void take_prior(TomlTable& section, Position at, Factor& factor) {
    factor.spread = Spread::prior;
    if (points_ == Points::combined)
      section.complain(
          at, fmt::format("the prior of {} in a grid (a grid combines values)", factor.name),
          "write values = […], or range = { low = …, high = …, steps = … }");
    else if (!(factor.prior.sd > 0.0) && scenario_.study_in_order)
      section.complain(at, fmt::format("{} has a prior of zero width (it is fixed)", factor.name),
                       "give it a range, or leave it out");
  }

  void read_parameters_by_prior(TomlTable& section) {
    const auto rows = models::parameter_table();
    if (section.has("parameters") && !section.is_array("parameters")) {
      const auto word = section.word("parameters");
      if (!word) return;
      if (word->text != "free") {
        section.complain(
            word->at,
            fmt::format("\"parameters\" is {} (an array of names or \"free\" is expected)",
                        in_quotes(word->text)),
            fmt::format("write [{}]", in_quotes(word->text)));
        return;
      }
      if (points_ == Points::combined) {
        section.complain(word->at, "the free parameters in a grid (a grid combines values)",
                         "write one [[factor]] for each parameter, with values");
        return;
      }
      for (std::size_t row = 0; row < rows.size(); ++row)
        if (scenario_.scenario.study->parameters[row].prior.sd > 0.0) {
          Factor factor = parameter_factor(row);
          factor.spread = Spread::prior;
          add(section, word->at, std::move(factor));
        }
      return;
    }
    const std::vector<Word> words = section.words("parameters");
    if (words.empty() && section.is_array("parameters"))
      section.complain(section.at("parameters"), "\"parameters\" is empty (an empty design)",
                       "name parameters, or write \"free\"");
    for (const Word& word : words)
      if (const auto row = row_of(section, word)) {
        Factor factor = parameter_factor(*row);
        take_prior(section, word.at, factor);
        add(section, word.at, std::move(factor));
      }
  }

  void read_mechanism(TomlTable& section) {
    const auto word = section.word("mechanism");
    if (!word) return;
    std::vector<std::string> names;
    for (const auto& row : models::mechanism_table()) names.emplace_back(row.name);
    const auto row = std::find(names.begin(), names.end(), word->text);
    if (row == names.end()) {
      section.complain(word->at, fmt::format("unknown mechanism {}", in_quotes(word->text)),
                       suggestion_for(word->text, names));
      return;
    }
    Factor factor;
    factor.kind = FactorKind::mechanism;
    factor.name = "mechanism_" + *row;
    factor.row = static_cast<std::size_t>(row - names.begin());
    factor.values = {0.0, 1.0};
    factor.words = {"off", "on"};
    add(section, word->at, std::move(factor));
  }

  void read_background(TomlTable& section) {
    const std::vector<std::string>& known = background_words();
    Factor factor;
    factor.kind = FactorKind::background;
    factor.name = "assumed_background";
    if (section.is_empty_array("assumed_background"))
      section.complain(section.at("assumed_background"),
                       "\"assumed_background\" is empty (an empty design)",
                       fmt::format("name some of {}", fmt::join(known, ", ")));
    for (const Word& word : section.words("assumed_background")) {
      if (std::find(known.begin(), known.end(), word.text) == known.end()) {
        section.complain(word.at,
                         fmt::format("{} is no assumed background (known: {})",
                                     in_quotes(word.text), fmt::join(known, ", ")),
                         nearest_suggestion(word.text, known));
        continue;
      }
      if (std::find(factor.words.begin(), factor.words.end(), word.text) != factor.words.end()) {
        section.complain(word.at, fmt::format("\"{}\" stands twice", word.text), "leave one out");
        continue;
      }
      factor.values.push_back(static_cast<double>(factor.words.size()));
      factor.words.push_back(word.text);
    }
    add(section, section.at("assumed_background"), std::move(factor));
  }

  TomlTable& root_;
  const ScenarioFile& scenario_;
  Points points_;
  Variation& variation_;
  LeverFactors levers_;
  std::map<std::string, int> lines_;  // of factors, by name
  bool any_ = false;
};

}  // namespace

const std::vector<std::string>& background_words() {
  static const std::vector<std::string> words = {"as_drawn", "fixed_demand", "level_background",
                                                 "undamped_background"};
  return words;
}

void read_factors(TomlTable& root, const ScenarioFile& scenario, Points points,
                  Variation& variation) {
  FactorsReader(root, scenario, points, variation).read();
}

}  // namespace agglomera::scenarios
