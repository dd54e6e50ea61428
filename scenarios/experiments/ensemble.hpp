// An ensemble: every member of a scenario passes through its years, in one or several branches.
//
// Branches of a member share its uncertain values, its luck and its past: when the run goes beyond the
// observed years and no lever acts within them, each member is first conditioned on the last observed
// year, and the branches part there; else they part in the first year. Members are spread over ranks
// and threads; the result does not depend on how. It is complete at the first rank alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "models/market.hpp"
#include "models/member.hpp"
#include "models/world.hpp"
#include "scenarios/experiments/sectors_group.hpp"
#include "scenarios/study/scenario.hpp"
#include "sim/parcel.hpp"

namespace agglomera::scenarios {

// What a branch assumes otherwise than the member was drawn with, after the branches part: a world total
// that no policy moves (ψ = 0), or backgrounds whose trends stop, or never fade, after the last observed
// year. History is the same, and an effect compares two branches of one variant.
enum class Variant { as_drawn, fixed_demand, level_background, undamped_background };
inline constexpr std::size_t variant_count = 4;

struct Branch {
  std::string name;
  std::vector<models::Lever> levers;
  bool hold_siphoning = false;    // siphoning as it was in the first branch
  std::uint64_t luck_shift = 0;   // 0: the luck of the scenario's seed; else other luck after the branches part
  Variant variant = Variant::as_drawn;
};

// One branch: [member][place][year], places as in the study with the rest of the world last.
struct Series {
  std::vector<double> lq_count;
  std::vector<double> lq_revenue;
  std::vector<std::int32_t> firms;   // −1 in a failed member
  std::vector<double> revenue_usd;
};

struct Failure {
  int member;
  std::string reason;
};

struct Ensemble {
  std::vector<std::string> branches;
  int members = 0;
  std::size_t places = 0;
  std::size_t years = 0;
  bool conditioned = false;
  std::vector<Series> series;               // by branch
  std::vector<SectorSeries> sectors;        // by branch; none where the study doesn't tell sectors apart
  std::vector<models::Member> drawn;        // what each member believed, as drawn
  std::vector<Failure> failures;            // NaN in the series
  std::vector<int> members_per_rank;        // that were run; without those taken up
  std::vector<std::int64_t> firms_per_rank; // of a world that ranks share, after its last year; else none

  std::size_t at(int member, std::size_t place, std::size_t year) const {
    return (static_cast<std::size_t>(member) * places + place) * years + year;
  }
};

// Thrown when someone asked to stop. Exit code 3.
struct Interrupted {
  int done;
  int asked;
  bool kept = false;  // what is done, for --resume
  bool years_kept = false;  // of members in progress too
};

class FinishedParts;

struct Watch {
  std::function<void(int done, int of)> progress;  // called by one thread at a time
  const std::atomic<bool>* stop = nullptr;
  const FinishedParts* parts = nullptr;  // where finished members are kept
  // Of one branch that nobody looks on at: members in progress are kept too, every so many years (0: not),
  // and every world is shared by all ranks, one member after the other.
  int checkpoint_every = 0;
  bool together = false;
};

// Who looks on while members pass through their years, on the thread of the member. What an onlooker
// keeps must not depend on the order of members, and follows each of them from its rank to the first.
// The common past counts as the first branch's.
struct Onlooker {
  std::function<void(int member, std::size_t branch, const models::Model&, const models::World&)>
      before_year;
  std::function<void(int member, std::size_t branch, const models::Market&)> after_year;
  std::function<void(int member, sim::Packer&)> pack = {};
  std::function<void(int member, sim::Unpacker&)> unpack = {};
  // After the last year of a branch.
  std::function<void(int member, std::size_t branch, const models::Model&, const models::World&)>
      at_end = {};
};

// Whether the members of a scenario are conditioned before the branches part.
bool is_conditioned(const Scenario& scenario, const std::vector<Branch>& branches);

// A model as it stands when the branches part, with what a variant assumes otherwise.
models::Model as_assumed(models::Model model, Variant variant);

// The world of one member before its first year, by the posterior where there is one.
models::Model member_model(const Scenario& scenario, const sim::Distances& distances, int member);

// Throws Interrupted, and std::runtime_error when fewer than half of the members survive.
Ensemble simulate(const Scenario& scenario, const std::vector<Branch>& branches,
                  const Watch& watch = {}, const Onlooker& onlooker = {});

}  // namespace agglomera::scenarios
