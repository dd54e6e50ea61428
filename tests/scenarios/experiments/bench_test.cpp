#include "scenarios/experiments/bench.hpp"

#include <gtest/gtest.h>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::int64_t gib = std::int64_t{1} << 30;

std::string complaint_about(const BenchWorld& world, std::int64_t available_bytes) {
  try {
    check(world, available_bytes);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Bench, of_more_firms_than_memory_says_what_would_fit) {
  EXPECT_EQ(complaint_about({.firms = 330'000'000}, 8 * gib), "");
  EXPECT_EQ(complaint_about({.firms = 330'000'000}, 4 * gib),
            "--firms: 330000000 firms need 7.4 GiB of memory (4.0 GiB are available, enough for "
            "167772160 firms) ask for fewer firms, or use more machines");
  EXPECT_EQ(complaint_about({.firms = 167'772'160}, 4 * gib), "");
}

TEST(Bench, says_everything_that_is_wrong_before_it_looks_at_the_memory) {
  EXPECT_EQ(complaint_about({.firms = 2'000'000'000, .cities = 0, .years = 10}, gib),
            "--firms: 2000000000 is outside its range (from 1 to 1000000000)\n"
            "--cities: 0 is outside its range (from 1 to 60000: places have 16 bits)");
}

// Firms at the start, those that came, those that left: the books must close.
TEST(Bench, keeps_the_books_of_a_world) {
  const BenchWorld world{.firms = 5000, .cities = 12, .years = 4};
  const Passage passage = pass_years(world, {});
  EXPECT_EQ(passage.firms_at_start, world.firms);
  EXPECT_EQ(passage.firms_at_end, passage.firms_at_start + passage.events.entries -
                                      passage.events.exits - passage.events.acquisitions);
  EXPECT_GT(passage.firm_steps, 4 * 4500);
  EXPECT_LT(passage.firm_steps, 4 * 5500);
}

TEST(Bench, stops_between_two_years_when_asked_to) {
  const std::atomic<bool> stop{true};
  EXPECT_THROW(pass_years({.firms = 100, .cities = 3, .years = 2}, {nullptr, &stop}), BenchInterrupted);
}

}  // namespace
}  // namespace agglomera::scenarios
