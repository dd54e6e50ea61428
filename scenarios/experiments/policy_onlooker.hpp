// What is seen of policies while their members run, beside the series: where siphoning outweighs
// spread (turning_point, distance_profile), and where a result rests on conditions that the
// calibration never saw (extrapolation).
#pragma once

#include <vector>

#include "scenarios/experiments/distance_profile.hpp"
#include "scenarios/experiments/extrapolation.hpp"
#include "scenarios/experiments/policy_branches.hpp"
#include "scenarios/experiments/turning_point.hpp"

namespace agglomera::scenarios {

// Of one policy.
struct PolicySight {
  TurningPoints turning;
  std::vector<DistanceBand> distance_bands;  // of firms, last year
  TurningDistance turning_distance;
  std::vector<BeyondUsual> beyond_usual;
};

struct PolicySights {
  std::vector<PolicySight> policies;
  // Shares of members outside the observed conditions, by branch (the baseline first, then the
  // policies), place and year of the run; 0 up to the last observed year.
  std::vector<std::vector<std::vector<Extrapolation>>> extrapolation;

  const Extrapolation& outside(std::size_t branch, std::size_t place, std::size_t year) const {
    return extrapolation[branch][place][year];
  }
};

class PolicyOnlooker {
 public:
  explicit PolicyOnlooker(const std::vector<Scenario>& policies);
  Onlooker onlooker();
  // Once all members have passed.
  const std::vector<MemberTurns>& turns(std::size_t policy) const { return policies_[policy].turns; }
  PolicySights sights(const Ensemble& ensemble) const;

 private:
  void before_year(int member, const models::Model& model, const models::World& world);
  void after_year(int member, std::size_t branch, const models::Market& market);
  // What the sights need of one member.
  template <typename Passage>
  void pass(Passage& passage, int member);
  std::size_t at(int member, std::size_t branch, std::size_t year) const {
    return (static_cast<std::size_t>(member) * shown_ + branch) * years_ + year;
  }

  struct Policy {
    std::vector<PulledPlace> places;
    sim::Year first;  // of any lever
    sim::Year full;
    std::vector<MemberTurns> turns;  // by member
  };

  const std::vector<Scenario>& scenarios_;
  std::size_t shown_, years_;
  std::vector<Policy> policies_;
  std::vector<OfferRange> observed_;                 // by member
  std::vector<std::vector<OutsideInputs>> outside_;  // by member, branch and year, then by place
};

}  // namespace agglomera::scenarios
