#include "output/export/netcdf_classic.hpp"

#include <gtest/gtest.h>

namespace agglomera::output {
namespace {

using namespace std::string_literals;

// The specification's own example in words: one dimension, one variable, nothing else.
TEST(NetcdfClassic, lays_out_a_header_as_the_specification_does) {
  const NetcdfHeader header{{{"dim", 5}}, {}, {{"vx", NetcdfType::int32, {0}, {{"a", "hi"}}}}};
  const std::string expected =
      "CDF\x02\0\0\0\0"s  // version 2, no records
      "\0\0\0\x0a\0\0\0\x01\0\0\0\x03"s
      "dim\0\0\0\0\x05"s   // one dimension of five
      "\0\0\0\0\0\0\0\0"s  // no attributes
      "\0\0\0\x0b\0\0\0\x01\0\0\0\x02"s
      "vx\0\0"s              // one variable
      "\0\0\0\x01\0\0\0\0"s  // along dimension 0
      "\0\0\0\x0c\0\0\0\x01\0\0\0\x01"s
      "a\0\0\0\0\0\0\x02"s  // its attribute: text
      "\0\0\0\x02hi\0\0"s
      "\0\0\0\x04\0\0\0\x14"s  // int, 20 bytes
      "\0\0\0\0\0\0\0\x68"s;   // after the header
  EXPECT_EQ(header.bytes(), expected);
  EXPECT_EQ(expected.size(), 0x68u);
}

TEST(NetcdfClassic, turns_to_version_five_only_for_what_two_can_not_hold) {
  const auto version = [](NetcdfType type, std::uint64_t length) {
    return NetcdfHeader{{{"x", length}}, {}, {{"v", type, {0}, {}}}}.bytes()[3];
  };
  EXPECT_EQ(version(NetcdfType::real, 10), 2);
  EXPECT_EQ(version(NetcdfType::real, 536'870'911), 2);  // 8 bytes short of 2^32
  EXPECT_EQ(version(NetcdfType::real, 536'870'912), 5);
  EXPECT_EQ(version(NetcdfType::text, 4'294'967'296), 5);
  EXPECT_EQ(version(NetcdfType::int64, 1), 5);
}

TEST(NetcdfClassic, begins_every_array_at_a_multiple_of_four) {
  for (std::uint64_t bytes = 0; bytes < 12; ++bytes) {
    EXPECT_EQ((bytes + padding_after(bytes)) % 4, 0u);
    EXPECT_LT(padding_after(bytes), 4u);
  }
}

TEST(NetcdfClassic, writes_the_highest_byte_first) {
  std::string bytes;
  append_big_endian(bytes, 0x01020304u, 4);
  append_big_endian(bytes, -2.0);
  EXPECT_EQ(bytes, "\x01\x02\x03\x04\xC0\0\0\0\0\0\0\0"s);
}

}  // namespace
}  // namespace agglomera::output
