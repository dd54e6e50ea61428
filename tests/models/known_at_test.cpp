#include "models/known_at.hpp"

#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"
#include "tests/scenarios/study/equal_studies.hpp"

namespace agglomera::tests {
namespace {

using scenarios::written_out;

std::vector<sim::Year> each_year_at_once(const Study& study) {
  std::vector<sim::Year> years;
  for (sim::Year year = study.first; year <= study.last; ++year) years.push_back(year);
  return years;
}

// Everything that is said of a year was known in that year; cities grow and are observed.
Study yearly_study() {
  Study study = small_study();
  const auto at_once = each_year_at_once(study);
  for (auto* all : {&study.firm_share, &study.revenue_share})
    for (ShareSeries& series : *all) {
      for (std::size_t year = 0; year < series.share.size(); ++year)
        series.share[year] *= 1.0 + 0.01 * static_cast<double>(year);
      series.known = at_once;
    }
  WorldTotals& totals = study.totals;
  totals.focal_firms_known = totals.focal_revenue_known = totals.listed_firms_known = at_once;
  for (std::size_t year = 0; year < study.years(); ++year) {
    totals.focal_firms[year] += 10.0 * static_cast<double>(year);
    totals.focal_revenue_usd[year] *= 1.0 + 0.1 * static_cast<double>(year);
    for (std::size_t city = 0; city < study.cities.size(); ++city) {
      study.observed.lq_count[city][year] = 1.0 + 0.1 * static_cast<double>(city + year);
      study.observed.lq_revenue[city][year] = 0.5 + 0.1 * static_cast<double>(city + year);
      study.observed.revenue_usd[city][year] = 1e9 + 1e8 * static_cast<double>(city + year);
    }
  }
  return study;
}

TEST(KnownAt, ends_observations_and_years_at_the_origin) {
  const Study study = yearly_study(), known = known_at(study, 2012);
  EXPECT_EQ(known.first, 2008);
  EXPECT_EQ(known.last, 2012);
  for (std::size_t city = 0; city < 6; ++city)
    for (const auto& [cut, whole] : {std::pair{known.observed.lq_count[city], study.observed.lq_count[city]},
                                     {known.observed.lq_revenue[city], study.observed.lq_revenue[city]},
                                     {known.observed.revenue_usd[city], study.observed.revenue_usd[city]}})
      EXPECT_EQ(cut, std::vector<double>(whole.begin(), whole.begin() + 5));
}

TEST(KnownAt, holds_shares_level_at_the_last_known_value) {
  const Study study = yearly_study(), known = known_at(study, 2012);
  for (std::size_t city = 0; city < 6; ++city) {
    EXPECT_EQ(known.firm_share[city].share, std::vector<double>(5, study.firm_share[city].share[4]));
    EXPECT_EQ(known.revenue_share[city].share, std::vector<double>(5, study.revenue_share[city].share[4]));
  }
}

TEST(KnownAt, does_not_use_a_share_of_an_earlier_year_that_became_known_later) {
  Study study = yearly_study();
  study.firm_share[dale].known[2] = 2017;  // that of 2010
  EXPECT_EQ(known_at(study, 2012).firm_share[dale].share,
            std::vector<double>(5, study.firm_share[dale].share[1]));
  EXPECT_EQ(known_at(study, 2012).firm_share[elm].share,
            std::vector<double>(5, study.firm_share[elm].share[4]));
}

TEST(KnownAt, gives_a_city_without_known_shares_that_of_an_average_place_and_its_firms_revenue) {
  Study study = yearly_study();
  study.firm_share[dale].known.assign(10, 2017);
  study.revenue_share[elm].known.assign(10, 2017);
  const Study known = known_at(study, 2012);
  EXPECT_EQ(known.firm_share[dale].share, std::vector<double>(5, 1.0 / 7.0));
  EXPECT_FALSE(known.firm_share[dale].derived);
  EXPECT_EQ(known.revenue_share[elm].share, known.firm_share[elm].share);
}

TEST(KnownAt, is_as_unsure_of_a_share_as_was_said_until_the_origin) {
  Study study = yearly_study();
  study.firm_share[dale].log_sds = {0.3, 0.3, 0.4, 0.3, 0.2, 0.9, 0.9, 0.9, 0.9, 0.9};
  study.firm_share[dale].log_sd = 0.9;
  study.revenue_share[elm].log_sd = 0.15;  // derived from facts of the last year
  study.revenue_share[elm].known.assign(10, 2017);
  const Study known = known_at(study, 2012);
  EXPECT_EQ(known.firm_share[dale].log_sd, 0.4);
  EXPECT_EQ(known_at(study, 2013).firm_share[dale].log_sd, 0.9);
  EXPECT_EQ(known.revenue_share[elm].log_sd, 0.7);
  EXPECT_EQ(written_out(known_at(known, 2012)), written_out(known));
}

TEST(KnownAt, ends_totals_where_they_were_known_and_has_neutral_ones_otherwise) {
  Study study = yearly_study();
  Study known = known_at(study, 2012);
  EXPECT_EQ(known.totals.focal_firms, (std::vector<double>{1000, 1010, 1020, 1030, 1040}));
  EXPECT_EQ(known.totals.focal_revenue_usd.size(), 5u);
  EXPECT_EQ(known.totals.listed_firms.size(), 5u);
  study.totals.focal_firms_known.assign(10, 2015);
  study.totals.focal_revenue_known.assign(10, 2015);
  known = known_at(study, 2012);
  EXPECT_EQ(known.totals.focal_firms, std::vector<double>{140.0});  // 20 a place
  ASSERT_EQ(known.totals.focal_revenue_usd.size(), 1u);
  for (const auto& city : known.observed.revenue_usd)  // tied to a total that nobody knew
    for (const double revenue : city) EXPECT_TRUE(std::isnan(revenue));
  EXPECT_FALSE(std::isnan(known.observed.lq_revenue[dale][4]));
}

TEST(KnownAt, forgets_what_was_judged_afterwards) {
  Study study = yearly_study();
  study.latents.technology[cove] = {0.7, {Scale::logit, 0.1}, true, 2013};
  study.latents.technology[dale] = {0.4, {Scale::logit, 0.1}, true, 2012};
  study.latents.amenity[cove] = {3.0, {Scale::linear, 0.5}};
  const Study known = known_at(study, 2012);
  EXPECT_EQ(known.latents.technology[cove].usual, 0.5);
  EXPECT_EQ(known.latents.technology[cove].prior, (Prior{Scale::logit, 0.8}));
  EXPECT_EQ(known.latents.technology[dale].usual, 0.4);
  EXPECT_EQ(known.latents.technology[dale].prior, (Prior{Scale::logit, 0.1}));
  EXPECT_EQ(known.latents.amenity[cove].usual, 0.0);
  EXPECT_EQ(known.latents.amenity[cove].prior, (Prior{Scale::linear, 0.5}));
  for (const Latent& latent : known.latents.growth_advantage) EXPECT_EQ(latent.usual, 0.0);
  EXPECT_EQ(known.governance_score, std::vector<double>(6, 0.0));
  EXPECT_TRUE(known.strategies.empty());
}

TEST(KnownAt, a_second_time_changes_nothing) {
  const Study known = known_at(yearly_study(), 2012);
  EXPECT_EQ(written_out(known_at(known, 2012)), written_out(known));
}

TEST(KnownAt, at_an_earlier_origin_is_the_same_from_the_whole_and_from_what_was_known_later) {
  const Study study = yearly_study();
  Study by_the_way = known_at(study, 2014), at_once = known_at(study, 2011);
  by_the_way.firm_share = study.firm_share;  // which are level once they are known
  by_the_way.revenue_share = study.revenue_share;
  EXPECT_EQ(written_out(known_at(by_the_way, 2011)), written_out(at_once));
}

TEST(KnownAt, is_the_same_whatever_comes_after_the_origin) {
  const Study study = yearly_study();
  Study other = study;
  for (std::size_t year = 5; year < 10; ++year) {
    for (std::size_t city = 0; city < 6; ++city) {
      other.observed.lq_count[city][year] = 7.0;
      other.observed.lq_revenue[city][year] = missing;
      other.observed.revenue_usd[city][year] = 1.0;
      other.firm_share[city].share[year] = 0.01;
      other.revenue_share[city].share[year] = 0.02;
    }
    other.totals.focal_firms[year] = 5.0;
    other.totals.listed_firms[year] = 6.0;
    other.totals.focal_revenue_usd[year] = 8.0;
  }
  EXPECT_EQ(written_out(known_at(other, 2012)), written_out(known_at(study, 2012)));
  EXPECT_NE(written_out(known_at(other, 2013)), written_out(known_at(study, 2013)));
}

}  // namespace
}  // namespace agglomera::tests
