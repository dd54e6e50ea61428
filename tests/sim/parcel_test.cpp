#include "sim/parcel.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace agglomera::sim {
namespace {

struct Kept {
  double number = 0.0;
  std::string reason;
  std::vector<std::vector<double>> by_year;
  std::vector<char> flags;
  std::vector<std::string> names;

  template <typename Passage>
  void pass(Passage& passage) {
    passage(number, reason, by_year, flags, names);
  }
};

Bytes packed(Kept kept) {
  Packer packer;
  kept.pass(packer);
  return packer.take();
}

const Kept some = {-0.1, "no firm is left", {{1.0, 1e-300}, {}, {3.0}}, {1, 0}, {"", "香港"}};

TEST(Parcel, holds_values_to_any_depth_bit_for_bit) {
  Kept found;
  const Bytes bytes = packed(some);
  Unpacker unpacker(bytes);
  found.pass(unpacker);
  EXPECT_TRUE(unpacker.at_end());
  EXPECT_EQ(found.number, some.number);
  EXPECT_EQ(found.reason, some.reason);
  EXPECT_EQ(found.by_year, some.by_year);
  EXPECT_EQ(found.flags, some.flags);
  EXPECT_EQ(found.names, some.names);
}

TEST(Parcel, numbers_stand_without_their_count) {
  std::vector<double> numbers = {1.0, 2.0, 3.0}, found(2);
  Packer packer;
  packer.numbers(std::span(numbers).subspan(1));
  const Bytes bytes = packer.take();
  EXPECT_EQ(bytes.size(), 2 * sizeof(double));
  Unpacker unpacker(bytes);
  unpacker.numbers(std::span(found));
  EXPECT_EQ(found, (std::vector<double>{2.0, 3.0}));
}

TEST(Parcel, cut_anywhere_is_refused) {
  const Bytes bytes = packed(some);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Unpacker unpacker(std::span<const std::byte>(bytes).first(size));
    Kept found;
    EXPECT_THROW(found.pass(unpacker), std::runtime_error) << size;
  }
}

TEST(Parcel, a_size_beyond_any_memory_is_refused) {
  Packer packer;
  packer(std::numeric_limits<std::uint64_t>::max());
  const Bytes bytes = packer.take();
  std::vector<double> numbers;
  std::vector<std::vector<double>> rows;
  std::string text;
  EXPECT_THROW(Unpacker{bytes}(numbers), std::runtime_error);
  EXPECT_THROW(Unpacker{bytes}(rows), std::runtime_error);
  EXPECT_THROW(Unpacker{bytes}(text), std::runtime_error);
}

}  // namespace
}  // namespace agglomera::sim
