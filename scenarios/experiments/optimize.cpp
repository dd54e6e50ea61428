#include "scenarios/experiments/optimize.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/inference/nsga2.hpp"
#include "sim/missing.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double worth_of_cheapness = 1e-9;  // far less than one firm in one member
constexpr int objective_count = 3;

double mean_of(const std::vector<double>& values) { return effect_of(values).mean; }

WithoutLevers without_levers(const MixTrial& trial) {
  return {mean_of(trial.baseline()), mean_of(trial.baseline_inequality())};
}

bool same(const Judged& a, const Judged& b) {
  return a.mean == b.mean && a.q05 == b.q05 && a.inequality == b.inequality;
}

// As NSGA-II wants them: small is good.
std::vector<double> objectives_of(const Judged& judged) {
  return {-judged.mean, -judged.q05, judged.inequality};
}

bool stopped(const Watch& watch) {
  return sim::on_any_rank(watch.stop && watch.stop->load(std::memory_order_relaxed));
}

// The search on common draws; every different mix is simulated once.
class Search {
 public:
  Search(const Portfolio& portfolio, const MixTrial& trial, const Watch& watch, Front& front)
      : portfolio_(portfolio), trial_(trial), watch_(watch), front_(front) {}

  std::vector<Strengths> run() {
    Nsga2Settings settings;
    settings.population = portfolio_.population;
    settings.generations = portfolio_.generations;
    settings.start = {std::vector<double>(portfolio_.levers.size(), 0.0)};  // the least mix
    settings.stop = [&] { return stopped(watch_); };
    settings.progress = [&](int done, int of) {
      generations_ = done;
      if (watch_.progress) watch_.progress(done, of);
    };
    const FrontSearch found = find_front(
        [&](const std::vector<std::vector<double>>& points) { return objectives(points); },
        static_cast<int>(portfolio_.levers.size()), objective_count, settings,
        portfolio_.scenario.seed);
    if (found.stopped) interrupt();
    front_.evaluations = found.evaluations;
    front_.different_mixes = static_cast<std::int64_t>(known_.size());
    std::vector<Strengths> mixes;
    for (const FrontPoint& point : found.front) mixes.push_back(within_budget(portfolio_, point.x));
    mixes = best_of(without_idle_levers(std::move(mixes)));
    return mixes;
  }

  const Judged& judged(const Strengths& mix) const { return known_.at(mix); }

 private:
  [[noreturn]] void interrupt() const {
    throw SearchInterrupted{generations_, portfolio_.generations + 1};
  }

  std::vector<std::vector<double>> objectives(const std::vector<std::vector<double>>& points) {
    std::vector<Strengths> mixes;
    for (const auto& x : points) mixes.push_back(within_budget(portfolio_, x));
    judge(mixes);
    std::vector<std::vector<double>> all;
    const double scale = std::abs(front_.searched.value);
    for (const Strengths& mix : mixes) {
      const auto known = known_.find(mix);  // not there when it was stopped
      std::vector<double> of = known == known_.end()
                                   ? std::vector<double>(objective_count, missing)
                                   : objectives_of(known->second);
      const double dear = portfolio_.budget > 0.0
                              ? worth_of_cheapness * cost_of(portfolio_, mix) / portfolio_.budget
                              : 0.0;
      of[0] += dear * scale, of[1] += dear * scale, of[2] += dear;
      all.push_back(std::move(of));
    }
    return all;
  }

  void judge(const std::vector<Strengths>& mixes) {
    std::vector<Strengths> unknown;
    for (const Strengths& mix : mixes)
      if (!known_.contains(mix)) unknown.push_back(mix);
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    const std::vector<MixOutcome> outcomes = trial_(unknown, {{}, watch_.stop});
    if (stopped(watch_)) return;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      const Effect effect = effect_of(outcomes[i].effects);
      known_[unknown[i]] = {effect.mean, effect.q05, mean_of(outcomes[i].inequality)};
      for (std::size_t member = 0; member < trial_.baseline().size(); ++member)
        front_.missing_runs +=
            std::isnan(outcomes[i].effects[member]) && !std::isnan(trial_.baseline()[member]);
    }
  }

  std::vector<Strengths> without_idle_levers(std::vector<Strengths> mixes) {
    for (std::size_t lever = 0; lever < portfolio_.levers.size(); ++lever) {
      std::vector<Strengths> tried = mixes;
      for (Strengths& mix : tried) mix[lever] = portfolio_.levers[lever].strength.low;
      judge(tried);
      if (stopped(watch_)) interrupt();
      for (std::size_t i = 0; i < mixes.size(); ++i)
        if (same(judged(tried[i]), judged(mixes[i]))) mixes[i] = tried[i];
    }
    return mixes;
  }

  // Each once, and none that another dominates.
  std::vector<Strengths> best_of(std::vector<Strengths> mixes) const {
    std::sort(mixes.begin(), mixes.end());
    mixes.erase(std::unique(mixes.begin(), mixes.end()), mixes.end());
    std::vector<Strengths> best;
    for (const Strengths& mix : mixes)
      if (std::none_of(mixes.begin(), mixes.end(), [&](const Strengths& other) {
            return dominates(objectives_of(judged(other)), objectives_of(judged(mix)));
          }))
        best.push_back(mix);
    return best;
  }

  const Portfolio& portfolio_;
  const MixTrial& trial_;
  const Watch& watch_;
  Front& front_;
  std::map<Strengths, Judged> known_;
  int generations_ = 0;
};

FrontMix fresh_look(const Portfolio& portfolio, const Strengths& strengths, MixOutcome outcome) {
  FrontMix mix;
  mix.strengths = strengths;
  for (std::size_t i = 0; i < strengths.size(); ++i) {
    const models::LeverKind& kind = *models::find_lever(portfolio.levers[i].lever.kind);
    mix.extrapolated.push_back(strengths[i] > kind.parameters.front().usual);
  }
  mix.cost = cost_of(portfolio, strengths);
  mix.effect = effect_of(outcome.effects);
  mix.inequality = mean_of(outcome.inequality);
  mix.firms_gained = mean_of(outcome.firms_gained);
  mix.cost_per_firm = mix.firms_gained > 0.0 ? mix.cost / mix.firms_gained : missing;
  mix.effects = std::move(outcome.effects);
  return mix;
}

void find_regret(std::vector<FrontMix>& mixes) {
  std::vector<double> best(mixes.front().effects.size(), missing);
  for (const FrontMix& mix : mixes)
    for (std::size_t member = 0; member < best.size(); ++member)
      best[member] = std::fmax(best[member], mix.effects[member]);  // a number, if either is one
  for (FrontMix& mix : mixes) {
    std::vector<double> regret;
    for (std::size_t member = 0; member < best.size(); ++member)
      regret.push_back(best[member] - mix.effects[member]);
    mix.expected_regret = mean_of(regret);
  }
}

void find_dominated(std::vector<FrontMix>& mixes) {
  const auto fresh = [](const FrontMix& mix) {
    return objectives_of({mix.effect.mean, mix.effect.q05, mix.inequality});
  };
  for (FrontMix& mix : mixes)
    mix.dominated = std::any_of(mixes.begin(), mixes.end(), [&](const FrontMix& other) {
      return dominates(fresh(other), fresh(mix));
    });
}

}  // namespace

Front optimize(const Portfolio& portfolio, const Watch& search, const Watch& fresh) {
  Front front;
  const PairedWorlds worlds(portfolio.scenario, 0, {{}, search.stop});
  const MixTrial trial(portfolio, worlds);
  front.failures = worlds.failures();
  front.searched = without_levers(trial);
  Search searching(portfolio, trial, search, front);
  const std::vector<Strengths> mixes = searching.run();

  Scenario again = portfolio.scenario;
  again.members = portfolio.fresh_members;
  again.seed = portfolio.fresh_seed;
  const PairedWorlds fresh_worlds(again, portfolio.scenario.members, {{}, search.stop});
  const MixTrial fresh_trial(portfolio, fresh_worlds);
  front.fresh_failures = fresh_worlds.failures();
  front.fresh = without_levers(fresh_trial);
  std::vector<MixOutcome> outcomes = fresh_trial(mixes, {fresh.progress, search.stop});
  if (stopped(search)) throw SearchInterrupted{portfolio.generations + 1, portfolio.generations + 1};
  for (std::size_t i = 0; i < mixes.size(); ++i) {
    front.mixes.push_back(fresh_look(portfolio, mixes[i], std::move(outcomes[i])));
    front.mixes.back().searched = searching.judged(mixes[i]);
  }
  find_regret(front.mixes);
  find_dominated(front.mixes);
  std::sort(front.mixes.begin(), front.mixes.end(), [](const FrontMix& a, const FrontMix& b) {
    return std::tuple(-a.effect.mean, a.cost, a.strengths) <
           std::tuple(-b.effect.mean, b.cost, b.strengths);
  });
  return front;
}

PosteriorUse attach_posterior(Portfolio& portfolio, Source& source) {
  // A posterior is held against the texts of the study, which follow the scenario's.
  portfolio.scenario.inputs.assign(portfolio.inputs.begin() + 1, portfolio.inputs.end());
  const PosteriorUse use = attach_posterior(portfolio.scenario, source);
  portfolio.inputs = source.read_so_far();
  return use;
}

}  // namespace agglomera::scenarios
