// Location choice: a nested logit over clusters on the base measure b.
//
//   P(c | k) ∝ b_c·e^(V_c/λ),   P(k) ∝ e^(I_k),   I_k = ln B_k + λ ln Σ_{c∈k} (b_c/B_k)·e^(V_c/λ)
//
// with B_k = Σ_{c∈k} b_c and λ in (0, 1] (McFadden 1978 for the nests; the base measure makes V = 0
// give P(c) = b_c for every λ).
//
// A firm draws once for all alternatives: E_c ~ Exp(1) for each city and, for each nest of several
// cities, a positive stable S_k of index λ (Kanter 1975); it goes to
//   argmin E_c / (B_k^(1/λ−1) · S_k · b_c · e^(V_c/λ)),
// which has the law above. A change in one city therefore moves only firms that this city wins or
// loses. A nest of one city needs no S_k: E/S has the law of E^(1/λ). Noise is keyed by names.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/stable_noise.hpp"
#include "sim/draws.hpp"

namespace agglomera::models {

// Which places share a nest; each place is in exactly one.
struct Nests {
  struct Nest {
    std::uint32_t key;                     // of its name
    std::vector<sim::PlaceIndex> places;
  };
  std::vector<Nest> nests;
  std::vector<std::uint32_t> place_keys;   // of the names of the places
};

// Clusters are nests; what is `independent`, and the rest of the world, is a nest of its own.
Nests nests_of(std::span<const std::string> place_ids, std::span<const std::string> clusters);

class LocationChoice {
 public:
  // Base shares and utility by place; λ in (0, 1].
  LocationChoice(const Nests& nests, std::span<const double> base,
                 std::span<const double> utility, double dissimilarity);
  // With noise made before; none: λ = 1.
  LocationChoice(const Nests& nests, std::span<const double> base,
                 std::span<const double> utility, std::shared_ptr<const StableNoise> noise);

  sim::PlaceIndex operator()(sim::FirmId firm, sim::Year year, const sim::Draws& draws) const;

  // The closed form.
  std::vector<double> probabilities() const;
  // Σ_k e^(I_k): what all places offer together; 1 when V = 0.
  double inclusive_value() const;

 private:
  struct Alternative {
    std::uint32_t key;
    sim::PlaceIndex place;
    double weight;  // B_k^(1/λ−1)·b_c·e^(V_c/λ); of a lone city b_c·e^V_c
  };
  struct Nest {
    std::uint32_t key;
    std::uint32_t first;  // in shared_
    std::uint32_t end;
  };
  double total(const Nest& nest) const;  // e^(I_k)

  std::shared_ptr<const StableNoise> stable_;  // none: λ = 1, every city runs for itself
  std::size_t places_;
  std::vector<Alternative> lone_;    // cities that are a nest of their own
  std::vector<Alternative> shared_;  // the others, nest by nest
  std::vector<Nest> nests_;
};

// The noise of nests of dissimilarity λ; none for λ = 1.
std::shared_ptr<const StableNoise> nest_noise(double dissimilarity);

// The race of independent exponentials: argmin E_c/w_c, P(c) ∝ w_c, with one noise for each place.
sim::PlaceIndex race(std::span<const double> weights, std::span<const std::uint32_t> place_keys,
                     sim::FirmId firm, sim::Year year, sim::Purpose purpose,
                     const sim::Draws& draws);

}  // namespace agglomera::models
