// The world as it stands at the end of a year: firms, what has gathered in places, and the census.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/census.hpp"
#include "models/decisions.hpp"
#include "models/firm_exit.hpp"
#include "models/growth.hpp"
#include "models/location_choice.hpp"
#include "models/mechanisms.hpp"
#include "models/member.hpp"
#include "models/radiation.hpp"
#include "sim/firms.hpp"

namespace agglomera::models {

// The boards of a world: they stay as they are while they can, so that worlds which part share their darts.
struct Boards {
  std::shared_ptr<const ChoiceBoard> choice, parents, buyers;
};

struct World {
  sim::Year year = 0;
  sim::Firms firms;             // focal
  sim::Firms background;        // none when the background is shares
  std::vector<PlaceSums> sums;  // of the focal firms, by block of the world and place
  Boards boards;
  std::vector<double> ln_resources;  // by place
  double reference_inclusive_value =
      0.0;  // W₀ of the first year after the observed ones; 0: not yet
  Census census;
  std::uint32_t copies = 0;        // of firms, that conditioning has made
  Tally tally;                     // of the year
  Decisions memory;                // of the year; good for nothing but the memory it takes
  std::vector<sim::Year> set_off;  // by lever: from which year a trigger lets it act; 0: not yet
};

// How the background enters: as given shares, or as firms like any other that follow them.
enum class Background { shares, agents };

// What stays the same over the years of one member.
struct Model {
  const Study* study;
  Member member;
  Mechanisms mechanisms;
  Background background = Background::shares;
  Nests nests;
  Nests alone;  // every place a nest of its own
  RadiationWeights radiation;
  FirmExit exit;
  Growth growth;

  std::size_t year_index(sim::Year year) const {
    return static_cast<std::size_t>(year - study->first);
  }
  const Parameters& parameters() const { return member.parameters; }
};

// `distances` may be those of the usual cluster discount; they are computed anew only for a member
// whose discount differs.
Model make_model(const Study& study, Member member, const Mechanisms& mechanisms,
                 Background background, const sim::Distances& distances);

// How what the cities of a member radiate is shared out, without partnerships; as of make_model.
RadiationWeights radiation_of(const Study& study, const Member& member,
                              const sim::Distances& distances);

// Counts the firms of the world anew, in every block, for the sums and the census.
void take_census(const Model& model, World& world);

// The census that follows from the sums.
void add_up_sums(std::size_t places, World& world);

// Distances of the study at its usual cluster discount, as far as they are needed (reach_of); from some
// of the cities alone where only these matter, the others' lists being empty.
sim::Distances usual_distances(const Study& study);
sim::Distances usual_distances_from(std::span<const sim::PlaceIndex> hubs, const Study& study);

// b_c and r_c as firms see them in a year: given, or counted where the background is agents.
std::vector<double> firm_shares(const Model& model, const World& world, sim::Year year);
std::vector<double> revenue_shares(const Model& model, const World& world, sim::Year year);

// LQ = (x_c / x) / share_c by place; missing (NaN) where the share or the total is zero.
std::vector<double> location_quotients(std::span<const std::int64_t> values,
                                       std::span<const double> shares);

}  // namespace agglomera::models
