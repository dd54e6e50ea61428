#include "scenarios/experiments/point_store.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "sim/missing.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

struct Folder {
  ThreeCities study;
  std::filesystem::path out = study.path("out.h5");
  PointStore store(bool resume, const std::string& origin = "seed\t1\n") const {
    return PointStore(out, origin, "now", resume, {});
  }
};

using Key = std::vector<std::uint64_t>;

KeptPoints points(std::uint64_t first, std::uint64_t count) {
  KeptPoints all;
  for (std::uint64_t point = first; point < first + count; ++point) {
    const auto number = static_cast<double>(point);
    const bool failed = point % 3 == 0;
    all.add(Key{point, 7 * point},
            {{number, failed ? missing : 0.5}, {0.1 * number, missing}, failed, failed ? "why" : ""});
  }
  return all;
}

TEST(PointStore, gives_back_what_it_kept_by_its_key) {
  const Folder folder;
  PointStore first = folder.store(false);
  first.keep(points(5, 4), 0);
  first.keep(points(1, 2), 0);
  first.close();
  const PointStore again = folder.store(true);
  EXPECT_EQ(again.taken_up().size(), 6u);
  for (const std::uint64_t point : {1u, 2u, 5u, 6u, 7u, 8u}) {
    const auto found = again.find(Key{point, 7 * point});
    ASSERT_TRUE(found) << point;
    const double* numbers = again.taken_up().values.data() + *found * again.taken_up().numbers;
    EXPECT_EQ(numbers[0], static_cast<double>(point));
    EXPECT_EQ(numbers[2], 0.1 * static_cast<double>(point));
    EXPECT_EQ(numbers[4], point == 6 ? 1.0 : 0.0);
    EXPECT_EQ(again.taken_up().reasons.count(*found), point == 6 ? 1u : 0u);
  }
  EXPECT_FALSE(again.find(Key{3, 21}));
  EXPECT_FALSE(again.find(Key{5, 36}));
}

TEST(PointStore, goes_on_after_the_parts_that_are_there) {
  const Folder folder;
  for (std::uint64_t turn = 0; turn < 3; ++turn) {
    PointStore store = folder.store(turn > 0);
    EXPECT_EQ(store.taken_up().size(), 2 * turn);
    store.keep(points(2 * turn, 2), 0);
  }
}

TEST(PointStore, without_resume_throws_earlier_parts_away) {
  const Folder folder;
  folder.store(false).keep(points(0, 2), 0);
  EXPECT_EQ(folder.store(false).taken_up().size(), 0u);
  EXPECT_EQ(folder.store(true).taken_up().size(), 0u);
}

TEST(PointStore, passes_over_a_part_that_is_cut_off_or_changed) {
  const Folder folder;
  for (const char* name : {"points-0", "points-1"}) {
    PointStore store = folder.store(false);
    store.keep(points(0, 2), 0);
    store.keep(points(2, 3), 0);
    const auto part = folder.study.path(std::string("out.h5.parts/") + name);
    std::filesystem::resize_file(part, std::filesystem::file_size(part) - 1);
    EXPECT_EQ(folder.store(true).taken_up().size(), name == std::string("points-0") ? 3u : 2u);
  }
}

TEST(PointStore, refuses_points_of_another_origin_and_says_which_key_has_changed) {
  const Folder folder;
  folder.store(false).keep(points(0, 2), 0);
  try {
    folder.store(true, "seed\t2\n");
    FAIL() << "taken up";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(folder.study.in_words(error.complaints()).at(0),
              "out.h5.parts: holds points of another experiment (\"seed\" was 1 and is 2) write to "
              "another file (-o other.h5), or start anew without --resume");
  }
  EXPECT_EQ(folder.store(true).taken_up().size(), 2u) << "the refusal has touched nothing";
}

TEST(PointStore, takes_up_points_of_a_finished_file_beside_its_parts) {
  const Folder folder;
  folder.store(false).keep(points(0, 2), 0);
  const PointStore store(folder.out, "seed\t1\n", "now", true, PointStore::Earlier{points(2, 3), "then"});
  EXPECT_EQ(store.taken_up().size(), 5u);
  EXPECT_TRUE(store.find(Key{1, 7}) && store.find(Key{4, 28}));
}

TEST(PointStore, holds_room_in_reserve_until_it_is_closed) {
  const Folder folder;
  const auto reserve = folder.study.path("out.h5.parts/reserve");
  PointStore store = folder.store(false);
  EXPECT_GE(std::filesystem::file_size(reserve), 64u * 1024);
  store.keep(points(0, 5000), 0);
  const auto part = std::filesystem::file_size(folder.study.path("out.h5.parts/points-0"));
  EXPECT_GE(std::filesystem::file_size(reserve), part);
  store.close();
  EXPECT_FALSE(std::filesystem::exists(reserve));
}

TEST(PointStore, wants_a_part_before_it_would_outgrow_the_reserve) {
  const Folder folder;
  PointStore store = folder.store(false);
  EXPECT_FALSE(store.fills_reserve(points(0, 100)));
  EXPECT_TRUE(store.fills_reserve(points(0, 1200)));  // of 7 words of 8 bytes
  store.keep(points(0, 1000), 0);
  EXPECT_FALSE(store.fills_reserve(points(0, 1200))) << "the reserve has grown";
  EXPECT_FALSE(PointStore().fills_reserve(points(0, 100000)));
}

}  // namespace
}  // namespace agglomera::scenarios
