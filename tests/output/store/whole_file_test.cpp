#include "output/store/whole_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstring>
#include <functional>

#include "sample_results.hpp"
#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string complaint_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

long files_in(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

// A disk of 64 kB, where the user may make one.
class TinyDisk {
 public:
  explicit TinyDisk(const char* options) {
    mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, options) == 0;
  }
  ~TinyDisk() {
    if (mounted_) umount(folder_.path().c_str());
  }
  bool mounted() const { return mounted_; }
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
  bool mounted_ = false;
};

TEST(WholeFile, comes_back_without_its_seal) {
  const TemporaryFolder folder;
  write_whole("some bytes", folder / "file");
  EXPECT_EQ(bytes_of(folder / "file").size(), 10u + 16u);
  EXPECT_EQ(read_whole(folder / "file").content, "some bytes");
  // FNV-1a of the empty text is its offset basis.
  write_whole("", folder / "nothing");
  EXPECT_EQ(bytes_of(folder / "nothing"), "AGGSEAL1\x25\x23\x22\x84\xe4\x9c\xf2\xcb");
}

TEST(WholeFile, is_refused_where_there_is_no_place_for_it) {
  const TemporaryFolder folder;
  const auto complaint = [&](const std::filesystem::path& place) {
    const std::string text = complaint_of([&] { check_writable(place); });
    EXPECT_EQ(text, complaint_of([&] { write_whole("bytes", place); }));
    return text;
  };
  EXPECT_THAT(complaint(folder / "none/run.h5"),
              AllOf(StartsWith((folder / "none/run.h5").string()),
                    HasSubstr("can't be written (no such folder)")));
  EXPECT_THAT(complaint(folder.path()), HasSubstr("is a folder"));
  EXPECT_THAT(complaint(folder.path() / ""), HasSubstr("is a folder"));
  put_bytes(folder / "plain", "x");
  EXPECT_THAT(complaint(folder / "plain/run.h5"), HasSubstr("is no folder"));
  EXPECT_THAT(complaint("/dev/null"), HasSubstr("is no ordinary file"));
  EXPECT_THAT(complaint("/proc/run.h5"), HasSubstr("can't be written"));
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(WholeFile, on_a_full_disk_says_how_much_it_needs_and_keeps_the_older_one) {
  const TinyDisk disk("size=64k");
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can't be mounted here (not root)";
  write_whole("older", disk.path() / "run.h5");
  const std::string text =
      complaint_of([&] { write_whole(std::string(2'500'000, 'x'), disk.path() / "run.h5"); });
  EXPECT_THAT(text, AllOf(HasSubstr("disk is full (needs about 2.5 MB, "), HasSubstr(" kB free)")));
  EXPECT_EQ(read_whole(disk.path() / "run.h5").content, "older");
  EXPECT_EQ(files_in(disk.path()), 1);
}

TEST(WholeFile, needs_a_folder_that_may_be_written) {
  const TinyDisk disk("size=64k");
  if (!disk.mounted()) GTEST_SKIP() << "a small disk can't be mounted here (not root)";
  ASSERT_EQ(mount(nullptr, disk.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  EXPECT_THAT(complaint_of([&] { check_writable(disk.path() / "run.h5"); }),
              HasSubstr("can't be written (Read-only file system)"));
}

TEST(WholeFile, whose_writing_fails_half_way_keeps_the_older_one) {
  const TemporaryFolder folder;
  write_whole("older", folder / "run.h5");
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{4096, before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string text =
      complaint_of([&] { write_whole(std::string(100'000, 'x'), folder / "run.h5"); });
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_THAT(text, HasSubstr("can't be written (File too large)"));
  EXPECT_EQ(read_whole(folder / "run.h5").content, "older");
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(WholeFile, goes_where_a_link_points) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "elsewhere");
  std::filesystem::create_symlink("elsewhere/run.h5", folder / "run.h5");
  write_whole("bytes", folder / "run.h5");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "run.h5"));
  EXPECT_EQ(read_whole(folder / "elsewhere/run.h5").content, "bytes");
}

TEST(WholeFile, sizes_read_easily) {
  EXPECT_EQ(readable_size(12'345'678), "12.3 MB");
  EXPECT_EQ(readable_size(4'000), "4.0 kB");
  EXPECT_EQ(readable_size(2'000'000'000), "2.0 GB");
}

}  // namespace
}  // namespace agglomera::output
