#include "sim/ids.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace agglomera::sim {
namespace {

TEST(NameKey, is_the_published_fowler_noll_vo_hash) {
  EXPECT_EQ(name_key(""), 0x811c9dc5u);
  EXPECT_EQ(name_key("a"), 0xe40c292cu);
  EXPECT_EQ(name_key("foobar"), 0xbf9cf968u);
}

TEST(NameKey, takes_letters_beyond_ascii_as_bytes) {
  EXPECT_EQ(name_key("\xC3"), (2166136261u ^ 0xC3u) * 16777619u);
}

TEST(FirmId, tells_firms_apart_by_number_and_by_year) {
  EXPECT_EQ((FirmId{1, 2008}), (FirmId{1, 2008}));
  EXPECT_NE((FirmId{1, 2008}), (FirmId{2, 2008}));
  EXPECT_NE((FirmId{1, 2008}), (FirmId{1, 2009}));
}

}  // namespace
}  // namespace agglomera::sim
