#include "scenarios/experiments/stated_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

struct Fact {
  std::string name;
  std::vector<std::string> cities;
  std::int64_t from, to;
  std::string relation;
  double value;
  std::string unit, note;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ';');) parts.push_back(part);
  return parts;
}

std::vector<Fact> facts_in(const output::ResultFile& file) {
  const output::Group* group = file.group("stated_facts");
  std::vector<Fact> facts;
  if (!group) return facts;
  const auto text = [&](const char* name) {
    return std::get<std::vector<std::string>>(group->variable(name)->values);
  };
  const auto year = [&](const char* name) {
    return std::get<std::vector<std::int32_t>>(group->variable(name)->values);
  };
  const auto names = text("fact"), cities = text("city"), relations = text("relation"),
             units = text("unit"), notes = text("note");
  const auto from = year("year_from"), to = year("year_to");
  const auto& values = std::get<std::vector<double>>(group->variable("value")->values);
  for (std::size_t i = 0; i < names.size(); ++i)
    facts.push_back({names[i], split(cities[i]), from[i], to[i], relations[i], values[i], units[i],
                     notes[i]});
  return facts;
}

// What one member says of a fact; NaN when it can't.
class Witness {
 public:
  Witness(const RunView& run, const Fact& fact) : run_(run), fact_(fact) {
    for (const std::string& city : fact.cities) {
      cities_.push_back(run.city_index(city));
      known_ = known_ && cities_.back() < run.cities().size();
    }
    known_ = known_ && cities_fit() && run.has_year(fact.from) && run.has_year(fact.to);
    if (known_) {
      from_ = run.year_index(fact.from);
      to_ = run.year_index(fact.to);
    }
  }

  double operator()(std::size_t member) const {
    if (!known_) return missing;
    const std::string& name = fact_.name;
    if (name == "world_firms") return world("firms", member, to_);
    if (name == "world_revenue_growth")
      return world("revenue", member, to_) / world("revenue", member, from_) - 1.0;
    if (name == "top3_revenue_share") {
      double sum = 0.0;
      for (const std::size_t city : cities_) sum += run_.value("revenue", member, city, to_);
      return sum / world("revenue", member, to_);
    }
    if (name == "firms") return run_.value("firms", member, cities_[0], to_);
    if (name == "firms_growth") return growth("firms", member);
    if (name == "revenue_growth") return growth("revenue", member);
    if (name == "firms_mean") return mean("firms", member, cities_[0]);
    if (name == "rank_firms") return worst_rank(member);
    if (name == "firms_per_city_typical") return typical_city(member);
    if (name == "lq_revenue_range") return largest("lq_revenue", member);
    return missing;
  }

 private:
  bool cities_fit() const {
    const std::string& name = fact_.name;
    if (name == "firms" || name == "firms_growth" || name == "revenue_growth" || name == "firms_mean")
      return cities_.size() == 1;
    if (name == "rank_firms" || name == "top3_revenue_share" || name == "lq_revenue_range")
      return !cities_.empty();
    return true;
  }
  double world(const std::string& measure, std::size_t member, std::size_t year) const {
    double sum = 0.0;
    for (std::size_t city = 0; city < run_.cities().size(); ++city)
      sum += run_.value(measure, member, city, year);
    return sum;
  }
  double growth(const std::string& measure, std::size_t member) const {
    return run_.value(measure, member, cities_[0], to_) /
               run_.value(measure, member, cities_[0], from_) - 1.0;
  }
  double mean(const std::string& measure, std::size_t member, std::size_t city) const {
    double sum = 0.0;
    for (std::size_t year = from_; year <= to_; ++year)
      sum += run_.value(measure, member, city, year);
    return sum / static_cast<double>(to_ - from_ + 1);
  }
  double worst_rank(std::size_t member) const {  // ties share the better rank
    double worst = 0.0;
    for (const std::size_t city : cities_) {
      double rank = 1.0;
      for (std::size_t other = 0; other + 1 < run_.cities().size(); ++other)
        if (run_.value("firms", member, other, to_) > run_.value("firms", member, city, to_))
          rank += 1.0;
      worst = std::max(worst, rank);
    }
    return worst;
  }
  double typical_city(std::size_t member) const {
    std::vector<double> means;
    for (std::size_t city = 0; city + 1 < run_.cities().size(); ++city)
      means.push_back(mean("firms", member, city));
    return output::median(means);
  }
  double largest(const std::string& measure, std::size_t member) const {
    double most = 0.0;
    for (const std::size_t city : cities_)
      for (std::size_t year = from_; year <= to_; ++year)
        most = std::max(most, run_.value(measure, member, city, year));
    return most;
  }

  const RunView& run_;
  const Fact& fact_;
  std::vector<std::size_t> cities_;
  bool known_ = true;
  std::size_t from_ = 0, to_ = 0;
};

bool holds(const Fact& fact, double low, double median, double high) {
  if (fact.relation == ">=") return median >= fact.value;
  if (fact.relation == "<=") return median <= fact.value;
  if (fact.relation == "between 0 and 1") return median >= 0.0 && median <= 1.0;
  const bool whole = fact.unit == "firms" || fact.unit == "rank";
  const double slack = fact.relation == "~" ? 0.1 * std::abs(fact.value) : whole ? 0.5 : 0.0;
  return low <= fact.value + slack && high >= fact.value - slack;
}

std::string title(const Fact& fact) {
  std::string cities;
  for (const std::string& city : fact.cities) cities += (cities.empty() ? " " : ", ") + city;
  return fact.from == fact.to ? fmt::format("{}{} {}", fact.name, cities, fact.to)
                              : fmt::format("{}{} {}-{}", fact.name, cities, fact.from, fact.to);
}

bool is_contradicted(const Fact& fact) {
  return fact.note.find("contradict") != std::string::npos ||
         fact.note.find("inconsistent") != std::string::npos;
}

}  // namespace

std::vector<FactCheck> check_facts(const output::ResultFile& file, const RunView& run) {
  std::vector<FactCheck> checks;
  for (const Fact& fact : facts_in(file)) {
    FactCheck check{title(fact), fact.relation, fact.value, missing, missing, missing, {}, fact.note};
    const Witness witness(run, fact);
    std::vector<double> said;
    for (std::size_t member = 0; member < run.members(); ++member) {
      const double value = run.failed(member) ? missing : witness(member);
      if (std::isfinite(value)) said.push_back(value);
    }
    if (!said.empty()) {
      check.simulated_5 = output::quantile(said, 0.05);
      check.simulated_50 = output::quantile(said, 0.50);
      check.simulated_95 = output::quantile(said, 0.95);
      if (!is_contradicted(fact))
        check.holds = holds(fact, check.simulated_5, check.simulated_50, check.simulated_95);
    }
    checks.push_back(std::move(check));
  }
  return checks;
}

void judge_stated_facts(output::ResultFile& file) {
  const auto group =
      std::find_if(file.groups.begin(), file.groups.end(),
                   [](const output::Group& one) { return one.name == "stated_facts"; });
  if (group == file.groups.end()) return;
  std::vector<double> q05, q50, q95;
  std::vector<std::int32_t> holds;
  for (const FactCheck& check : check_facts(file, RunView(file))) {
    q05.push_back(check.simulated_5);
    q50.push_back(check.simulated_50);
    q95.push_back(check.simulated_95);
    holds.push_back(check.holds ? *check.holds : -1);
  }
  const std::vector<std::string> all = {"fact_number"};
  group->variables.push_back({"simulated_q05", "", "", all, q05});
  group->variables.push_back({"simulated_q50", "", "", all, q50});
  group->variables.push_back({"simulated_q95", "", "", all, q95});
  group->variables.push_back({"holds", "", "", all, holds});
}

}  // namespace agglomera::scenarios
