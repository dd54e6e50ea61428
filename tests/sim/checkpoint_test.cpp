#include "sim/checkpoint.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "sim/errors.hpp"

namespace agglomera::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t origin = 77;

struct Folder {
  Folder() { fs::create_directories(place); }
  ~Folder() { fs::remove_all(place); }
  fs::path place =
      fs::temp_directory_path() / ("agglomera-checkpoint-" + std::to_string(::getpid()));
  fs::path file = place / "kept";
};

Block three_firms() {
  Block block(3);
  block.settle(0, {1, 1999}, LogRevenue::of_raw(100));
  block.settle(2, {2, 2001}, LogRevenue::of_raw(300));
  block.settle(2, {9, -5}, LogRevenue::of_raw(200));
  return block;
}

Bytes some_parcel() { return {std::byte{1}, std::byte{2}, std::byte{3}}; }

void keep(const fs::path& place) {
  CheckpointWriter writer(place, {origin, 2008, 5, 2, 2, 0});
  writer.write(some_parcel());
  writer.write(three_firms());
  writer.write(Block(3));
  writer.finish();
}

void read_all(const fs::path& place, std::uint64_t of = origin) {
  CheckpointReader reader(place, of);
  reader.parcel();
  for (std::uint64_t i = 0; i < reader.head().blocks; ++i) reader.block();
  reader.end();
}

std::string complaint_about(const fs::path& place, std::uint64_t of = origin) {
  try {
    read_all(place, of);
  } catch (const InputError& error) {
    return error.what();
  }
  return "taken up";
}

std::string bytes_of_file(const fs::path& place) {
  std::ifstream stream(place, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void write_file(const fs::path& place, const std::string& bytes) {
  std::ofstream(place, std::ios::binary) << bytes;
}

TEST(Checkpoint, gives_back_head_parcel_and_every_firm_in_its_order) {
  const Folder folder;
  keep(folder.file);
  CheckpointReader reader(folder.file, origin);
  EXPECT_EQ(reader.head().year, 2008);
  EXPECT_EQ(reader.head().blocks_in_all, 5u);
  EXPECT_EQ(reader.head().first_block, 2u);
  EXPECT_EQ(reader.parcel(), some_parcel());
  Block block = reader.block();
  ASSERT_EQ(block.places(), 3u);
  EXPECT_EQ(block.firms(), 3u);
  EXPECT_EQ(block.firms(1), 0u);
  EXPECT_EQ(block.id(0, 0).number, 1u);
  EXPECT_EQ(block.id(0, 0).founded, 1999);
  EXPECT_EQ(block.id(2, 0).number, 2u);
  EXPECT_EQ(block.id(2, 1).number, 9u);
  EXPECT_EQ(block.id(2, 1).founded, -5);
  EXPECT_EQ(block.log_revenues(2)[1].raw(), 200);
  EXPECT_EQ(reader.block().firms(), 0u);
  reader.end();
}

TEST(Checkpoint, a_block_that_is_skipped_is_not_taken_for_the_next) {
  const Folder folder;
  CheckpointWriter writer(folder.file, {origin, 2008, 2, 0, 2, 0});
  writer.write(some_parcel());
  writer.write(Block(7));
  writer.write(three_firms());
  writer.finish();
  CheckpointReader reader(folder.file, origin);
  reader.skip();
  reader.skip();
  EXPECT_EQ(reader.block().firms(), 3u);
  reader.end();
}

TEST(Checkpoint, that_is_not_finished_leaves_the_one_before_and_nothing_else) {
  const Folder folder;
  keep(folder.file);
  const std::string before = bytes_of_file(folder.file);
  {
    CheckpointWriter writer(folder.file, {origin, 2009, 5, 2, 2, 0});
    writer.write(some_parcel());
  }
  EXPECT_EQ(bytes_of_file(folder.file), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.place), fs::directory_iterator{}), 1);
}

TEST(Checkpoint, cut_off_anywhere_is_refused) {
  const Folder folder;
  keep(folder.file);
  const std::string whole = bytes_of_file(folder.file);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(folder.file, whole.substr(0, size));
    EXPECT_EQ(complaint_about(folder.file),
              folder.file.generic_string() +
                  ": is cut off (it ends too early) start anew without --resume")
        << size;
  }
  write_file(folder.file, whole + "x");
  EXPECT_EQ(complaint_about(folder.file),
            folder.file.generic_string() +
                ": is damaged (it goes on behind its end) start anew without --resume");
}

TEST(Checkpoint, with_any_bit_turned_is_refused) {
  const Folder folder;
  keep(folder.file);
  const std::string whole = bytes_of_file(folder.file);
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int bit : {static_cast<int>(at % 8)}) {
      std::string other = whole;
      other[at] = static_cast<char>(other[at] ^ (1 << bit));
      write_file(folder.file, other);
      EXPECT_NE(complaint_about(folder.file), "taken up") << at << " " << bit;
    }
  std::string last_firm = whole;
  last_firm[whole.size() - 50] ^= 1;
  write_file(folder.file, last_firm);
  EXPECT_EQ(complaint_about(folder.file),
            folder.file.generic_string() +
                ": is damaged (a checksum is not that of what it stands behind) start anew without "
                "--resume");
}

TEST(Checkpoint, of_another_version_or_experiment_or_something_else_is_refused) {
  const Folder folder;
  keep(folder.file);
  const std::string whole = bytes_of_file(folder.file), where = folder.file.generic_string();
  EXPECT_EQ(complaint_about(folder.file), "taken up");
  EXPECT_EQ(
      complaint_about(folder.file, origin + 1),
      where +
          ": is of another experiment (its files, options or program have changed) start anew "
          "without --resume");
  std::string other = whole;
  other[8] = 9;
  write_file(folder.file, other);
  EXPECT_EQ(complaint_about(folder.file),
            where +
                ": is of another version (its format is 9, this program reads 1) start anew "
                "without --resume");
  write_file(folder.file, "members = 20, and what else there is\n");
  EXPECT_EQ(complaint_about(folder.file),
            where + ": is no checkpoint (it begins otherwise) start anew without --resume");
  fs::remove(folder.file);
  EXPECT_EQ(complaint_about(folder.file),
            where + ": can't be read (No such file or directory) start anew without --resume");
}

TEST(Checkpoint, where_there_is_no_folder_says_so) {
  const Folder folder;
  try {
    CheckpointWriter(folder.place / "nowhere/kept", {});
    ADD_FAILURE() << "was written";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(),
              (folder.place / "nowhere/kept").generic_string() +
                  ": can't be written (No such file or directory) make room; --resume "
                  "goes on from the checkpoint before");
  }
}

TEST(Checksum, differs_for_every_length_and_order) {
  const Bytes zeros(9);
  EXPECT_NE(checksum_of(std::span(zeros).first(8)), checksum_of(zeros));
  EXPECT_NE(checksum_of({}), checksum_of(std::span(zeros).first(1)));
  Bytes words(16);
  words[0] = std::byte{1};
  Bytes turned(16);
  turned[8] = std::byte{1};
  EXPECT_NE(checksum_of(words), checksum_of(turned));
}

}  // namespace
}  // namespace agglomera::sim
