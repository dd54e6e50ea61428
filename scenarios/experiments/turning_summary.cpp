#include <algorithm>
#include <limits>

#include "output/scores/quantile.hpp"
#include "scenarios/experiments/turning_point.hpp"

namespace agglomera::scenarios {
namespace {

using models::Lever;

double common_strength(const std::vector<Lever>& levers) {
  const Lever& first = levers.front();
  for (const Lever& lever : levers)
    if (lever.kind != first.kind || lever.values[0] != first.values[0])
      return std::numeric_limits<double>::quiet_NaN();
  return first.values[0];
}

TurningRow row_of(const PulledPlace& place, std::size_t at,
                  const std::vector<MemberTurns>& members) {
  TurningRow row{place, 0, 0, 0, 0, 0, 0, 0, 0, 0, {}, {}, {}};
  std::vector<double> factors, spread, drawn, net;
  double all = 0.0;
  for (const MemberTurns& member : members) {
    if (member.turns.empty()) continue;
    all += 1.0;
    row.reached += member.reached[at] ? 1.0 : 0.0;
    const TurningPoint& point = member.turns[at];
    switch (point.turn) {
      case Turn::unmoved:
        row.unmoved += 1.0;
        break;
      case Turn::spreads:
        row.spreads += 1.0;
        break;
      case Turn::siphons:
        row.siphons += 1.0;
        break;
      case Turn::to_siphoning:
        row.to_siphoning += 1.0;
        break;
      case Turn::to_spread:
        row.to_spread += 1.0;
        break;
    }
    if (point.turn == Turn::to_siphoning) factors.push_back(point.at);
    spread.push_back(member.spread[at]);
    drawn.push_back(member.drawn[at]);
    net.push_back(member.spread[at] + member.drawn[at]);
  }
  for (double* share :
       {&row.reached, &row.unmoved, &row.spreads, &row.siphons, &row.to_siphoning, &row.to_spread})
    *share /= all;  // NaN when every member failed
  row.factor_q05 = output::quantile(factors, 0.05);
  row.factor_q50 = output::quantile(factors, 0.5);
  row.factor_q95 = output::quantile(factors, 0.95);
  row.spread = effect_of(spread);
  row.drawn = effect_of(drawn);
  row.net = effect_of(net);
  return row;
}

}  // namespace

TurningPoints turning_points(const Scenario& policy, const std::vector<MemberTurns>& members) {
  TurningPoints points{policy.name,
                       full_year(policy.levers),
                       largest_factor(policy.levers),
                       common_strength(policy.levers),
                       0,
                       {}};
  points.failed = static_cast<int>(std::count_if(
      members.begin(), members.end(), [](const auto& member) { return member.turns.empty(); }));
  const std::vector<PulledPlace> places = pulled_places(*policy.study, policy.levers);
  for (std::size_t at = 0; at < places.size(); ++at) {
    TurningRow row = row_of(places[at], at, members);
    if (row.place.together || row.reached > 0.0) points.rows.push_back(std::move(row));
  }
  return points;
}

}  // namespace agglomera::scenarios
