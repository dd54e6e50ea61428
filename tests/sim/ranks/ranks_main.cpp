// The sentences of ranks_test.cpp on as many ranks as mpirun starts; and how a rank gives up.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "sim/ranks.hpp"

namespace {

using agglomera::sim::RankFailed;

// The last rank meets nobody any more; the others are on their way into a sum.
RankFailed work_until_one_gives_up() {
  try {
    std::int64_t one = 1;
    agglomera::sim::add_up({&one, 1});
    if (agglomera::sim::rank() + 1 == agglomera::sim::ranks()) return {2, "the last rank gave up"};
    agglomera::sim::add_up({&one, 1});
    agglomera::sim::on_any_rank(false);
  } catch (const RankFailed& other) {
    return other;
  }
  return {9, "nobody gave up"};
}

// Ranks that mean different things.
RankFailed work_on_different_ways() {
  try {
    std::int64_t one = 1;
    if (agglomera::sim::rank() == 0)
      agglomera::sim::on_any_rank(true);
    else
      agglomera::sim::add_up({&one, 1});
  } catch (const RankFailed& other) {
    return other;
  }
  return {9, "nobody saw it"};
}

}  // namespace

int main(int argc, char** argv) {
  agglomera::sim::Ranks ranks(argc, argv);
  const std::string how = argc > 1 ? argv[1] : "";
  if (how == "one-gives-up" || how == "different-ways") {
    const RankFailed mine =
        how == "one-gives-up" ? work_until_one_gives_up() : work_on_different_ways();
    const RankFailed all = ranks.end(mine.code, mine.message);
    std::fprintf(stderr, "[%d %s]\n", all.code, all.message.c_str());
    return all.code;
  }
  testing::InitGoogleTest(&argc, argv);
  return ranks.end(RUN_ALL_TESTS(), "").code;
}
