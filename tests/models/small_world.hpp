// A made-up study of six cities, in code: two clusters and a city of its own, three governance regimes,
// constant background shares and totals, nothing observed. Tests change what they are about.
//
// The cities, in the order of their ids: avalon and brook (cluster bay, country AA), cove
// (independent, BB), dale, elm and ford (cluster plain; CC, CC, DD).
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "sim/missing.hpp"
#include "sim/usual_links.hpp"

namespace agglomera::tests {

using namespace agglomera::models;
using sim::Draws;
using sim::FirmId;
using sim::PlaceIndex;

using agglomera::missing;
inline constexpr PlaceIndex avalon = 0, brook = 1, cove = 2, dale = 3, elm = 4, ford = 5, rest = 6;

inline sim::City made_up_city(std::string id, std::string country, std::string cluster,
                              double latitude, double longitude) {
  return {id, id, id, country, latitude, longitude, cluster};
}

inline void set_totals(Study& study, double focal_firms, double listed_firms) {
  study.totals.focal_firms.assign(study.years(), focal_firms);
  study.totals.focal_revenue_usd.assign(study.years(), focal_firms * 1e9);
  study.totals.listed_firms.assign(study.years(), listed_firms);
}

inline void set_shares(const Study& study, std::vector<ShareSeries>& series,
                       const std::vector<double>& shares) {
  series.clear();
  for (const double share : shares)
    series.push_back({std::vector<double>(study.years(), share),
                      std::vector<sim::Year>(study.years(), study.first), 0.0, false});
}

inline void set_parameter(Study& study, std::string_view name, double value) {
  const auto row = static_cast<std::size_t>(find_parameter(name) - parameter_table().data());
  study.parameters[row] = {value, {Scale::linear, 0.0}};
}

// With revenue shares equal to firm shares and LQs not far from 1 unless a test says otherwise.
inline Study small_study(double focal_firms = 1000.0) {
  Study study;
  study.name = "made up";
  study.first = 2008;
  study.last = 2017;
  study.cities = {made_up_city("avalon", "AA", "bay", 10.0, 20.0),
                  made_up_city("brook", "AA", "bay", 11.0, 20.5),
                  made_up_city("cove", "BB", "independent", 30.0, 60.0),
                  made_up_city("dale", "CC", "plain", 12.0, 24.0),
                  made_up_city("elm", "CC", "plain", 12.5, 25.0),
                  made_up_city("ford", "DD", "plain", 14.0, 24.5)};
  study.regimes = {Regime::market, Regime::market,      Regime::mixed,
                   Regime::mixed,  Regime::coordinated, Regime::coordinated};
  study.governance_score = {1.0, 1.0, 0.5, -0.5, -0.5, -1.5};
  study.hubs = {avalon, dale};
  study.links = sim::usual_links(study.cities, study.hubs);
  const std::vector<double> shares = {0.20, 0.05, 0.10, 0.15, 0.08, 0.04};  // the rest: 0.38
  set_shares(study, study.firm_share, shares);
  set_shares(study, study.revenue_share, shares);
  set_totals(study, focal_firms, 4000.0);
  const Prior sure{Scale::linear, 0.0};
  const auto latents = [&](std::vector<double> usual) {
    std::vector<Latent> made;
    for (const double value : usual) made.push_back({value, sure, false});
    return made;
  };
  study.latents.endowment = latents({0.8, 0.1, 0.3, -0.2, 0.0, -0.6});
  study.latents.technology = latents({0.9, 0.6, 0.7, 0.4, 0.5, 0.3});
  study.latents.culture = latents({0.7, 0.6, 0.4, 0.6, 0.5, 0.2});
  study.latents.amenity = latents({0.3, -0.2, 0.1, 0.2, -0.1, -0.3});
  study.latents.growth_advantage = latents({0.01, 0.0, -0.01, 0.02, 0.0, -0.02});
  study.strategies = {{"a plan", {"CC"}, 2012, 0.2, 4, "made up"}};
  const std::vector<std::vector<double>> nothing(6, std::vector<double>(study.years(), missing));
  study.observed = {nothing, nothing, nothing};
  study.parameters = usual_settings();
  set_parameter(study, "unobserved_lq_log_sd",
                0.2);  // cities never ask for more than the world has
  return study;
}

// Everything that happens as switched, nothing that draws or grows one place more than another.
inline Mechanisms only(std::initializer_list<bool Mechanisms::*> switched_on) {
  Mechanisms mechanisms;
  for (const MechanismDeclaration& row : mechanism_table()) mechanisms.*row.on = false;
  for (const auto mechanism : switched_on) mechanisms.*mechanism = true;
  return mechanisms;
}

struct Setting {
  Mechanisms mechanisms = {};
  Background background = Background::shares;
  Draws draws = Draws(1, 0);
  bool sample = false;
  sim::Year last = 2017;
};

// The study must outlive the model made of it.
inline Model model_of(const Study& study, const Setting& setting = {}) {
  return make_model(study, draw_member(study, setting.last, setting.draws, setting.sample),
                    setting.mechanisms, setting.background, usual_distances(study));
}

// A model with its world at the end of the first year.
struct Start {
  Model model;
  Draws draws;
  World world;

  explicit Start(const Study& study, const Setting& setting = {})
      : model(model_of(study, setting)), draws(setting.draws), world(initial_world(model, draws)) {}

  void run_until(sim::Year year, std::span<const Lever> levers = {}) {
    while (world.year < year) pass_year(model, levers, draws, world);
  }
};

// Where each focal firm is, and how large.
struct Whereabouts {
  PlaceIndex place;
  sim::LogRevenue size;
  friend bool operator==(const Whereabouts&, const Whereabouts&) = default;
};

inline std::map<FirmId, Whereabouts> whereabouts_of(const sim::Firms& all) {
  std::map<FirmId, Whereabouts> firms;
  for (const sim::Block& block : all.blocks)
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto place = static_cast<PlaceIndex>(p);
      for (std::uint32_t i = 0; i < block.firms(place); ++i)
        firms[block.id(place, i)] = {place, block.log_revenues(place)[i]};
    }
  return firms;
}
inline std::map<FirmId, Whereabouts> focal_firms_of(const World& world) {
  return whereabouts_of(world.firms);
}

// In the place of all firms there are: firm number i with `billions[i]` in `places[i]`, founded in 2007.
inline void replace_firms(const Model& model, World& world, const std::vector<PlaceIndex>& places,
                          const std::vector<double>& billions) {
  world.firms.blocks.assign(1, sim::Block(model.study->places()));
  for (std::uint32_t i = 0; i < places.size(); ++i)
    world.firms.blocks[0].settle(places[i], {i, 2007},
                                 sim::LogRevenue::of_log_usd(std::log(billions[i] * 1e9)));
  world.boards = {};
  take_census(model, world);
}

// Decisions in which nobody does anything.
inline Decisions nobody_acts(const World& world) {
  Decisions none;
  for (const sim::Block& block : world.firms.blocks) {
    BlockDecisions mine;
    mine.grown.resize(block.slots());
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto place = static_cast<PlaceIndex>(p);
      std::copy_n(block.log_revenues(place).data(), block.firms(place),
                  mine.grown.begin() + static_cast<std::ptrdiff_t>(block.first_slot(place)));
    }
    none.blocks.push_back(std::move(mine));
  }
  return none;
}

inline std::vector<double> lq_count(const Model& model, const World& world) {
  return location_quotients(world.census.focal_firms, firm_shares(model, world, world.year));
}

inline std::vector<double> lq_revenue(const Model& model, const World& world) {
  return location_quotients(world.census.focal_revenue_usd,
                            revenue_shares(model, world, world.year));
}

}  // namespace agglomera::tests
