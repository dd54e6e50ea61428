#include "scenarios/experiments/member_checkpoints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <string>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

struct Kept {
  ThreeCities study;
  FinishedParts parts{study.path("out.h5.parts"), "experiment", "yesterday", false,
                      FinishedParts::Folder::when_needed};

  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(parts.folder()))
      names.insert(entry.path().filename().string());
    names.erase("begun");
    return names;
  }
  void add(const std::string& name) const { std::ofstream(parts.folder() / name) << "anything"; }
};

// A member with a world of two places and two years.
struct InProgress {
  models::Member member;
  models::World world;
  std::vector<double> lq_count{1, 2, 3, 4}, lq_revenue{5, 6, 7, 8}, revenue{10, 20, 30, 40};
  std::vector<std::int32_t> firms{1, 1, 2, 2};

  MemberState state() { return {member, world, {lq_count, lq_revenue, firms, revenue}}; }
};

InProgress at(sim::Year year) {
  InProgress one;
  one.member.firm_share = {{0.25, 0.75}, {0.5, 0.5}};
  one.world.year = year;
  one.world.firms.blocks.assign(1, sim::Block(2));
  one.world.firms.blocks[0].settle(1, {7, 2001}, sim::LogRevenue::of_raw(700));
  one.world.background.blocks.assign(1, sim::Block(2));
  one.world.background.blocks[0].settle(0, {8, 2002}, sim::LogRevenue::of_raw(800));
  one.world.sums = {{1, 2, 3, 4}, {5, 6, 7, 8}};
  one.world.census.focal_firms = {0, 1};
  one.world.census.exit_effect_revenue_usd = {9, 9};
  one.world.ln_resources = {0.5, -0.5};
  one.world.reference_inclusive_value = 1.25;
  one.world.copies = 3;
  one.world.set_off = {0, 2011};
  return one;
}

InProgress empty() {
  InProgress one;
  for (auto* series : {&one.lq_count, &one.lq_revenue, &one.revenue})
    std::fill(series->begin(), series->end(), 0.0);
  std::fill(one.firms.begin(), one.firms.end(), 0);
  return one;
}

TEST(MemberCheckpoints, give_back_the_member_its_world_and_its_series) {
  const Kept kept;
  InProgress was = at(2012), is = empty();
  MemberCheckpoints(kept.parts, 1).keep(4, was.state());
  ASSERT_TRUE(MemberCheckpoints(kept.parts, 0).take_up(4, is.state()));
  EXPECT_EQ(is.member.firm_share, was.member.firm_share);
  EXPECT_EQ(is.world.year, 2012);
  EXPECT_EQ(sim::state_hash(is.world.firms), sim::state_hash(was.world.firms));
  EXPECT_EQ(sim::state_hash(is.world.background), sim::state_hash(was.world.background));
  EXPECT_EQ(is.world.sums, was.world.sums);
  EXPECT_EQ(is.world.census, was.world.census);
  EXPECT_EQ(is.world.ln_resources, was.world.ln_resources);
  EXPECT_EQ(is.world.reference_inclusive_value, 1.25);
  EXPECT_EQ(is.world.copies, 3u);
  EXPECT_EQ(is.world.set_off, was.world.set_off);
  EXPECT_EQ(is.world.boards.choice, nullptr);
  EXPECT_EQ(is.lq_count, was.lq_count);
  EXPECT_EQ(is.lq_revenue, was.lq_revenue);
  EXPECT_EQ(is.firms, was.firms);
  EXPECT_EQ(is.revenue, was.revenue);
}

// Boards remember the years: where stacks were raised.
TEST(MemberCheckpoints, give_back_boards_that_were_raised) {
  const Kept kept;
  const std::vector<double> measure{1.0, 1.0}, low{1.0, 2.0}, high{9.0, 2.0};
  models::ChoiceBoard board{models::DartBoard(measure, low), {0.25, 0.75}};
  board.board.raise(high);
  InProgress was = at(2012), is = empty();
  was.world.boards.buyers = std::make_shared<const models::ChoiceBoard>(board);
  MemberCheckpoints(kept.parts, 1).keep(0, was.state());
  ASSERT_TRUE(MemberCheckpoints(kept.parts, 1).take_up(0, is.state()));
  ASSERT_NE(is.world.boards.buyers, nullptr);
  const models::ChoiceBoard& back = *is.world.boards.buyers;
  EXPECT_EQ(back.reference, board.reference);
  EXPECT_TRUE(back.board.reaches(high));
  EXPECT_FALSE(models::DartBoard(measure, low).reaches(high));
  ASSERT_EQ(back.board.pages().size(), board.board.pages().size());
  for (std::size_t page = 0; page < back.board.pages().size(); ++page) {
    const models::DartBoard::Page &a = back.board.pages()[page], &b = board.board.pages()[page];
    EXPECT_EQ(a.cell_measure, b.cell_measure);
    EXPECT_EQ(a.owned, b.owned);
    EXPECT_TRUE(std::equal(
        a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(),
        [](const auto& x, const auto& y) { return x.place == y.place && x.floor == y.floor; }));
  }
}

TEST(MemberCheckpoints, the_next_replaces_the_one_before_and_what_was_half_written) {
  const Kept kept;
  const MemberCheckpoints checkpoints(kept.parts, 1);
  InProgress one = at(2011), next = at(2012);
  checkpoints.keep(0, one.state());
  checkpoints.keep(10, one.state());
  kept.add("member-0.year-2012.1-of-1.partial");
  checkpoints.keep(0, next.state());
  EXPECT_EQ(kept.files(),
            (std::set<std::string>{"member-0.year-2012.1-of-1", "member-10.year-2011.1-of-1"}));
}

TEST(MemberCheckpoints, a_set_of_which_a_file_is_missing_is_passed_over) {
  const Kept kept;
  InProgress was = at(2011), is = empty();
  MemberCheckpoints(kept.parts, 1).keep(0, was.state());
  kept.add("member-0.year-2012.1-of-2");
  kept.add("member-0.year-2013.1-of-1.partial");
  ASSERT_TRUE(MemberCheckpoints(kept.parts, 1).take_up(0, is.state()));
  EXPECT_EQ(is.world.year, 2011);
  EXPECT_FALSE(MemberCheckpoints(kept.parts, 1).take_up(1, is.state()));
}

TEST(MemberCheckpoints, of_a_member_that_came_to_an_end_hold_no_firms) {
  const Kept kept;
  const MemberCheckpoints checkpoints(kept.parts, 1);
  InProgress was = at(2011), is = empty();
  checkpoints.keep(0, was.state());
  checkpoints.keep_end(0, 2020, was.state());
  EXPECT_EQ(kept.files(), std::set<std::string>{"member-0.year-2020.1-of-1"});
  ASSERT_TRUE(MemberCheckpoints(kept.parts, 1).take_up(0, is.state()));
  EXPECT_EQ(is.world.year, 2020);
  EXPECT_EQ(is.world.firms.count(), 0);
  EXPECT_EQ(is.firms, was.firms);
}

TEST(MemberCheckpoints, of_finished_members_are_forgotten) {
  const Kept kept;
  const MemberCheckpoints checkpoints(kept.parts, 1);
  InProgress one = at(2011);
  for (const int member : {1, 2, 12}) checkpoints.keep(member, one.state());
  EXPECT_TRUE(checkpoints.any());
  checkpoints.forget({1, 2});
  EXPECT_EQ(kept.files(), std::set<std::string>{"member-12.year-2011.1-of-1"});
  checkpoints.forget({12});
  EXPECT_FALSE(checkpoints.any());
}

TEST(MemberCheckpoints, are_due_every_so_many_years_or_never) {
  const Kept kept;
  const MemberCheckpoints every_third(kept.parts, 3), none;
  EXPECT_TRUE(every_third.is_due(6));
  EXPECT_FALSE(every_third.is_due(7));
  EXPECT_FALSE(none.is_due(6));
}

}  // namespace
}  // namespace agglomera::scenarios
