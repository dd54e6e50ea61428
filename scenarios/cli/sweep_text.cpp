#include "scenarios/cli/sweep_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "scenarios/cli/terminal.hpp"

namespace agglomera::cli {
namespace {

using scenarios::DesignPoints;
using scenarios::Output;
using scenarios::Sweep;
using scenarios::SweepOutcome;
using scenarios::Variation;

using Cells = std::vector<std::string>;

constexpr std::int64_t most_rows = 40;
constexpr std::size_t most_outputs_of_a_table = 6;

std::string number(const Output& output, double value, bool effect) {
  if (std::isnan(value)) return "-";
  const char* sign = effect && value > 0.0 ? "+" : "";
  if (output.measure == "revenue") return fmt::format("{}{:.4g}", sign, value / 1e8);
  if (output.measure == "firms") return fmt::format("{}{:.2f}", sign, value);
  return fmt::format("{}{:.4f}", sign, value);
}

std::string title_of(const Output& output) {
  const bool revenue = output.measure == "revenue";
  return output.name() + (revenue ? " (10^8 USD)" : "");
}

Cells words_of(const Variation& variation, const std::vector<double>& values) {
  Cells words;
  for (std::size_t i = 0; i < values.size(); ++i)
    words.push_back(variation.factors[i].word_of(values[i]));
  return words;
}

void print_points(const Sweep& sweep, const DesignPoints& points, const SweepOutcome& outcome) {
  const std::vector<Output>& outputs = sweep.variation.outputs.all;
  const std::size_t shown = std::min(outputs.size(), most_outputs_of_a_table);
  Cells header = {"point"};
  for (const scenarios::Factor& factor : sweep.variation.factors) header.push_back(factor.name);
  for (std::size_t i = 0; i < shown; ++i) header.push_back(title_of(outputs[i]));
  std::vector<Cells> rows;
  for (std::int64_t point = 0; point < std::min(points.size(), most_rows); ++point) {
    Cells row = {fmt::format("{}", point + 1)};
    for (std::string& word : words_of(sweep.variation, points.values(point)))
      row.push_back(std::move(word));
    for (std::size_t i = 0; i < shown; ++i) {
      const std::size_t at = static_cast<std::size_t>(point) * outputs.size() + i;
      const double sd = outcome.sd[at];
      std::string cell = number(outputs[i], outcome.mean[at], sweep.variation.outputs.effect);
      if (!std::isnan(sd)) cell += fmt::format(" ± {}", number(outputs[i], sd, false));
      row.push_back(std::move(cell));
    }
    rows.push_back(std::move(row));
  }
  fmt::print("{}", table(header, rows));
  if (points.size() > most_rows)
    fmt::print("… and {} more points: the group points of the file\n", points.size() - most_rows);
  if (outputs.size() > shown)
    fmt::print("… and {} more outputs, all of them below\n", outputs.size() - shown);
  fmt::print("Mean ± standard deviation over replicates.\n\n");
}

// Of each fit a row, of each output a column group: before -> after (change).
void print_errors(const Sweep& sweep, const DesignPoints& points, const SweepOutcome& outcome) {
  const std::vector<Output>& outputs = sweep.variation.outputs.all;
  std::vector<Cells> rows;
  for (std::int64_t point = 0; point < points.size(); ++point) {
    const double* errors = outcome.mean.data() + static_cast<std::size_t>(point) * outputs.size();
    for (std::size_t i = 0; i + 2 < outputs.size(); i += 3) {
      const std::string measure = outputs[i].measure;  // log_error_lq_count_before
      const std::size_t from = std::string_view("log_error_").size();
      const std::size_t end = measure.rfind('_');
      rows.push_back({words_of(sweep.variation, points.values(point)).front(), outputs[i].place,
                      measure.substr(from, end - from), fmt::format("{:.3f}", errors[i]),
                      fmt::format("{:.3f}", errors[i + 1]), fmt::format("{:+.3f}", errors[i + 2])});
    }
  }
  fmt::print("{}", table({"fitted to", "error of", "measure", "before", "after", "change"}, rows));
}

struct Extremes {
  std::int64_t least = -1, most = -1;  // points
};

Extremes extremes_of(const SweepOutcome& outcome, std::size_t outputs, std::size_t output) {
  Extremes found;
  const auto mean = [&](std::int64_t point) {
    return outcome.mean[static_cast<std::size_t>(point) * outputs + output];
  };
  for (std::int64_t point = 0; point < static_cast<std::int64_t>(outcome.failed.size()); ++point) {
    if (std::isnan(mean(point))) continue;
    if (found.least < 0 || mean(point) < mean(found.least)) found.least = point;
    if (found.most < 0 || mean(point) > mean(found.most)) found.most = point;
  }
  return found;
}

void print_extremes(const Sweep& sweep, const DesignPoints& points, const SweepOutcome& outcome) {
  const Variation& variation = sweep.variation;
  const std::vector<Output>& outputs = variation.outputs.all;
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const Extremes found = extremes_of(outcome, outputs.size(), i);
    Cells row = {title_of(outputs[i])};
    for (const std::int64_t point : {found.least, found.most}) {
      if (point < 0) {
        row.insert(row.end(), {"-", "-"});
        continue;
      }
      const std::size_t at = static_cast<std::size_t>(point) * outputs.size() + i;
      row.push_back(number(outputs[i], outcome.mean[at], variation.outputs.effect));
      row.push_back(fmt::format("{}", fmt::join(words_of(variation, points.values(point)), ", ")));
    }
    rows.push_back(std::move(row));
  }
  Cells names;
  for (const scenarios::Factor& factor : variation.factors) names.push_back(factor.name);
  fmt::print("{}\nat: {}\n", table({"", "least", "at", "most", "at"}, rows),
             fmt::join(names, ", "));
}

}  // namespace

void print_sweep(const Sweep& sweep, const SweepOutcome& outcome) {
  const DesignPoints points(sweep);
  const Variation& variation = sweep.variation;
  const int runs = variation.scenario.members;
  if (sweep.calibration)
    fmt::print("{} calibrations of {} members: mean error of ln(LQ + 0.05), before and after\n\n",
               points.size(), runs);
  else
    fmt::print("{} points ({}), {} {} each; {} in {}\n\n", points.size(),
               scenarios::design_name(sweep), runs, runs == 1 ? "run" : "runs",
               variation.outputs.effect ? "what the levers change" : "outputs",
               variation.outputs.year);
  if (sweep.calibration) {
    print_errors(sweep, points, outcome);
    return;
  }
  print_points(sweep, points, outcome);
  print_extremes(sweep, points, outcome);
}

}  // namespace agglomera::cli
