// An economy: every sector is a world of its own over the same places, and they meet in what a place is to
// all of them. Base shares are counted, not given:
//
//   b_c(t) = firms of all sectors in c / all firms,  r_c(t) the same of revenue, at the end of the year before
//   LQ_cs(t) = (n_cs/n_s) / (n_c/n)
//
// Sectors share parameters, links and everything that is uncertain about places; each has its own world
// totals, its own amenities on top of the common ones, and its own luck.
#pragma once

#include <memory>
#include <vector>

#include "models/year.hpp"

namespace agglomera::models {

struct SectorWorld {
  std::unique_ptr<const Study> study;  // as the sector sees it
  Model model;
  sim::Draws draws;
  World world;
};

// By place; of all sectors together.
struct EconomyShares {
  std::vector<double> firms;
  std::vector<double> revenue;
};

class Economy {
 public:
  struct Luck {
    std::uint64_t seed;
    std::uint32_t replicate;
  };
  struct Uncertainty {  // as in draw_member
    bool sample = false;
    Belief belief = {};
  };
  // At the end of the first year. The study has sectors.
  Economy(const Study& study, sim::Year last, Luck luck, const Uncertainty& uncertainty,
          const Mechanisms& mechanisms, const sim::Distances& distances);

  // Levers act in every sector.
  void pass_year(std::span<const Lever> levers);

  sim::Year year() const { return sectors_.front().world.year; }
  std::span<const SectorWorld> sectors() const { return sectors_; }
  EconomyShares shares() const;

 private:
  // What sectors take for base shares in a year: those counted now.
  void count_base(sim::Year year);

  std::vector<SectorWorld> sectors_;
};

// The study as one of its sectors sees it.
Study of_sector(const Study& study, const Sector& sector);

}  // namespace agglomera::models
