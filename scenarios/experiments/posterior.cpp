#include "scenarios/experiments/posterior.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include "scenarios/experiments/provenance.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

constexpr const char* first_line = "posterior draws in prior standard deviations";

[[noreturn]] void refuse(const std::string& place, std::string problem, std::string suggestion = {}) {
  throw sim::InputError(sim::Complaint{place, 0, 0, std::move(problem), std::move(suggestion)});
}

void append(std::string& text, const std::string& name, const std::vector<double>& values) {
  text += name;
  for (const double value : values) text += fmt::format(",{:.5g}", value);
  text += '\n';
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

std::vector<double> numbers_of(const std::vector<std::string>& cells) {
  std::vector<double> numbers;
  for (std::size_t i = 1; i < cells.size(); ++i)
    numbers.push_back(std::strtod(cells[i].c_str(), nullptr));
  return numbers;
}

const std::vector<double>& reals(const output::ResultFile& file, const std::string& group,
                                 const std::string& name, const std::string& place) {
  const output::Group* in = file.group(group);
  const output::Variable* variable = in ? in->variable(name) : nullptr;
  if (!variable || !std::holds_alternative<std::vector<double>>(variable->values))
    refuse(place, fmt::format("has no numbers {}/{} (the file is damaged or of another make)", group, name));
  return std::get<std::vector<double>>(variable->values);
}

// The order of a table's rows means nothing.
std::string without_order(const std::string& name, const std::string& text) {
  if (!name.ends_with(".csv")) return text;
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "\n"));
}

// The texts that make the study: everything but the scenario's and the experiment's own files.
std::map<std::string, std::string> texts_of_study(const std::vector<InputFile>& inputs,
                                                  std::size_t own) {
  std::map<std::string, std::string> texts;
  for (std::size_t i = own; i < inputs.size(); ++i) {
    const std::string name = std::filesystem::path(inputs[i].path).filename().generic_string();
    texts[name] = without_order(name, inputs[i].text);
  }
  return texts;
}

std::string differing(const std::map<std::string, std::string>& a,
                      const std::map<std::string, std::string>& b) {
  std::vector<std::string> names;
  for (const auto& [name, text] : a)
    if (const auto other = b.find(name); other == b.end() || other->second != text)
      names.push_back(name);
  for (const auto& [name, text] : b)
    if (!a.contains(name)) names.push_back(name);
  return fmt::format("{}", fmt::join(names, ", "));
}

void use(KeptPosterior kept, Scenario& scenario) {
  auto study = std::make_shared<models::Study>(*scenario.study);
  const std::size_t cities = study->cities.size();
  if (kept.count_innovations.sd.size() == cities) study->count_innovations = kept.count_innovations;
  if (kept.revenue_innovations.sd.size() == cities)
    study->revenue_innovations = kept.revenue_innovations;
  scenario.study = std::move(study);
  scenario.posterior = std::make_shared<const models::Posterior>(std::move(kept.posterior));
}

bool all_finite(const KeptPosterior& kept) {
  const auto finite = [](const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); });
  };
  const auto innovations = [&](const models::Innovations& of) {
    return finite(of.sd) && finite(of.last) && std::isfinite(of.persistence);
  };
  return std::all_of(kept.posterior.draws.begin(), kept.posterior.draws.end(), finite) &&
         innovations(kept.count_innovations) && innovations(kept.revenue_innovations);
}

}  // namespace

void check_study(const output::ResultFile& file, const std::vector<InputFile>& study,
                 const std::string& place, const std::string& suggestion) {
  const std::string version = text_attribute(file, "agglomera_version");
  if (version != program_version())
    refuse(place, fmt::format("was made with version {} (this is {})", version, program_version()),
           "calibrate again");
  std::vector<InputFile> made_with;
  for (const output::InputText& input : file.inputs) made_with.push_back({input.path, input.text});
  const std::string names =
      differing(texts_of_study(made_with, study_inputs_from), texts_of_study(study, 0));
  if (!names.empty())
    refuse(place, fmt::format("was made with another study (differing: {})", names), suggestion);
}

std::string text_of(const KeptPosterior& kept) {
  std::string text = fmt::format("{}\nnumbers", first_line);
  for (const std::string& name : kept.posterior.numbers) text += "," + name;
  text += '\n';
  for (const std::vector<double>& draw : kept.posterior.draws) append(text, "draw", draw);
  for (const auto& [name, innovations] : {std::pair{"count", &kept.count_innovations},
                                          std::pair{"revenue", &kept.revenue_innovations}}) {
    append(text, fmt::format("{}_sd", name), innovations->sd);
    append(text, fmt::format("{}_last", name), innovations->last);
    append(text, fmt::format("{}_persistence", name), {innovations->persistence});
  }
  return text;
}

KeptPosterior posterior_in(const std::string& text, const std::string& place) {
  KeptPosterior kept;
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line) || line != first_line)
    refuse(place, "holds no posterior (its first line is another)");
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    const std::string name = cells.empty() ? "" : cells.front();
    if (name == "numbers") kept.posterior.numbers.assign(cells.begin() + 1, cells.end());
    if (name == "draw") kept.posterior.draws.push_back(numbers_of(cells));
    for (const auto& [measure, innovations] : {std::pair{"count", &kept.count_innovations},
                                               std::pair{"revenue", &kept.revenue_innovations}}) {
      if (name == fmt::format("{}_sd", measure)) innovations->sd = numbers_of(cells);
      if (name == fmt::format("{}_last", measure)) innovations->last = numbers_of(cells);
      if (name == fmt::format("{}_persistence", measure))
        innovations->persistence = numbers_of(cells).at(0);
    }
  }
  for (const std::vector<double>& draw : kept.posterior.draws)
    if (draw.size() != kept.posterior.numbers.size())
      refuse(place, "holds a draw with too few or too many numbers");
  if (kept.posterior.draws.empty()) refuse(place, "holds no draw");
  return kept;
}

KeptPosterior posterior_in(const output::ResultFile& file, const std::string& place) {
  KeptPosterior kept;
  const output::Group* draws = file.group("deviations");
  const output::Dimension* numbers = draws ? draws->dimension("number") : nullptr;
  if (!numbers || !std::holds_alternative<std::vector<std::string>>(numbers->labels))
    refuse(place, "has no group deviations (the file is damaged or of another make)");
  kept.posterior.numbers = std::get<std::vector<std::string>>(numbers->labels);
  const std::vector<double>& values = reals(file, "deviations", "posterior", place);
  const std::size_t width = kept.posterior.numbers.size();
  for (std::size_t at = 0; width > 0 && at + width <= values.size(); at += width)
    kept.posterior.draws.emplace_back(values.begin() + static_cast<std::ptrdiff_t>(at),
                                      values.begin() + static_cast<std::ptrdiff_t>(at + width));
  kept.count_innovations = {reals(file, "innovations", "count_sd", place),
                            reals(file, "innovations", "count_last", place),
                            reals(file, "innovations", "count_persistence", place).at(0)};
  kept.revenue_innovations = {reals(file, "innovations", "revenue_sd", place),
                              reals(file, "innovations", "revenue_last", place),
                              reals(file, "innovations", "revenue_persistence", place).at(0)};
  if (!all_finite(kept))
    refuse(place, "holds a number that is not finite (the file is damaged)", "calibrate again");
  return posterior_in(text_of(kept), place);  // as a repetition will read it
}

PosteriorUse attach_posterior(Scenario& scenario, Source& source) {
  const std::string& place = scenario.posterior_file;
  if (place.empty()) return {};
  if (!source.from_disk()) {
    const auto text = source.kept(place);
    if (!text) return {true, false, fmt::format("{} is not there: usual values and priors serve", place)};
    source.keep(place, *text);
    use(posterior_in(*text, place), scenario);
  } else {
    std::error_code ignored;
    if (!std::filesystem::exists(place, ignored))
      return {true, false,
              fmt::format("{} is not there: usual values and priors serve (agglomera calibrate makes it)",
                          place)};
    const output::ResultFile file = output::read_result(place, "posterior");
    check_study(file, {scenario.inputs.begin() + 1, scenario.inputs.end()}, place,
                "calibrate again, or leave the key \"posterior\" out");
    const KeptPosterior kept = posterior_in(file, place);
    source.keep(place, text_of(kept));
    use(kept, scenario);
  }
  scenario.inputs = source.read_so_far();
  return {true, true, fmt::format("parameters from {} draws of {}", scenario.posterior->draws.size(), place)};
}

PosteriorUse attach_posterior(Variation& variation, Source& source) {
  // A posterior is held against the texts of the study, which follow the scenario's.
  variation.scenario.inputs.assign(variation.inputs.begin() + 1, variation.inputs.end());
  const PosteriorUse use = attach_posterior(variation.scenario, source);
  variation.inputs = source.read_so_far();
  return use;
}

}  // namespace agglomera::scenarios
