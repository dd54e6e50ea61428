#include "sim/draw_purposes.hpp"

#include <vector>

namespace agglomera::sim {
namespace {

// Without a default, so that the compiler asks for a sentence when a purpose is added.
DrawPurpose words_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::prior:
      return {purpose, "prior", "the value of every uncertain quantity of a member"};
    case Purpose::initial_count:
      return {purpose, "initial_count", "a city's number of firms in the first year"};
    case Purpose::initial_size:
      return {purpose, "initial_size", "the size of a firm of the first year"};
    case Purpose::fate:
      return {purpose, "fate",
              "a firm's year: exit, offer, relocation and growth, one word of 32 bits each"};
    case Purpose::acquisition:
      return {purpose, "acquisition", "the city of the buyer, and the firm within it"};
    case Purpose::entry:
      return {purpose, "entry",
              "whether a founder stays with a parent, its size, and the rounding of their number"};
    case Purpose::choice:
      return {purpose, "choice", "the city that a founder or a moving firm chooses"};
    case Purpose::spin_off:
      return {purpose, "spin_off", "the parent of a spin-off"};
    case Purpose::conditioning:
      return {purpose, "conditioning",
              "a city's count at the last observed year, and which firms leave or are copied"};
    case Purpose::moving_barrier:
      return {purpose, "moving_barrier", "whether border and size let a firm move"};
    case Purpose::background_entry:
      return {purpose, "background_entry", "where and how many firms of the background enter"};
    case Purpose::bootstrap:
      return {purpose, "bootstrap",
              "resampling and permutations when results are measured: no part of the model"};
    case Purpose::assimilation:
      return {purpose, "assimilation",
              "perturbed observations of the ensemble smoother: no part of the model"};
    case Purpose::innovation:
      return {purpose, "innovation",
              "unexplained yearly changes of a city's share after the last observed year"};
    case Purpose::made_up_world:
      return {purpose, "made_up_world", "a synthetic study: no part of the model"};
    case Purpose::fate_of_background:
      return {purpose, "fate_of_background", "whether a firm of the background leaves"};
  }
  return {purpose, "", ""};
}

std::vector<DrawPurpose> all_of_them() {
  std::vector<DrawPurpose> all;
  for (int number = 1; number < 256; ++number)
    if (const DrawPurpose words = words_of(static_cast<Purpose>(number)); !words.name.empty())
      all.push_back(words);
  return all;
}

}  // namespace

std::span<const DrawPurpose> draw_purposes() {
  static const std::vector<DrawPurpose> all = all_of_them();
  return all;
}

}  // namespace agglomera::sim
