// The turning point of a policy: the strength at which siphoning outweighs spread, found, not
// guessed.
//
// The world of each member is frozen as it stood before the policy, and the strengths of all levers
// are multiplied by k. What the policy adds to the utility of a city is
//
//   u_c(k) = V_c(k) − V_c(0) = [with siphoning held as without it] − β_B [B_c(k) − B_c(0)]:
//
// what spreads, growing about as a logarithm, and what is drawn, growing about in proportion, so
// that u may be positive for a small k and negative for a large one. Myrdal (1957) has both along
// the same links. The smallest k* at which the sign of u_c changes is looked for in (0, K], K the
// largest factor that leaves every lever within its range: first between up to nine strengths, so
// that a pull that turns twice isn't missed unless it does so between two of them, then by
// bisection to a relative 10⁻⁴. The weakest one tried, K/1000, stands for "however weak".
//
// Of several places as one, u is the mean weighted by their base shares: to first order what the
// policy adds to the logarithm of what draws firms there. It is a pull, not an outcome: a city may
// have u > 0 and lose firms to others that are pulled more. What only founders feel is left out. A
// city that no treated one reaches may be pulled at second hand, by neighbours that are.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/utility.hpp"
#include "scenarios/experiments/effects.hpp"

namespace agglomera::scenarios {

enum class Turn {
  unmoved,       // u = 0 whatever the strength
  spreads,       // never negative
  siphons,       // negative from the smallest strength to the largest
  to_siphoning,  // turns negative at k*
  to_spread,     // negative at first, no longer from k* on
};

struct TurningPoint {
  Turn turn = Turn::unmoved;
  double at;  // NaN unless it turns
};

// Where a quantity known on an ascending grid first changes between negative and not. `net_at` is
// asked only between two points of the grid.
TurningPoint first_turn(const std::vector<double>& grid, const std::vector<double>& net,
                        const std::function<double(double)>& net_at);

// The first year in which all levers have their full share; where there is none, the first of those
// with the largest sum of shares. At least one lever.
sim::Year full_year(const std::vector<models::Lever>& levers);

// K; 0 when no lever has any strength.
double largest_factor(const std::vector<models::Lever>& levers);

// By place.
struct Pull {
  std::vector<double> spread;
  std::vector<double> drawn;  // negative where more is drawn away
};

// u(k) in the market that opens after the world's year, under levers as strong as in `year`. Model,
// world and levers must outlive it.
class PolicyPull {
 public:
  PolicyPull(const models::Model& model, const models::World& world,
             const std::vector<models::Lever>& levers, sim::Year year);
  Pull operator()(double factor) const;

 private:
  const models::Model& model_;
  const models::World& world_;
  const std::vector<models::Lever>& levers_;
  sim::Year year_;
  models::Offers plain_;
};

// A city without levers, the cities of a cluster with levers, or all cities without levers.
struct PulledPlace {
  std::string name;  // a city's or cluster's own, or "untreated"
  std::vector<std::size_t> cities;
  bool together;  // several as one
};

std::vector<PulledPlace> pulled_places(const models::Study& study,
                                       const std::vector<models::Lever>& levers);

// One member; a failed one is empty.
struct MemberTurns {
  Pull asked;                         // at the strengths asked for, by place of the study
  std::vector<TurningPoint> turns;    // by pulled place
  std::vector<double> spread, drawn;  // at the strengths asked for, by pulled place
  std::vector<char> reached;  // by pulled place: whether a treated city has any weight there
};

// The world must stand at the end of a year before the policy. Throws std::runtime_error when a
// pull isn't a number.
MemberTurns member_turns(const models::Model& model, const models::World& world,
                         const std::vector<models::Lever>& levers, sim::Year year,
                         const std::vector<PulledPlace>& places);

struct TurningRow {
  PulledPlace place;
  double reached;  // share of members
  // Shares of members, adding up to one.
  double unmoved, spreads, siphons, to_siphoning, to_spread;
  // k* of the members that turn to siphoning, and only of those; times the strength asked for it is
  // a strength.
  double factor_q05, factor_q50, factor_q95;
  Effect spread, drawn, net;  // at the strengths asked for
};

struct TurningPoints {
  std::string policy;
  sim::Year year = 0;            // whose shares the levers have
  double largest_factor = 0.0;   // K
  double strength;               // asked for; NaN when levers differ in kind or strength
  int failed = 0;                // members left out
  std::vector<TurningRow> rows;  // cities reached in some member, treated clusters, "untreated"
};

TurningPoints turning_points(const Scenario& policy, const std::vector<MemberTurns>& members);

}  // namespace agglomera::scenarios
