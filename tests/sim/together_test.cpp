// Each sentence holds for one rank (sim_tests) and for several (ranks_tests, under mpirun).
#include "sim/together.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "sim/ranks.hpp"

namespace agglomera::sim {
namespace {

TEST(Together, every_rank_has_what_all_did) {
  for (const std::size_t pieces : {1u, 2u, 7u, 50u}) {
    std::vector<double> numbers(2 * pieces, -1.0);
    fill_together(pieces, numbers, [](std::size_t piece, std::span<double> of_piece) {
      of_piece[0] = static_cast<double>(piece);
      of_piece[1] = 0.5 * static_cast<double>(piece);
    });
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      EXPECT_EQ(numbers[2 * piece], static_cast<double>(piece));
      EXPECT_EQ(numbers[2 * piece + 1], 0.5 * static_cast<double>(piece));
    }
  }
}

TEST(Together, every_piece_is_done_once_and_by_its_owner) {
  constexpr std::size_t pieces = 20;
  std::vector<std::atomic<int>> done(pieces);
  const int here = rank(), last = ranks() - 1;
  std::vector<double> numbers(pieces);
  fill_together(
      pieces, numbers,
      [&](std::size_t piece, std::span<double> of_piece) {
        ++done[piece];
        of_piece[0] = here;
      },
      [&](std::size_t piece) { return piece < 15 ? last : 0; });
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const int owner = piece < 15 ? last : 0;
    EXPECT_EQ(numbers[piece], owner);
    EXPECT_EQ(done[piece], here == owner ? 1 : 0);
  }
}

TEST(Together, what_work_leaves_stays_as_it_was) {
  std::vector<double> numbers(9, 7.0);
  fill_together(9, numbers, [](std::size_t piece, std::span<double> of_piece) {
    if (piece % 2 == 0) of_piece[0] = 0.0;
  });
  for (std::size_t piece = 0; piece < 9; ++piece)
    EXPECT_EQ(numbers[piece], piece % 2 == 0 ? 0.0 : 7.0);
}

TEST(Together, work_is_apart_from_other_ranks) {
  std::vector<double> numbers(4);
  fill_together(4, numbers, [](std::size_t, std::span<double> of_piece) {
    std::int64_t one = 1;
    add_up({&one, 1});
    of_piece[0] = static_cast<double>(one * ranks());
  });
  EXPECT_EQ(numbers, std::vector<double>(4, 1.0));
}

TEST(Together, nothing_is_done_where_there_is_none) {
  fill_together(0, {}, [](std::size_t, std::span<double>) { ADD_FAILURE() << "worked"; });
}

}  // namespace
}  // namespace agglomera::sim
