// A world in a file, as it stands at the end of a year, so that work can go on from there.
//
// A file holds a head, a parcel of what is not firms, and blocks of firms, one behind the other, each with a
// checksum. Blocks pass one place at a time, so that a world is never twice in memory. A file is written
// beside its place and moved there once it lies on the disk: it is whole or not there. The same program
// on the same machine reads it; nothing else has to.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/firms.hpp"
#include "sim/ranks.hpp"

namespace agglomera::sim {

inline constexpr std::uint32_t checkpoint_version = 1;

struct CheckpointHead {
  std::uint64_t origin = 0;  // of what the world follows from: checksum_of
  std::int64_t year = 0;
  std::uint64_t blocks_in_all = 0, first_block = 0, blocks = 0;  // of a world that ranks share
  std::uint64_t further_blocks = 0;                              // behind these, of no number
};

// Changes with every bit and every length; 8 bytes at a time.
class Checksum {
 public:
  void add(std::span<const std::byte> bytes);
  std::uint64_t value() const { return value_; }

 private:
  void add_word(std::uint64_t word);
  std::uint64_t value_ = 0x6A09E667F3BCC908ull;
};
std::uint64_t checksum_of(std::span<const std::byte> bytes);

using OpenFile = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

// The parcel comes first, then the blocks. Throws InputError where the disk does not take it.
class CheckpointWriter {
 public:
  CheckpointWriter(std::filesystem::path place, const CheckpointHead& head);
  ~CheckpointWriter();
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  void write(const Bytes& parcel);
  void write(const Block& block);
  void finish();  // only now is there a file at `place`

 private:
  void put(std::span<const std::byte> bytes);
  void begin(std::uint64_t size);
  void end();
  [[noreturn]] void fail() const;

  std::filesystem::path place_, beside_;
  OpenFile file_;
  Checksum checksum_;
};

// Throws InputError where the file is of another version or origin, cut off or damaged. What it gave
// before is then worth nothing.
class CheckpointReader {
 public:
  CheckpointReader(std::filesystem::path place, std::uint64_t origin);

  const CheckpointHead& head() const { return head_; }
  Bytes parcel();
  Block block();
  void skip();  // a parcel or a block
  void end();   // nothing follows

 private:
  void take(std::span<std::byte> bytes);
  std::uint64_t begin();
  std::vector<std::uint32_t> counts_in(std::uint64_t size);
  void check();
  [[noreturn]] void refuse(const std::string& why) const;

  std::filesystem::path place_;
  OpenFile file_;
  std::uint64_t left_ = 0;  // bytes of the file
  CheckpointHead head_;
  Checksum checksum_;
};

}  // namespace agglomera::sim
