#include "scenarios/experiments/member_work.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>

#include "scenarios/experiments/finished_parts.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

// Members whose result is the square of their number.
struct Squares {
  explicit Squares(int members) : found(static_cast<std::size_t>(members)) {}

  MemberWork work() {
    MemberWork work;
    work.run = [this](int member) {
      if (member == stop_at) stop = true;
      if (stop) return false;
      if (member % 100 == fails) throw std::runtime_error("no firm is left");
      ++worked;
      found[static_cast<std::size_t>(member)] = static_cast<double>(member) * member;
      return true;
    };
    work.mark_failed = [this](int member) { found[static_cast<std::size_t>(member)] = -1.0; };
    work.pack = [this](int member, sim::Packer& packer) {
      packer(found[static_cast<std::size_t>(member)]);
    };
    work.unpack = [this](int member, sim::Unpacker& unpacker) {
      unpacker(found[static_cast<std::size_t>(member)]);
    };
    return work;
  }

  std::vector<double> found;
  int stop_at = -1;
  int fails = -1;
  std::atomic<bool> stop = false;
  std::atomic<int> worked = 0;
};

struct KeptMembers {
  ThreeCities study;
  std::filesystem::path place = study.path("out.h5.parts");

  FinishedParts parts(bool resume) const {
    return {place, "origin", "today", resume, FinishedParts::Folder::when_needed};
  }
};

TEST(MemberWork, all_members_pass_and_the_first_rank_counts_its_own) {
  Squares squares(50);
  const PassedMembers passed = pass_members(50, 1, {}, squares.work());
  for (int member = 0; member < 50; ++member)
    EXPECT_EQ(squares.found[static_cast<std::size_t>(member)], member * member);
  EXPECT_EQ(passed.members_per_rank, std::vector<int>{50});
  EXPECT_TRUE(passed.failures.empty());
}

TEST(MemberWork, failures_are_told_in_the_order_of_members) {
  Squares squares(250);
  squares.fails = 7;
  const PassedMembers passed = pass_members(250, 1, {}, squares.work());
  ASSERT_EQ(passed.failures.size(), 3u);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(passed.failures[static_cast<std::size_t>(i)].member, 100 * i + 7);
    EXPECT_EQ(passed.failures[static_cast<std::size_t>(i)].reason, "no firm is left");
  }
  EXPECT_EQ(squares.found[107], -1.0);
}

TEST(MemberWork, short_work_keeps_nothing) {
  const KeptMembers folder;
  const FinishedParts parts = folder.parts(false);
  Squares squares(50);
  pass_members(50, 1, {{}, nullptr, &parts}, squares.work());
  EXPECT_FALSE(std::filesystem::exists(folder.place));
}

TEST(MemberWork, what_was_done_before_a_stop_is_not_done_again) {
  const KeptMembers folder;
  constexpr int members = 3000;
  int done = 0;
  {
    const FinishedParts parts = folder.parts(false);
    Squares squares(members);
    squares.stop_at = 1500;
    squares.fails = 7;
    try {
      pass_members(members, 1, {{}, &squares.stop, &parts}, squares.work());
      ADD_FAILURE() << "was not interrupted";
    } catch (const Interrupted& interrupted) {
      EXPECT_TRUE(interrupted.kept);
      EXPECT_EQ(interrupted.asked, members);
      done = interrupted.done;
      EXPECT_GT(done, 0);
      EXPECT_LT(done, members);
    }
  }
  const FinishedParts parts = folder.parts(true);
  Squares squares(members);
  squares.fails = 7;
  const PassedMembers passed = pass_members(members, 1, {{}, nullptr, &parts}, squares.work());
  EXPECT_EQ(passed.failures.size(), 30u) << "also those that failed before";
  EXPECT_EQ(passed.members_per_rank, std::vector<int>{members - done});
  for (int member = 0; member < members; ++member)
    EXPECT_EQ(squares.found[static_cast<std::size_t>(member)],
              member % 100 == 7 ? -1.0 : static_cast<double>(member) * member);
}

TEST(MemberWork, a_damaged_part_is_done_again) {
  const KeptMembers folder;
  {
    const FinishedParts parts = folder.parts(false);
    Squares squares(100);
    squares.stop_at = 60;
    EXPECT_THROW(pass_members(100, 1, {{}, &squares.stop, &parts}, squares.work()), Interrupted);
  }
  std::string part = folder.study.text("out.h5.parts/members-0");
  part[part.size() / 2] ^= 1;
  folder.study.write("out.h5.parts/members-0", part);
  const FinishedParts parts = folder.parts(true);
  Squares squares(100);
  const PassedMembers passed = pass_members(100, 1, {{}, nullptr, &parts}, squares.work());
  EXPECT_EQ(passed.members_per_rank, std::vector<int>{100});
  EXPECT_EQ(squares.found[50], 2500.0);
}

TEST(MemberWork, without_a_place_for_parts_a_stop_keeps_nothing) {
  Squares squares(100);
  squares.stop_at = 60;
  try {
    pass_members(100, 1, {{}, &squares.stop}, squares.work());
    ADD_FAILURE() << "was not interrupted";
  } catch (const Interrupted& interrupted) {
    EXPECT_FALSE(interrupted.kept);
  }
}

TEST(MemberWork, most_members_must_survive) {
  Squares squares(10);
  MemberWork work = squares.work();
  work.run = [](int member) -> bool {
    if (member < 6) throw std::runtime_error("no firm is left");
    return true;
  };
  EXPECT_THROW(pass_members(10, 1, {}, work), std::runtime_error);
}

TEST(MemberWork, everything_that_a_member_believes_is_passed_on) {
  models::Member member{};
  member.parameters.exit_rate = 0.25;
  member.ln_endowment = {1.0};
  member.technology = {2.0, 2.5};
  member.culture = {3.0};
  member.amenity = {4.0};
  member.growth_advantage = {5.0};
  member.firm_share = {{6.0, 6.5}, {7.0}};
  member.revenue_share = {{8.0}};
  member.focal_firms = {9.0};
  member.focal_revenue_usd = {10.0};
  member.listed_firms = {11.0};
  sim::Packer packer;
  pass_member(packer, member);
  const sim::Bytes bytes = packer.take();
  models::Member found{};
  sim::Unpacker unpacker(bytes);
  pass_member(unpacker, found);
  EXPECT_TRUE(unpacker.at_end());
  EXPECT_EQ(found.parameters, member.parameters);
  EXPECT_EQ(found.ln_endowment, member.ln_endowment);
  EXPECT_EQ(found.technology, member.technology);
  EXPECT_EQ(found.culture, member.culture);
  EXPECT_EQ(found.amenity, member.amenity);
  EXPECT_EQ(found.growth_advantage, member.growth_advantage);
  EXPECT_EQ(found.firm_share, member.firm_share);
  EXPECT_EQ(found.revenue_share, member.revenue_share);
  EXPECT_EQ(found.focal_firms, member.focal_firms);
  EXPECT_EQ(found.focal_revenue_usd, member.focal_revenue_usd);
  EXPECT_EQ(found.listed_firms, member.listed_firms);
}

}  // namespace
}  // namespace agglomera::scenarios
