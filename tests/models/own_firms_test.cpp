#include "models/own_firms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "models/background.hpp"
#include "models/conditioning.hpp"
#include "models/known_at.hpp"
#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

sim::LogRevenue usd(double value) { return sim::LogRevenue::of_log_usd(sim::natural_log(value)); }

// Seven firms of the first year, four of the last.
std::shared_ptr<OwnFirms> seven_firms() {
  auto own = std::make_shared<OwnFirms>();
  own->focal[2008].rows = {{{3, 1999}, avalon, usd(1e9)},     {{7, 1890}, avalon, usd(2.5e9)},
                           {{12, 2008}, dale, usd(4e8)},      {{20, 2001}, ford, usd(123456789.0)},
                           {{21, 2001}, rest, usd(7e9)},      {{900, 1970}, rest, usd(1.0)},
                           {{1u << 29, 2005}, dale, usd(5e8)}};
  own->focal[2017].rows = {{{3, 1999}, brook, usd(3e9)},
                           {{20, 2001}, ford, usd(2e8)},
                           {{33, 2016}, dale, usd(6e8)},
                           {{900, 1970}, rest, usd(8e9)}};
  own->names = {{{3, 1999}, "three"}, {{7, 1890}, "seven"}};
  return own;
}

Study listed_study() {
  Study study = small_study(7.0);
  study.own_firms = seven_firms();
  return study;
}

std::map<FirmId, Whereabouts> firms_of(const FirmList& list) {
  std::map<FirmId, Whereabouts> firms;
  for (const FirmList::Row& row : list.rows) firms[row.firm] = {row.place, row.size};
  return firms;
}

TEST(OwnFirms, are_the_firms_of_the_first_year_in_every_member) {
  const Study study = listed_study();
  for (std::uint32_t member = 0; member < 20; ++member) {
    const Start start(study, {.draws = Draws(5, member), .sample = true});
    EXPECT_EQ(focal_firms_of(start.world), firms_of(study.own_firms->focal.at(2008)));
  }
}

TEST(OwnFirms, leave_what_is_latent_to_be_drawn_anew) {
  Study study = listed_study();
  for (Latent& latent : study.latents.amenity) latent.prior.sd = 0.5;
  const Start one(study, {.draws = Draws(5, 0), .sample = true});
  const Start other(study, {.draws = Draws(5, 1), .sample = true});
  EXPECT_NE(one.model.member.amenity[avalon], other.model.member.amenity[avalon]);
}

TEST(OwnFirms, have_the_census_that_one_counts_by_hand) {
  const Study study = listed_study();
  const Start start(study);
  EXPECT_EQ(start.world.census.focal_firms, (std::vector<std::int64_t>{2, 0, 0, 2, 0, 1, 2}));
  EXPECT_NEAR(static_cast<double>(start.world.census.focal_revenue_usd[avalon]) / 3.5e9, 1.0, 1e-6);
  EXPECT_NEAR(static_cast<double>(start.world.census.focal_revenue_usd[ford]) / 123456789.0, 1.0,
              1e-6);
}

TEST(OwnFirms, tie_the_background_to_their_count_and_the_observed_lq) {
  Study study = listed_study();
  study.observed.lq_count[avalon][0] = 2.0;  // two of seven firms: b = (2/7)/2
  study.observed.lq_revenue[avalon][0] = 1.5;
  const Start start(study);
  EXPECT_NEAR(start.model.member.firm_share[0][avalon], 1.0 / 7.0, 1e-12);
  EXPECT_NEAR(lq_count(start.model, start.world)[avalon], 2.0, 1e-12);
  EXPECT_NEAR(lq_revenue(start.model, start.world)[avalon], 1.5, 1e-9);
}

TEST(OwnFirms, are_those_from_which_a_conditioned_member_goes_on) {
  const Study study = listed_study();
  for (std::uint32_t member = 0; member < 5; ++member) {
    Start start(study, {.draws = Draws(5, member), .sample = true, .last = 2020});
    start.run_until(2017);
    condition(start.model, start.draws, start.world);
    EXPECT_EQ(focal_firms_of(start.world), firms_of(study.own_firms->focal.at(2017)));
    start.run_until(2020);
    EXPECT_EQ(focal_firms_of(start.world).size(),
              static_cast<std::size_t>(start.world.firms.count()));
  }
}

TEST(OwnFirms, are_resampled_like_others_in_a_year_of_which_the_list_is_silent) {
  Study study = listed_study();
  study.observed.lq_count[dale][4] = 1.9;  // two of seven: (2/7)/0.15
  Start start(study, {.last = 2017});
  start.run_until(2012);
  condition(start.model, start.draws, start.world);
  EXPECT_EQ(start.world.census.focal_firms[dale], 2);
}

TEST(OwnFirms, of_later_years_are_not_known_at_an_origin) {
  const Study study = listed_study();
  EXPECT_EQ(own_firms_in(known_at(study, 2016), 2017), nullptr);
  ASSERT_NE(own_firms_in(known_at(study, 2016), 2008), nullptr);
  EXPECT_EQ(own_firms_in(known_at(study, 2017), 2017)->rows.size(), 4u);
  EXPECT_EQ(own_firms_in(small_study(), 2008), nullptr);
}

TEST(OwnFirms, of_all_sectors_are_the_agents_of_the_background) {
  Study study = listed_study();
  auto own = std::make_shared<OwnFirms>(*study.own_firms);
  const std::uint32_t first = first_background_number;
  own->background[2008].rows = {{{first + 1, 1950}, avalon, usd(1e9)},
                                {{first + 5, 1950}, elm, usd(2e9)},
                                {{first + 9, 1980}, rest, usd(5e9)}};
  study.own_firms = own;
  Start start(study, {.background = Background::agents});
  EXPECT_EQ(whereabouts_of(start.world.background), firms_of(own->background.at(2008)));
  EXPECT_EQ(start.world.census.background_firms, (std::vector<std::int64_t>{1, 0, 0, 0, 1, 0, 1}));
  start.run_until(2009);
  EXPECT_GT(start.world.background.count(), 0);
}

TEST(OwnFirms, are_shared_out_over_the_blocks_by_their_numbers) {
  FirmList list;
  for (std::uint32_t i = 0; i < 200000; ++i)
    list.rows.push_back({{i * 17u, 2000}, static_cast<PlaceIndex>(i % 7), usd(1e6 + i)});
  Study study = small_study(200000.0);
  auto own = std::make_shared<OwnFirms>();
  own->focal[2008] = list;
  study.own_firms = own;
  const Start start(study);
  ASSERT_EQ(start.world.firms.blocks.size(), 16u);
  for (std::size_t block = 0; block < 16; ++block)
    for (const std::uint32_t number : start.world.firms.blocks[block].numbers(dale))
      ASSERT_EQ(number % 16, block);
  EXPECT_EQ(focal_firms_of(start.world), firms_of(list));
}

TEST(OwnFirms, are_named_by_their_ids) {
  const auto own = seven_firms();
  EXPECT_EQ(own->name_of({7, 1890}), "seven");
  EXPECT_EQ(own->name_of({7, 1891}), "");
  EXPECT_EQ(own->name_of({4, 1999}), "");
}

TEST(NumbersOf, follow_from_the_id_and_not_from_the_row) {
  const std::vector<IdAndYear> firms = {
      {"a-1", 1990}, {"b-2", 1990}, {"c-3", 2001}, {"a-1x", 1990}};
  const std::vector<IdAndYear> turned(firms.rbegin(), firms.rend());
  auto numbers = numbers_of(turned);
  std::reverse(numbers.begin(), numbers.end());
  EXPECT_EQ(numbers, numbers_of(firms));
  const std::vector<IdAndYear> fewer = {firms[0], firms[3]};
  EXPECT_EQ(numbers_of(fewer), (std::vector<std::uint32_t>{numbers[0], numbers[3]}));
  EXPECT_EQ(numbers_of(fewer, 0x80000000u)[0], numbers[0] + 0x80000000u);
}

TEST(NumbersOf, are_distinct_where_hashes_meet_and_stay_below_those_of_copies) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200000; ++i) ids.push_back("firm " + std::to_string(i));
  std::vector<IdAndYear> firms;
  for (const std::string& id : ids) firms.push_back({id, 2000});
  const auto numbers = numbers_of(firms);  // about 19 pairs meet on a number
  EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), numbers.size());
  EXPECT_LT(*std::max_element(numbers.begin(), numbers.end()), 0x40000000u);
  std::reverse(firms.begin(), firms.end());
  auto turned = numbers_of(firms);
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(turned, numbers);
}

}  // namespace
}  // namespace agglomera::tests
