#include "scenarios/study/backtest_file.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "scenarios/study/experiment_file.hpp"
#include "scenarios/study/free_section.hpp"
#include "scenarios/study/targets_section.hpp"
#include "scenarios/study/years_section.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

struct Bounds {
  std::int64_t low;
  std::int64_t high;
  std::string_view why;
};

constexpr Bounds ahead{1, most_horizons, "years ahead"};
constexpr std::string_view like_origins = "2011:2016";
constexpr std::string_view like_horizons = "1:3";

std::optional<sim::Year> number_of(std::string_view word) {
  sim::Year number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

// The last year of the targets in which an LQ was observed.
std::optional<sim::Year> last_observed(const Targets& targets, const models::Study& study) {
  std::optional<sim::Year> last;
  for (const auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue})
    for (const auto& city : *measure)
      for (std::size_t year = 0; year < city.size(); ++year) {
        const sim::Year when = study.first + static_cast<sim::Year>(year);
        if (when <= targets.last && !std::isnan(city[year]))
          last = std::max(last.value_or(when), when);
      }
  return last;
}

class BacktestReader {
 public:
  BacktestReader(Source& source, const fs::path& path, TomlTable& root,
                 const BacktestOverrides& overrides, Complaints& complaints)
      : source_(source), path_(path), root_(root), overrides_(overrides), complaints_(complaints) {}

  Backtest read() {
    backtest_.name = path_.stem().string();
    file_ = read_scenario_of_experiment(source_, path_, root_, complaints_);
    if (file_.frame.years_known)
      years_ = {file_.frame.first, file_.frame.last, "years of the study"};
    const Targets known = every_target(file_);
    if (file_.study_in_order) last_observed_ = last_observed(known, *file_.scenario.study);
    read_spans();
    backtest_.steps =
        static_cast<int>(root_.whole("steps").value_or(backtest_.steps));
    if (file_.study_in_order && known.cities.empty())
      root_.complain({}, "no city has an observed LQ (nothing to forecast)");
    backtest_.free = read_free(root_, file_, known.cities);
    root_.finish();
    apply(overrides_.ensemble, least_members_of_experiment, file_.scenario, complaints_);
    read_options();
    check_reach();
    backtest_.scenario = std::move(file_.scenario);
    if (complaints_.none()) warn(known);
    return std::move(backtest_);
  }

 private:
  using Complain = std::function<void(std::string, std::string)>;

  void read_spans() {
    const auto origins = read_span(root_, {"origins", "origin", "a span of origins"},
                                   Need::required, years_.low, years_.high, years_.why);
    if (origins) {
      check_origins(*origins, in_file("origins"));
      take_origins(*origins);
    }
    const auto horizons = read_span(root_, {"horizons", "horizon", "a span of horizons"},
                                    Need::required, ahead.low, ahead.high, ahead.why);
    if (horizons) take_horizons(*horizons);
  }

  void read_options() {
    if (const auto origins =
            option("--origins", overrides_.origins, "origin", like_origins, years_)) {
      check_origins(*origins, in_option("--origins"));
      take_origins(*origins);
    }
    if (const auto horizons =
            option("--horizons", overrides_.horizons, "horizon", like_horizons, ahead))
      take_horizons(*horizons);
  }

  std::optional<Years> option(std::string_view name, const std::optional<std::string>& words,
                              std::string_view noun, std::string_view like, const Bounds& bounds) {
    if (!words) return std::nullopt;
    auto span = read_span_option(name, *words, noun, like, complaints_);
    if (!span) return std::nullopt;
    for (const sim::Year end : {span->first, span->last}) {
      if (end >= bounds.low && end <= bounds.high) continue;
      in_option(name)(
          fmt::format("{} is outside {} to {} ({})", end, bounds.low, bounds.high, bounds.why), "");
      return std::nullopt;
    }
    return span;
  }

  Complain in_file(std::string_view key) {
    return [this, at = root_.at(key)](std::string problem, std::string suggestion) {
      root_.complain(at, std::move(problem), std::move(suggestion));
    };
  }

  Complain in_option(std::string_view name) {
    return [this, name](std::string problem, std::string suggestion) {
      complaints_.add({"", 0, 0, fmt::format("{}: {}", name, problem), std::move(suggestion)});
    };
  }

  void check_origins(const Years& origins, const Complain& complain) {
    if (last_observed_ && origins.last >= *last_observed_)
      complain(
          fmt::format("the last origin {} is not before the last observed year of the scenario, {} "
                      "(nothing is left to forecast)",
                      origins.last, *last_observed_),
          *last_observed_ > years_.low ? fmt::format("end with {}", *last_observed_ - 1) : "");
  }

  void take_origins(const Years& origins) {
    backtest_.first_origin = origins.first;
    backtest_.last_origin = origins.last;
    origins_known_ = true;
  }

  void take_horizons(const Years& horizons) {
    backtest_.first_horizon = horizons.first;
    backtest_.last_horizon = horizons.last;
    horizons_known_ = true;
  }

  // The first origin leaves the most years: with no target after it nothing is scored at all.
  void check_reach() {
    if (!origins_known_ || !horizons_known_ || !last_observed_) return;
    const sim::Year last = *last_observed_;
    const sim::Year target = backtest_.first_origin + backtest_.first_horizon;
    if (target <= last || backtest_.last_origin >= last) return;
    const Complain complain = overrides_.horizons  ? in_option("--horizons")
                              : overrides_.origins ? in_option("--origins")
                                                   : in_file("horizons");
    complain(
        fmt::format("no forecast can be tried (the nearest is for {}, the last observed year of "
                    "the scenario is {})",
                    target, last),
        "begin with a nearer horizon or an earlier origin");
  }

  void warn(Targets known) {
    const models::Study& study = *backtest_.scenario.study;
    const std::size_t free = free_numbers(backtest_.free, study, known.cities);
    known.last = backtest_.first_origin;
    const std::size_t seen = observations(known, study);
    if (free > seen)
      backtest_.warnings.push_back(warning(
          root_.file(), root_.at("free"),
          fmt::format("{} for {} up to the first origin, {} (not all of them can be determined)",
                      counted(free, "free number"), counted(seen, "observation"),
                      backtest_.first_origin),
          "free fewer, or begin with a later origin"));
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  const BacktestOverrides& overrides_;
  Complaints& complaints_;
  ScenarioFile file_;
  Backtest backtest_;
  Bounds years_{1, 9999, "years"};
  std::optional<sim::Year> last_observed_;  // nothing when the study has faults
  bool origins_known_ = false;
  bool horizons_known_ = false;
};

}  // namespace

std::optional<Years> read_span_option(std::string_view option, std::string_view words,
                                      std::string_view noun, std::string_view like,
                                      Complaints& complaints) {
  const std::size_t colon = words.find(':');
  const auto first = number_of(words.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : number_of(words.substr(colon + 1));
  if (!first || !last) {
    complaints.add({"", 0, 0,
                    fmt::format("{}: {} is no span of {}s (a whole number, or two as in {}, is "
                                "expected)",
                                option, in_quotes(words), noun, like),
                    ""});
    return std::nullopt;
  }
  if (*last < *first) {
    complaints.add(
        {"", 0, 0, fmt::format("{}: {}", option, ends_before_it_begins(noun, *first, *last)), ""});
    return std::nullopt;
  }
  return Years{*first, *last};
}

Backtest read_backtest(Source& source, const fs::path& path, const BacktestOverrides& overrides) {
  Complaints complaints;
  Backtest backtest;
  const auto read = [&](TomlTable& root) {
    backtest = BacktestReader(source, path, root, overrides, complaints).read();
  };
  if (!open_experiment(source, path, ExperimentKind::backtest, complaints, read)) {
    apply(overrides.ensemble, least_members_of_experiment, backtest.scenario, complaints);
    if (overrides.origins)
      read_span_option("--origins", *overrides.origins, "origin", like_origins, complaints);
    if (overrides.horizons)
      read_span_option("--horizons", *overrides.horizons, "horizon", like_horizons, complaints);
  }
  if (!complaints.none()) throw sim::InputError(complaints.all());
  backtest.inputs = source.read_so_far();
  return backtest;
}

}  // namespace agglomera::scenarios
