// What the economics knows of a study: its places, their observed and assumed sizes, what is latent
// and how uncertain, and the dated strategies. Read and checked by scenarios/study; no file here.
//
// Places are numbered 0 … cities.size(); the last is the rest of the world, the complement of the
// cities in every total. Where the cities are all there is (the regions of a country, counted without
// the world), it is an empty place: no share, no firms, no revenue. All yearly vectors start at `first`.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/parameters.hpp"
#include "sim/cities.hpp"
#include "sim/wording.hpp"

namespace agglomera::models {

enum class Regime { market, coordinated, mixed };

enum class Kernel { exponential, gravity, radiation };

// Shares of a city in the world's listed firms (b_c) and in their revenue (r_c), one value a year,
// with the prior sd of the log level.
struct ShareSeries {
  std::vector<double> share;     // [year]
  std::vector<sim::Year> known;  // [year]: from when on the value could be known
  double log_sd = 0.0;
  bool derived = false;          // from the tables or statistics; else assumed
  std::vector<double> log_sds = {};  // [year], the largest of which is log_sd; empty: all alike
};

struct WorldTotals {
  std::vector<double> focal_firms;         // [year]
  std::vector<double> focal_revenue_usd;   // [year]
  std::vector<double> listed_firms;        // [year], the background when it is agents
  // [year] of each: from when on the value could be known
  std::vector<sim::Year> focal_firms_known, focal_revenue_known, listed_firms_known;
};

// Something of a city that nobody measures: its usual value and prior.
struct Latent {
  double usual = 0.0;
  Prior prior;
  bool anchored = false;  // by data; else assumed
  sim::Year known = 0;    // from when on usual value and prior could be known; 0: always
};

// Of every city, in the order of the cities.
struct Latents {
  std::vector<Latent> endowment;         // ln R°, log scale about 0
  std::vector<Latent> technology;        // τ in (0, 1)
  std::vector<Latent> culture;           // κ in (0, 1)
  std::vector<Latent> amenity;           // a_c, utility; centred over the cities
  std::vector<Latent> growth_advantage;  // of log revenue a year
};

// A national plan that changes what a country's places offer from a year on.
struct Strategy {
  std::string name;
  std::vector<std::string> countries;
  sim::Year from = 0;
  double effect = 0.0;  // utility at full strength
  int ramp_years = 1;
  std::string source;
};

// What moves the LQs of a city from year to year beside what the model explains, learned from
// one-step-ahead errors: Laplace shocks to its share of the background, on the log scale, after the
// last observed year. A share of a year's change goes on in the next, at most that of one standard
// deviation: momentum, but not of jumps.
struct Innovations {
  std::vector<double> sd;    // [city], of a year; empty: none
  std::vector<double> last;  // [city], the last unexplained change of the log LQ
  double persistence = 0.0;  // of a change from a year to the next
};

// NaN where nothing was observed.
struct Observations {
  std::vector<std::vector<double>> lq_count;     // [city][year]
  std::vector<std::vector<double>> lq_revenue;   // [city][year]
  std::vector<std::vector<double>> revenue_usd;  // [city][year]
};

// One of several sectors that a study tells apart. What a city is to all sectors alike stands in the
// latents; its amenity for one sector is added to that.
struct Sector {
  std::string id;
  std::string name_en, name_zh;
  std::vector<double> firms;        // of the world, [year]
  std::vector<double> revenue_usd;  // of the world, [year]
  std::vector<double> amenity;      // [city], utility for the firms of this sector
};

struct OwnFirms;  // models/own_firms.hpp

struct Study {
  std::string name;
  std::string name_zh;  // empty where nobody gave it
  sim::Year first = 0;  // of the observations
  sim::Year last = 0;
  std::vector<sim::City> cities;
  std::map<std::string, sim::Wording> cluster_names;  // by id; others go by their id
  std::vector<Regime> regimes;             // of each city
  std::vector<double> governance_score;    // of each city's country, about 0 with sd 1
  std::vector<sim::PlaceIndex> hubs;
  std::vector<sim::Link> links;
  Kernel kernel = Kernel::exponential;
  std::vector<ShareSeries> firm_share;     // of each city
  std::vector<ShareSeries> revenue_share;  // of each city
  WorldTotals totals;
  Latents latents;
  std::vector<Strategy> strategies;
  Observations observed;
  Innovations count_innovations;    // of the LQ of firm counts
  Innovations revenue_innovations;  // of the LQ of revenue
  ParameterSettings parameters;
  std::vector<Sector> sectors;  // in the order of their ids; empty: one focal sector and its background
  bool cities_are_all = false;  // the shares of the cities add up to 1
  std::shared_ptr<const OwnFirms> own_firms;  // the user's list; nothing: firms are drawn

  std::size_t places() const { return cities.size() + 1; }
  sim::PlaceIndex rest_of_world() const { return static_cast<sim::PlaceIndex>(cities.size()); }
  std::size_t years() const { return static_cast<std::size_t>(last - first + 1); }
};

}  // namespace agglomera::models
