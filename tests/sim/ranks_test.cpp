// Each sentence holds for one rank (sim_tests) and for several (ranks_tests, under mpirun).
#include "sim/ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace agglomera::sim {
namespace {

TEST(Ranks, sums_of_integers_are_exact_also_where_doubles_are_not) {
  const std::int64_t n = ranks();
  std::vector<std::int64_t> numbers = {(std::int64_t{1} << 60) / n + rank(), -rank(), 7};
  add_up(numbers);
  EXPECT_EQ(numbers[0], (std::int64_t{1} << 60) / n * n + n * (n - 1) / 2);
  EXPECT_EQ(numbers[1], -n * (n - 1) / 2);
  EXPECT_EQ(numbers[2], 7 * n);
}

TEST(Ranks, each_gets_what_every_other_sent_it) {
  struct Purchase {
    int from, to, number;
  };
  std::vector<std::vector<Purchase>> to(static_cast<std::size_t>(ranks()));
  for (int r = 0; r < ranks(); ++r)  // as many as the sum of both numbers
    for (int i = 0; i < rank() + r; ++i) to[static_cast<std::size_t>(r)].push_back({rank(), r, i});
  const auto from = exchange(to);
  ASSERT_EQ(from.size(), to.size());
  for (int r = 0; r < ranks(); ++r) {
    const auto& sent = from[static_cast<std::size_t>(r)];
    ASSERT_EQ(sent.size(), static_cast<std::size_t>(rank() + r));
    for (int i = 0; i < rank() + r; ++i) {
      EXPECT_EQ(sent[static_cast<std::size_t>(i)].from, r);
      EXPECT_EQ(sent[static_cast<std::size_t>(i)].to, rank());
      EXPECT_EQ(sent[static_cast<std::size_t>(i)].number, i);
    }
  }
}

Bytes own_bytes() {
  return Bytes(static_cast<std::size_t>(3 * rank()), static_cast<std::byte>(rank()));
}

TEST(Ranks, what_is_gathered_stands_in_the_order_of_ranks) {
  const auto everywhere = gather_everywhere(own_bytes());
  ASSERT_EQ(everywhere.size(), static_cast<std::size_t>(ranks()));
  for (std::size_t r = 0; r < everywhere.size(); ++r)
    EXPECT_EQ(everywhere[r], Bytes(3 * r, static_cast<std::byte>(r)));
  const auto at_first = gather_at_first(own_bytes());
  if (rank() == 0)
    EXPECT_EQ(at_first, everywhere);
  else
    EXPECT_TRUE(at_first.empty());
}

TEST(Ranks, all_have_what_the_first_shares) {
  Bytes bytes(static_cast<std::size_t>(5 - rank()), static_cast<std::byte>(rank() + 1));
  share_from_first(bytes);
  EXPECT_EQ(bytes, Bytes(5, std::byte{1}));
}

TEST(Ranks, what_one_knows_all_know) {
  EXPECT_TRUE(on_any_rank(rank() == ranks() - 1));
  EXPECT_FALSE(on_any_rank(false));
}

TEST(Ranks, apart_each_is_alone_on_any_thread) {
  const int before = rank(), count = ranks();
  {
    const Apart apart;
    EXPECT_EQ(rank(), 0);
    EXPECT_EQ(ranks(), 1);
    EXPECT_EQ(ranks_together(), count);
    EXPECT_EQ(is_first_rank(), before == 0);
    for (int i = 0; i <= before; ++i) {  // not equally often on every rank
      std::vector<std::int64_t> numbers = {before, 1};
      add_up(numbers);
      EXPECT_EQ(numbers, (std::vector<std::int64_t>{before, 1}));
      EXPECT_EQ(on_any_rank(before == 1), before == 1);
      EXPECT_EQ(gather_at_first(Bytes(2)), std::vector<Bytes>{Bytes(2)});
    }
  }
  EXPECT_EQ(rank(), before);
  EXPECT_EQ(ranks(), count);
}

TEST(Ranks, hand_out_every_number_once_by_counting_on) {
  for (int turn = 0; turn < 2; ++turn) {
    restart_count();
    std::vector<std::int64_t> taken(1000);
    {
      const Apart apart;
      for (std::int64_t first = count_on(3); first < 1000; first = count_on(3))
        for (std::int64_t one = first; one < std::min<std::int64_t>(first + 3, 1000); ++one)
          taken[static_cast<std::size_t>(one)] = 1;
    }
    add_up(taken);
    EXPECT_EQ(taken, std::vector<std::int64_t>(1000, 1));
  }
}

}  // namespace
}  // namespace agglomera::sim
