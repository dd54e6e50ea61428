#include "sim/memory.hpp"

#include <gtest/gtest.h>

#include "sim/errors.hpp"

namespace agglomera::sim {
namespace {

constexpr std::int64_t mib = std::int64_t{1} << 20;

std::string refusal(std::int64_t firms, std::int64_t worlds, std::int64_t available) {
  try {
    require_memory(firms, worlds, "baseline.toml", available);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(RequireMemory, lets_pass_what_fits_to_the_last_firm) {
  // 256 MiB are kept free; 24 MiB hold 1,048,576 firms of 24 bytes
  EXPECT_EQ(refusal(1'048'576, 1, 280 * mib), "");
  EXPECT_NE(refusal(1'048'577, 1, 280 * mib), "");
  EXPECT_EQ(refusal(524'288, 2, 280 * mib), "");
  EXPECT_NE(refusal(524'289, 2, 280 * mib), "");
}

TEST(RequireMemory, says_what_would_fit) {
  EXPECT_EQ(
      refusal(330'000'000, 1, 4096 * mib),
      "baseline.toml: 330000000 firms need 7.4 GiB of memory (4.0 GiB are available, enough for "
      "167772160 firms) ask for fewer firms, or use more machines");
  EXPECT_EQ(
      refusal(200'000'000, 2, 4096 * mib),
      "baseline.toml: 200000000 firms, 2 worlds at a time need 8.9 GiB of memory (4.0 GiB are "
      "available, enough for 83886080 firms) ask for fewer firms, or for fewer threads");
}

TEST(RequireMemory, is_no_judge_where_the_system_does_not_say) {
  EXPECT_NO_THROW(require_memory(1'000'000'000'000, 1, "x", std::nullopt));
}

TEST(AvailableMemory, is_told_by_this_system_and_has_an_end) {
  const auto available = available_memory_bytes();
  ASSERT_TRUE(available.has_value());
  EXPECT_GT(*available, 0);
  EXPECT_THROW(require_memory(std::int64_t{1} << 56, 1, "x"), InputError);
}

}  // namespace
}  // namespace agglomera::sim
