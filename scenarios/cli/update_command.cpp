#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "output/store/result_file.hpp"
#include "output/store/whole_folder.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/update.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

namespace fs = std::filesystem;

using scenarios::AddedRow;
using scenarios::ExtendedStudy;
using scenarios::MadeBefore;
using scenarios::StudyUpdate;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string study, with, out;
};

constexpr const char* posterior_name = "posterior.h5";
constexpr std::size_t most_moved = 8;
constexpr std::int64_t fewest_members = 20;

// Sums over the observations that were foretold.
struct Tally {
  int n = 0, inside = 0;
  double log_error = 0.0, crps = 0.0;
  double mean(double sum) const { return n > 0 ? sum / n : std::nan(""); }
};

Tally tally_of(const ExtendedStudy& extended, const StudyUpdate& update, std::size_t measure) {
  Tally tally;
  for (std::size_t i = 0; i < update.forecasts.size(); ++i) {
    const MadeBefore& made = update.forecasts[i];
    if (!made.foretold || extended.added[i].row.measure != measure) continue;
    ++tally.n;
    tally.inside += made.inside();
    tally.log_error += made.log_error;
    tally.crps += made.crps;
  }
  return tally;
}

const std::string& id_of(const ExtendedStudy& extended, const AddedRow& one) {
  return extended.after.study.cities[one.row.city].id;
}

std::vector<scenarios::MovedNumber> most_moved_of(const StudyUpdate& update) {
  std::vector<scenarios::MovedNumber> moved = update.moved;
  std::stable_sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) {
    return std::abs(a.after - a.before) > std::abs(b.after - b.before);
  });
  moved.resize(std::min(moved.size(), most_moved));
  return moved;
}

nlohmann::json json_of(const Options& options, const ExtendedStudy& extended, const StudyUpdate& update) {
  auto observations = nlohmann::json::array();
  for (std::size_t i = 0; i < update.forecasts.size(); ++i) {
    const AddedRow& one = extended.added[i];
    const MadeBefore& made = update.forecasts[i];
    nlohmann::json row = {{"measure", scenarios::observed_measures()[one.row.measure]},
                          {"city", id_of(extended, one)}, {"year", extended.year_of(one)},
                          {"observed", made.observed}, {"q05", nullptr}, {"q50", nullptr},
                          {"q95", nullptr}, {"inside", nullptr}};
    if (made.foretold) {
      row["q05"] = made.low;
      row["q50"] = made.median;
      row["q95"] = made.high;
      row["inside"] = made.inside();
    }
    observations.push_back(row);
  }
  nlohmann::json scores;
  for (std::size_t measure = 0; measure < scenarios::observed_measures().size(); ++measure) {
    const Tally tally = tally_of(extended, update, measure);
    if (tally.n > 0)
      scores[scenarios::observed_measures()[measure]] = {
          {"n", tally.n}, {"log_mae", tally.mean(tally.log_error)}, {"crps", tally.mean(tally.crps)},
          {"coverage_90", tally.mean(tally.inside)}};
  }
  nlohmann::json document = {{"folder", options.out},
                             {"years", {{"first", extended.after.study.first},
                                        {"last_before", extended.before.study.last},
                                        {"last", extended.after.study.last}}},
                             {"observations", observations}, {"scores", scores}, {"posterior", nullptr}};
  if (update.posterior) {
    auto moved = nlohmann::json::array();
    for (const auto& number : update.moved)
      moved.push_back({{"number", number.name}, {"mean_before", number.before}, {"mean", number.after},
                       {"sd_before", number.sd_before}, {"sd", number.sd_after}});
    document["posterior"] = {{"draws", update.draws}, {"assimilated", update.assimilated},
                             {"failed_runs", update.failed}, {"numbers", moved}};
  }
  return document;
}

void print_text(const ExtendedStudy& extended, const StudyUpdate& update) {
  std::vector<std::vector<std::string>> rows;
  std::size_t of_known_years = 0;
  for (std::size_t i = 0; i < update.forecasts.size(); ++i) {
    const AddedRow& one = extended.added[i];
    const MadeBefore& made = update.forecasts[i];
    of_known_years += !made.foretold;
    rows.push_back({fmt::format("{} of {}, {}", scenarios::observed_measures()[one.row.measure],
                                id_of(extended, one), extended.year_of(one)),
                    fmt::format("{:.2f}", made.observed),
                    made.foretold ? fmt::format("{:.2f} [{:.2f}, {:.2f}]", made.median, made.low, made.high) : "",
                    !made.foretold ? "" : made.inside() ? "inside" : "outside"});
  }
  fmt::print("{} observations added; the study now ends in {} (before: {})\n\n"
             "How the forecasts made before them did; revenue in 1e8 USD\n\n{}\n",
             extended.added.size(), extended.after.study.last, extended.before.study.last,
             table({"", "observed", "forecast [90 %]", ""}, rows));
  for (std::size_t measure = 0; measure < scenarios::observed_measures().size(); ++measure) {
    const Tally tally = tally_of(extended, update, measure);
    if (tally.n > 0)
      fmt::print("{}: {} of {} inside 90 %, log error {:.3f}, CRPS {:.3f}\n",
                 scenarios::observed_measures()[measure], tally.inside, tally.n,
                 tally.mean(tally.log_error), tally.mean(tally.crps));
  }
  if (of_known_years > 0)
    fmt::print("{} fill gaps in years that the study had; no forecast was made of them.\n", of_known_years);
  if (!update.posterior) return;
  std::vector<std::vector<std::string>> moved;
  for (const auto& number : most_moved_of(update))
    moved.push_back({number.name, fmt::format("{:+.2f} ± {:.2f}", number.before, number.sd_before),
                     fmt::format("{:+.2f} ± {:.2f}", number.after, number.sd_after)});
  fmt::print("\nThe posterior learned from {} of them; what moved most, in prior standard deviations\n\n{}",
             update.assimilated, table({"", "before", "now"}, moved));
}

// The study's folder as it is, but for unfinished work.
void copy_study(const fs::path& from, output::WholeFolder& to) {
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(from, problem)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".parts") || name.find(".partial-") != std::string::npos) continue;
    fs::copy(entry.path(), to.inside() / name, fs::copy_options::recursive, problem);
    if (problem) break;
  }
  if (problem) to.refuse(fmt::format("can't be written ({})", problem.message()));
}

bool lies_inside(const fs::path& folder, const fs::path& other) {
  const fs::path relative =
      fs::weakly_canonical(folder).lexically_relative(fs::weakly_canonical(other));
  return !relative.empty() && !relative.string().starts_with("..");
}

int update(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  if (options.simulation.members && *options.simulation.members < fewest_members)
    throw sim::InputError(sim::Complaint{
        "--members", 0, 0, fmt::format("{} is too few (at least {})", *options.simulation.members, fewest_members), ""});
  const ExtendedStudy extended = scenarios::extend_study(options.study, options.with);
  const fs::path study_folder =
      fs::path(options.study).has_parent_path() ? fs::path(options.study).parent_path() : fs::path(".");
  output::WholeFolder folder(options.out);
  if (lies_inside(options.out, study_folder))
    folder.refuse("lies in the folder of the study (a copy of it can't hold itself)", "choose another name");
  watch.lap("read and checked");

  std::string what;
  std::unique_ptr<Progress> bar;
  scenarios::UpdateSettings settings;
  if (options.simulation.members) settings.members = static_cast<int>(*options.simulation.members);
  settings.seed = options.simulation.seed;
  settings.progress = [&](const std::string& step, int done, int of) {
    if (step != what) {
      bar = std::make_unique<Progress>(options.common, step);
      what = step;
    }
    (*bar)(done, of);
  };
  settings.stop = [] { return stop_on_interrupt().load(std::memory_order_relaxed); };
  StudyUpdate result;
  try {
    result = scenarios::update(extended, (study_folder / posterior_name).lexically_normal().generic_string(), settings,
                               scenarios::provenance_of(fmt::format(
                                   "agglomera update {} --with {} -o {}{}", options.study, options.with,
                                   options.out, options.simulation.text())));
  } catch (const scenarios::Stopped&) {
    tell("interrupted; nothing was written, the same command starts again\n");
    return interrupted;
  }
  bar.reset();
  watch.lap("forecast and learned");
  copy_study(study_folder, folder);
  for (const auto& [path, text] : extended.changed) folder.write(path, text);
  if (result.posterior) output::write_result(*result.posterior, folder.inside() / posterior_name);
  folder.finish();
  watch.lap("written");
  if (!result.posterior)
    remark(options.common, fmt::format("no {} beside {}: only the data moved on", posterior_name, options.study));
  if (result.failed > 0)
    tell("{} runs failed and were replaced by others of their step\n", result.failed);
  if (options.common.json)
    fmt::print("{}\n", json_of(options, extended, result).dump(2));
  else
    print_text(extended, result);
  if (extended.after.study.last > extended.before.study.last)
    remark(options.common,
           fmt::format("scenarios and experiments keep their years: runs are conditioned on {} where no lever "
                       "begins by then, and targets end where they did", extended.after.study.last));
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_update(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "update", "a new year of observations: how its forecast did, and the study and its posterior moved on");
  command->add_option("STUDY", options->study, "a study file, such as study.toml")->required();
  command->add_option("--with", options->with, "the new rows, with the columns of observed.csv")->required();
  command->add_option("-o,--output", options->out, "a folder that does not exist or is empty")->required();
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return update(*options); }; });
}

}  // namespace agglomera::cli
