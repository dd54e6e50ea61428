#include "scenarios/experiments/result_groups.hpp"

#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using output::Variable;

Variable variable(std::string name, std::vector<std::string> dimensions,
                  decltype(Variable::values) values) {
  return {std::move(name), "", "", std::move(dimensions), std::move(values)};
}

template <typename Number>
std::vector<Number> joined(const Ensemble& ensemble, std::size_t branches,
                           std::vector<Number> Series::*measure) {
  std::vector<Number> all;
  for (std::size_t branch = 0; branch < branches; ++branch) {
    const auto& values = ensemble.series[branch].*measure;
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

// [member][place][year] of the shares that members believed in.
std::vector<double> believed_shares(const Ensemble& ensemble,
                                    std::vector<std::vector<double>> models::Member::*shares) {
  std::vector<double> all;
  for (const models::Member& member : ensemble.drawn)
    for (std::size_t place = 0; place < ensemble.places; ++place)
      for (std::size_t year = 0; year < ensemble.years; ++year)
        all.push_back((member.*shares).empty() ? missing : (member.*shares)[year][place]);
  return all;
}

std::vector<double> observations(const models::Study& study, std::size_t years,
                                 const std::vector<std::vector<double>>& of_cities) {
  std::vector<double> all;
  for (const auto& series : of_cities)
    for (std::size_t year = 0; year < years; ++year)
      all.push_back(year < series.size() ? series[year] : missing);
  all.resize(study.places() * years, missing);
  return all;
}

// `series`: the arrays of the branches, one after the other.
Group series_group(const Scenario& scenario, const Ensemble& ensemble, std::size_t branches,
                   Series series) {
  const std::vector<std::string> names(ensemble.branches.begin(),
                                       ensemble.branches.begin() + static_cast<std::ptrdiff_t>(branches));
  Group group{"series",
              {{"scenario", "", "", names}, member_dimension(ensemble.members),
               city_dimension(scenario), year_dimension(scenario.first, scenario.last)},
              {}};
  const std::vector<std::string> all = {"scenario", "member", "city", "year"};
  group.variables.push_back(variable("lq_count", all, std::move(series.lq_count)));
  group.variables.push_back(variable("lq_revenue", all, std::move(series.lq_revenue)));
  group.variables.push_back(variable("firms", all, std::move(series.firms)));
  group.variables.push_back(variable("revenue", all, std::move(series.revenue_usd)));
  add_city_variables(group, *scenario.study);
  const std::vector<std::string> background = {"member", "city", "year"};
  group.variables.push_back(variable("firm_share", background,
                                     believed_shares(ensemble, &models::Member::firm_share)));
  group.variables.push_back(variable("revenue_share", background,
                                     believed_shares(ensemble, &models::Member::revenue_share)));
  return group;
}

}  // namespace

bool is_observed(const models::Study& study, std::size_t city) {
  for (const auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue,
                              &study.observed.revenue_usd})
    for (const double value : (*measure)[city])
      if (!std::isnan(value)) return true;
  return false;
}

Dimension member_dimension(int members) {
  std::vector<std::int64_t> numbers;
  for (int member = 0; member < members; ++member) numbers.push_back(member);
  return {"member", "", "", numbers};
}

Dimension city_dimension(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const sim::City& city : scenario.study->cities) ids.push_back(city.id);
  ids.push_back(sim::rest_of_world_id);
  return {"city", "", "", ids};
}

Dimension year_dimension(sim::Year first, sim::Year last) {
  std::vector<std::int64_t> years;
  for (sim::Year year = first; year <= last; ++year) years.push_back(year);
  return {"year", "", "", years};
}

void add_city_variables(Group& group, const models::Study& study) {
  std::vector<std::string> names, names_zh, countries, clusters, cluster_names, clusters_zh;
  std::vector<double> latitudes, longitudes;
  std::vector<std::int32_t> observed;
  for (std::size_t i = 0; i < study.cities.size(); ++i) {
    const sim::City& city = study.cities[i];
    names.push_back(city.name_en);
    names_zh.push_back(city.name_zh);
    countries.push_back(city.country);
    clusters.push_back(city.cluster == sim::independent_cluster ? "" : city.cluster);
    const auto named = study.cluster_names.find(city.cluster);
    const bool has_names = named != study.cluster_names.end();
    cluster_names.push_back(has_names ? named->second.en : clusters.back());
    clusters_zh.push_back(has_names ? named->second.zh : "");
    latitudes.push_back(city.latitude_degrees);
    longitudes.push_back(city.longitude_degrees);
    observed.push_back(is_observed(study, i) ? 1 : 0);
  }
  names.push_back("Rest of the world");
  names_zh.push_back("世界其他地区");
  countries.push_back("");
  for (auto* of_cluster : {&clusters, &cluster_names, &clusters_zh}) of_cluster->push_back("");
  latitudes.push_back(missing);
  longitudes.push_back(missing);
  observed.push_back(0);
  group.variables.push_back(variable("city_name", {"city"}, names));
  group.variables.push_back(variable("city_zh", {"city"}, names_zh));
  group.variables.push_back(variable("country", {"city"}, countries));
  group.variables.push_back(variable("cluster", {"city"}, clusters));
  group.variables.push_back(variable("cluster_name", {"city"}, cluster_names));
  group.variables.push_back(variable("cluster_zh", {"city"}, clusters_zh));
  group.variables.push_back(variable("latitude", {"city"}, latitudes));
  group.variables.push_back(variable("longitude", {"city"}, longitudes));
  group.variables.push_back(variable("observed", {"city"}, observed));
}

Group cities_group(const Scenario& scenario) {
  Group group{"cities", {city_dimension(scenario)}, {}};
  add_city_variables(group, *scenario.study);
  return group;
}

Group series_group(const Scenario& scenario, const Ensemble& ensemble, std::size_t branches) {
  Series series{joined(ensemble, branches, &Series::lq_count),
                joined(ensemble, branches, &Series::lq_revenue),
                joined(ensemble, branches, &Series::firms),
                joined(ensemble, branches, &Series::revenue_usd)};
  return series_group(scenario, ensemble, branches, std::move(series));
}

Group series_group(const Scenario& scenario, Ensemble&& ensemble) {
  Series series = std::move(ensemble.series.front());
  return series_group(scenario, ensemble, 1, std::move(series));
}
Group observed_group(const Scenario& scenario) {
  const models::Study& study = *scenario.study;
  const auto years = static_cast<std::size_t>(scenario.last - scenario.first + 1);
  const std::vector<std::string> all = {"city", "year"};
  return {"observed",
          {city_dimension(scenario), year_dimension(scenario.first, scenario.last)},
          {variable("lq_count", all, observations(study, years, study.observed.lq_count)),
           variable("lq_revenue", all, observations(study, years, study.observed.lq_revenue)),
           variable("revenue", all, observations(study, years, study.observed.revenue_usd))}};
}

Group city_assumptions_group(const Scenario& scenario, const Ensemble& ensemble) {
  const auto of_members = [&](std::vector<double> models::Member::*quantity) {
    std::vector<double> all;
    for (const models::Member& member : ensemble.drawn) {
      all.insert(all.end(), (member.*quantity).begin(), (member.*quantity).end());
      if ((member.*quantity).empty()) all.resize(all.size() + ensemble.places, missing);
    }
    return all;
  };
  std::vector<double> endowment = of_members(&models::Member::ln_endowment);
  for (double& value : endowment) value = std::exp(value);
  const std::vector<std::string> all = {"member", "city"};
  return {"city_assumptions",
          {member_dimension(ensemble.members), city_dimension(scenario)},
          {variable("technology", all, of_members(&models::Member::technology)),
           variable("culture", all, of_members(&models::Member::culture)),
           variable("endowment", all, endowment),
           variable("amenity", all, of_members(&models::Member::amenity)),
           variable("growth_advantage", all, of_members(&models::Member::growth_advantage))}};
}

Group stated_facts_group(const Scenario& scenario) {
  std::vector<std::int64_t> numbers;
  std::vector<std::string> facts, cities, relations, units, notes, notes_zh, statements, statements_zh;
  std::vector<std::int32_t> from, to;
  std::vector<double> values;
  for (const StatedFact& fact : scenario.stated_facts) {
    numbers.push_back(static_cast<std::int64_t>(numbers.size()) + 1);
    facts.push_back(fact.fact);
    std::string together;
    for (const std::string& city : fact.cities) together += (together.empty() ? "" : ";") + city;
    cities.push_back(together);
    from.push_back(fact.year_from);
    to.push_back(fact.year_to);
    relations.push_back(fact.relation);
    values.push_back(fact.value);
    units.push_back(fact.unit);
    notes.push_back(fact.note);
    notes_zh.push_back(fact.note_zh);
    statements.push_back(fact.statement.en);
    statements_zh.push_back(fact.statement.zh);
  }
  const std::vector<std::string> all = {"fact_number"};
  return {"stated_facts",
          {{"fact_number", "", "", numbers}},
          {variable("fact", all, facts), variable("city", all, cities),
           variable("year_from", all, from), variable("year_to", all, to),
           variable("relation", all, relations), variable("value", all, values),
           variable("unit", all, units), variable("note", all, notes),
           variable("statement", all, statements), variable("statement_zh", all, statements_zh),
           variable("note_zh", all, notes_zh)}};
}

}  // namespace agglomera::scenarios
