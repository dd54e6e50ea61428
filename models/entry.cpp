#include "models/entry.hpp"

#include "sim/lanes.hpp"

namespace agglomera::models {
namespace {

// z·sd in steps of log revenue.
AGGLOMERA_WIDEST_LANES
void deviate(const sim::DrawRow& luck, std::size_t count, float sd_steps, std::int32_t* steps) {
  for (std::size_t i = 0; i < count; ++i)
    steps[i] = static_cast<std::int32_t>(sd_steps *
                                         sim::single_normal(luck.words[2][i], luck.words[3][i]));
}

}  // namespace

void Entry::stay_with_parents(const sim::DrawRow& luck, const Market& market,
                              const sim::Draws& draws, Founders& founders) const {
  const std::int32_t stays = in_units(spin_off_share);
  std::array<std::uint32_t, sim::DrawRow::firms> staying, number;
  std::size_t count = 0;
  for (std::size_t i = 0; i < founders.count; ++i) {
    staying[count] = static_cast<std::uint32_t>(i);
    number[count] = founders.number[i];
    count += happens(luck.words[0][i], stays);
  }
  std::array<sim::PlaceIndex, sim::DrawRow::firms> parent;
  market.parents.many(std::span(number.data(), count), std::span(founders.founded.data(), count),
                      market.year, draws, std::span(parent.data(), count));
  for (std::size_t k = 0; k < count; ++k)
    if (parent[k] != sim::no_place) founders.place[staying[k]] = parent[k];
}

void Entry::operator()(std::uint32_t first, std::uint32_t step, std::size_t count,
                       const Market& market, const sim::Draws& draws, Founders& founders) const {
  founders.count = count;
  for (std::size_t i = 0; i < count; ++i) {
    founders.number[i] = first + step * static_cast<std::uint32_t>(i);
    founders.founded[i] = static_cast<std::int16_t>(market.year);
  }
  const std::span numbers(founders.number.data(), count);
  const std::span founded(founders.founded.data(), count);
  market.entry_choice.many(numbers, founded, market.year, draws,
                           std::span(founders.place.data(), count));
  sim::DrawRow luck;
  draws.firms(numbers, founded, market.year, sim::Purpose::entry, 0, luck);
  std::array<std::int32_t, sim::DrawRow::firms> steps;
  deviate(luck, count,
          static_cast<float>(size_log_sd * (sim::LogRevenue::steps / sim::LogRevenue::ln2)),
          steps.data());
  stay_with_parents(luck, market, draws, founders);
  for (std::size_t i = 0; i < count; ++i)
    if (founders.place[i] != sim::no_place)
      founders.size[i] =
          sim::LogRevenue::of_raw(market.firms[founders.place[i]].entrant.raw() + steps[i]);
}

}  // namespace agglomera::models
