// Location choice: a nested logit over clusters on the base measure b.
//
//   P(c | k) ∝ b_c·e^(V_c/λ),   P(k) ∝ e^(I_k),   I_k = ln B_k + λ ln Σ_{c∈k} (b_c/B_k)·e^(V_c/λ)
//
// with B_k = Σ_{c∈k} b_c and λ in (0, 1] (McFadden 1978 for the nests; the base measure makes V = 0
// give P(c) = b_c for every λ). With w_c = B_k^(1/λ−1)·b_c·e^(V_c/λ) and W_k = Σ_{c∈k} w_c this is
// P(c | k) = w_c/W_k and e^(I_k) = W_k^λ; of a lone city w_c = b_c·e^V_c and e^(I) = w_c.
//
// Firms throw darts (dart_board.hpp), in a time that does not grow with the number of places. A lone
// city is worth w_c at every dart. In a nest a dart at c stands for a point of a max-stable process
// whose first arrival is at c: with q_d the reference weights, Q their sum, τ ~ Gamma(1 − λ, rate Q),
// τ_c = τ and τ_d = τ + E_d/q_d for the others, E_d ~ Exp(1), city d is worth (τ/τ_d · w_d/q_d)^λ to it,
// and the dart counts for the city that is worth most. Its mean over darts is the nested logit,
// exactly. When a city comes to be worth more, or less, a firm changes its choice only towards that
// city, or away from it. Noise is keyed by names.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/dart_board.hpp"
#include "sim/draws.hpp"

namespace agglomera::models {

// Which places share a nest; each place is in exactly one.
struct Nests {
  std::vector<std::vector<sim::PlaceIndex>> nests;
  std::vector<std::uint32_t> nest_of;     // of each place
  std::vector<std::uint32_t> place_keys;  // of the names of the places
};

// Clusters are nests; what is `independent`, and the rest of the world, is a nest of its own.
Nests nests_of(std::span<const std::string> place_ids, std::span<const std::string> clusters);

// Every place a nest of its own.
Nests all_alone(const Nests& nests);

// w_c of every place, for base shares and utilities; λ in (0, 1].
std::vector<double> choice_weights(const Nests& nests, std::span<const double> base,
                                   std::span<const double> utility, double dissimilarity);

// Σ_k e^(I_k): what all places offer together; 1 when V = 0.
double inclusive_value(const Nests& nests, std::span<const double> weights, double dissimilarity);

// The closed form P(c).
std::vector<double> choice_probabilities(const Nests& nests, std::span<const double> weights,
                                         double dissimilarity);

// The board of one kind of choice, and the weights it was laid out for.
struct ChoiceBoard {
  DartBoard board;
  std::vector<double> reference;  // q
};

// A board on which all the given weights can be told: the one there is, where that is possible.
std::shared_ptr<const ChoiceBoard> board_for(std::shared_ptr<const ChoiceBoard> there_is,
                                             const Nests& nests, double dissimilarity,
                                             std::span<const std::vector<double>> weights);

class DartLuck;

class LocationChoice {
 public:
  // `board` tells these weights. Nests, and what they are made of, must outlive the choice.
  LocationChoice(const Nests& nests, double dissimilarity, std::span<const double> weights,
                 const ChoiceBoard& board, sim::Purpose purpose);

  // no_place where no place has any weight.
  sim::PlaceIndex operator()(sim::FirmId firm, sim::Year year, const sim::Draws& draws) const;
  // The same of many firms, at most sim::DrawRow::firms.
  void many(std::span<const std::uint32_t> numbers, std::span<const std::int16_t> founded,
            sim::Year year, const sim::Draws& draws, std::span<sim::PlaceIndex> chosen) const;

  // The closed forms for its weights.
  std::vector<double> probabilities() const {
    return choice_probabilities(*nests_, weights_, dissimilarity_);
  }
  double inclusive_value() const {
    return models::inclusive_value(*nests_, weights_, dissimilarity_);
  }

 private:
  struct Target {
    std::uint32_t below = 0;  // of a word of 32 bits: the dart counts
    sim::PlaceIndex place = sim::no_place;
    bool contested = false;  // another city of the nest may be worth more
  };
  struct Page {
    int shift;                 // of a word of 32 bits, to the number of its cell
    std::uint32_t first_pair;  // darts of pages are numbered apart, two by two
    double measure;
    std::vector<Target> targets;  // by cell
    std::vector<double> floor;    // by cell
    std::vector<double> height;   // of a cell, by place
  };
  struct Rival {
    double worth, reference;
    std::uint32_t key;  // of its name
    sim::PlaceIndex place;
  };
  // A firm in front of the board.
  struct Thrower {
    sim::FirmId firm;
    sim::Year year;
    const sim::Draws& draws;
  };
  sim::PlaceIndex hit(const Page& page, std::uint32_t cell_word, std::uint32_t height_word) const;
  sim::PlaceIndex first_hit(const Page& page, const sim::Draw& two) const;
  void rank_rivals(std::span<const double> reference);
  // The cities of its nest that are worth more than this one, the best first.
  std::span<const Rival> rivals(sim::PlaceIndex of) const {
    return {rivals_.data() + first_rival_[of], rivals_above_[of]};
  }
  bool may_be_outdone(sim::PlaceIndex hit, const DartLuck& luck) const;
  sim::PlaceIndex contest(const Page& page, std::uint32_t cell_word,
                          std::uint32_t height_word) const;
  sim::PlaceIndex on_one_page(const Thrower& by) const;
  sim::PlaceIndex on_many_pages(const Thrower& by) const;

  const Nests* nests_;
  double dissimilarity_;
  std::vector<double> weights_;
  sim::Purpose purpose_;
  std::vector<Page> pages_;             // none: no place has any weight
  std::vector<double> worth_;           // w/q, by place
  std::vector<Rival> rivals_;           // nest by nest, the best first
  std::vector<std::uint32_t> first_rival_, rivals_above_;  // by place
  std::vector<double> nest_reference_;  // Q of its nest, by place
  std::vector<double> height_;          // below which a dart counts for the place itself, by place
};

}  // namespace agglomera::models
