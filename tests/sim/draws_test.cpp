#include "sim/draws.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <vector>

#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::sim {
namespace {

using tests::agrees;
using tests::Sample;

constexpr int many = 200000;

using Words = std::array<std::uint32_t, 4>;

Words philox(Words counter, std::array<std::uint32_t, 2> key) {
  const philox4x32_ctr_t at = {{counter[0], counter[1], counter[2], counter[3]}};
  const philox4x32_key_t with = {{key[0], key[1]}};
  const philox4x32_ctr_t block = philox4x32(at, with);
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

Draw draw_of(std::uint32_t firm) { return Draws(7, 3).firm({firm, 2008}, 2012, Purpose::fate); }

TEST(Philox, gives_the_known_answers_of_random123) {  // kat_vectors, philox 4x32 10
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, put_every_part_of_the_key_where_philox_sees_it) {
  const Draw draw = Draws(0x0123456789ABCDEFull, 5).firm({42, 2008}, 2017, Purpose::choice, 99);
  EXPECT_EQ(draw.words,
            philox({42, 2008u << 16 | 2017u, 99, 5u << 8 | 9u}, {0x89ABCDEFu, 0x01234567u}));
}

TEST(Draws, differ_when_any_part_of_the_question_differs) {
  const FirmId firm{1, 2008};
  std::set<std::array<std::uint32_t, 4>> seen;
  seen.insert(Draws(1, 0).firm(firm, 2010, Purpose::choice).words);
  seen.insert(Draws(2, 0).firm(firm, 2010, Purpose::choice).words);
  seen.insert(Draws(1ull << 32 | 1, 0).firm(firm, 2010, Purpose::choice).words);
  seen.insert(Draws(1, 1).firm(firm, 2010, Purpose::choice).words);
  seen.insert(Draws(1, 0).firm({2, 2008}, 2010, Purpose::choice).words);
  seen.insert(Draws(1, 0).firm({1, 2009}, 2010, Purpose::choice).words);
  seen.insert(Draws(1, 0).firm(firm, 2011, Purpose::choice).words);
  seen.insert(Draws(1, 0).firm(firm, 2010, Purpose::fate).words);
  seen.insert(Draws(1, 0).firm(firm, 2010, Purpose::choice, name_key("basel")).words);
  seen.insert(Draws(1, 0).named(name_key("basel"), 2010, Purpose::choice).words);
  EXPECT_EQ(seen.size(), 10u);
}

TEST(Draws, answer_the_same_question_alike_in_any_order) {
  const auto first = draw_of(17).words;
  draw_of(3);
  EXPECT_EQ(draw_of(17).words, first);
}

TEST(Draw, uniform_stays_strictly_inside_zero_and_one) {
  const Draw least{{0, 0, 0, 0}};
  const Draw most{{0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}};
  for (int half : {0, 1}) {
    EXPECT_EQ(least.uniform(half), 0x1p-53);
    EXPECT_EQ(most.uniform(half), 1.0 - 0x1p-53);
    EXPECT_TRUE(std::isfinite(least.laplace(half)) && std::isfinite(most.laplace(half)));
    EXPECT_GT(most.exponential(half), 0.0);
  }
  EXPECT_TRUE(std::isfinite(least.normal()) && std::isfinite(most.normal()));
}

// Checks mean, variance and fourth moment about the mean.
template <typename Number>
void check_moments(Number number, double mean, double variance, double fourth) {
  Sample first, second, higher;
  for (std::uint32_t i = 0; i < many; ++i) {
    const double x = number(draw_of(i));
    first.add(x);
    second.add((x - mean) * (x - mean));
    higher.add(std::pow(x - mean, 4));
  }
  EXPECT_TRUE(agrees(first, mean));
  EXPECT_TRUE(agrees(second, variance));
  EXPECT_TRUE(agrees(higher, fourth));
}

TEST(Draw, has_the_moments_of_its_distributions) {
  for (int half : {0, 1}) {
    check_moments([=](const Draw& d) { return d.uniform(half); }, 0.5, 1.0 / 12.0, 1.0 / 80.0);
    check_moments([=](const Draw& d) { return d.exponential(half); }, 1.0, 1.0, 9.0);
    check_moments([=](const Draw& d) { return d.laplace(half); }, 0.0, 2.0, 24.0);
  }
  check_moments([](const Draw& d) { return d.normal(); }, 0.0, 1.0, 3.0);
}

TEST(Draw, gives_halves_that_are_uncorrelated) {
  Sample product;
  for (std::uint32_t i = 0; i < many; ++i)
    product.add((draw_of(i).uniform(0) - 0.5) * (draw_of(i).uniform(1) - 0.5));
  EXPECT_TRUE(agrees(product, 0.0));
}

TEST(DrawRow, holds_the_draws_that_firms_have_one_by_one) {
  for (const Draws& draws : {Draws(0x0123456789ABCDEFull, 5), Draws(9, 1, 77)}) {
    std::vector<std::uint32_t> numbers;
    std::vector<std::int16_t> founded;
    for (std::uint32_t i = 0; i < 203; ++i) {  // no multiple of any width
      numbers.push_back(i * 0x9E3779B9u);
      founded.push_back(static_cast<std::int16_t>(i % 7 == 0 ? -1 : 1950 + i % 70));
    }
    DrawRow row;
    draws.firms(numbers, founded, 2017, Purpose::fate, 3, row);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      EXPECT_EQ(row[i].words, draws.firm({numbers[i], founded[i]}, 2017, Purpose::fate, 3).words)
          << i;
  }
}

TEST(Draws, differ_between_streams_of_a_seed) {
  const FirmId firm{1, 2008};
  EXPECT_NE(Draws(1, 0, 5).firm(firm, 2010, Purpose::fate).words,
            Draws(1, 0, 6).firm(firm, 2010, Purpose::fate).words);
  EXPECT_EQ(Draws(1, 0, 0).firm(firm, 2010, Purpose::fate).words,
            Draws(1, 0).firm(firm, 2010, Purpose::fate).words);
}

template <typename Number>
void check_single(Number number, double mean, double variance, double fourth) {
  Sample value, square;
  for (std::uint32_t i = 0; i < many; ++i) {
    const double x = static_cast<double>(number(draw_of(i)));
    value.add(x);
    square.add((x - mean) * (x - mean));
  }
  EXPECT_TRUE(agrees(value, mean));
  EXPECT_NEAR(square.mean(), variance, 4 * std::sqrt((fourth - variance * variance) / many));
}

TEST(SinglePrecision, has_the_moments_of_its_laws) {
  check_single([](const Draw& d) { return single_unit(d.words[0]); }, 0.5, 1.0 / 12, 1.0 / 80);
  check_single([](const Draw& d) { return single_laplace(d.words[1]); }, 0.0, 2.0, 24.0);
  check_single([](const Draw& d) { return single_normal(d.words[2], d.words[3]); }, 0.0, 1.0, 3.0);
}

TEST(SinglePrecision, stays_finite_at_the_ends_of_the_words) {
  for (const std::uint32_t word : {0u, 1u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu}) {
    EXPECT_GT(single_unit(word), 0.0f);
    EXPECT_LE(single_unit(word), 1.0f);
    EXPECT_LE(std::abs(single_laplace(word)), 22.3f) << word;
    for (const std::uint32_t turn : {0u, 0x40000000u, 0x80000000u, 0xFFFFFFFFu})
      EXPECT_LE(std::abs(single_normal(word, turn)), 6.7f) << word << " " << turn;
  }
}

TEST(Draw, normal_is_symmetric_over_the_whole_turn) {  // both branches of Box and Muller's cosine
  const auto with_turn = [](std::uint32_t high) { return Draw{{0x40000000, 0, high, 0}}.normal(); };
  EXPECT_GT(with_turn(0x10000000), 0.0);
  EXPECT_LT(with_turn(0x70000000), 0.0);
  EXPECT_LT(with_turn(0x90000000), 0.0);
  EXPECT_GT(with_turn(0xF0000000), 0.0);
  EXPECT_NEAR(with_turn(0x10000000), with_turn(0xF0000000), 1e-9);
}

}  // namespace
}  // namespace agglomera::sim
