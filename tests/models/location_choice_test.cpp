#include "models/location_choice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/cities.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::models {
namespace {

using tests::agree;
using Values = std::vector<double>;

const std::vector<std::string> ids = {"avalon", "brook", "cove",         "dale",
                                      "elm",    "ford",  "rest-of-world"};
const std::vector<std::string> clusters = {"bay",   "bay",   "independent", "plain",
                                           "plain", "plain", "independent"};
const Nests nests = nests_of(ids, clusters);
const Values base = {0.20, 0.05, 0.10, 0.15, 0.08, 0.04, 0.38};
const Values nothing(7, 0.0);
const Values utility = {0.5, -0.3, 0.2, 0.9, -0.4, 0.0, 0.1};
constexpr std::uint32_t many = 200000;

// P(c) = P(k)·P(c | k) from nests' values I_k.
template <typename NestValue>
Values nested_logit(const Values& v, double lambda, NestValue value) {
  Values probability(7, 0.0);
  double all = 0.0;
  for (const auto& nest : nests.nests) all += std::exp(value(nest, v, lambda));
  for (const auto& nest : nests.nests) {
    double inside = 0.0;
    for (const auto c : nest) inside += base[c] * std::exp(v[c] / lambda);
    for (const auto c : nest)
      probability[c] =
          std::exp(value(nest, v, lambda)) / all * base[c] * std::exp(v[c] / lambda) / inside;
  }
  return probability;
}

// I_k = ln B_k + λ ln Σ (b_c/B_k)·e^(V_c/λ).
double on_the_base_measure(const std::vector<sim::PlaceIndex>& places, const Values& v,
                           double lambda) {
  double mass = 0.0, sum = 0.0;
  for (const auto c : places) mass += base[c];
  for (const auto c : places) sum += base[c] / mass * std::exp(v[c] / lambda);
  return std::log(mass) + lambda * std::log(sum);
}

// The usual I_k = λ ln Σ b_c·e^(V_c/λ): the naive equation that loses the null model.
double usual(const std::vector<sim::PlaceIndex>& places, const Values& v, double lambda) {
  double sum = 0.0;
  for (const auto c : places) sum += base[c] * std::exp(v[c] / lambda);
  return lambda * std::log(sum);
}

double largest_difference(const Values& a, const Values& b) {
  double largest = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

// A board laid out for `laid_out_for`, then kept for the utilities that count.
LocationChoice choice_of(const Nests& of, const Values& b, const Values& v, double lambda,
                         const Values& laid_out_for) {
  const std::vector<double> first = choice_weights(of, b, laid_out_for, lambda),
                            weights = choice_weights(of, b, v, lambda);
  const auto laid_out = board_for(nullptr, of, lambda, std::span(&first, 1));
  return LocationChoice(of, lambda, weights,
                        *board_for(laid_out, of, lambda, std::span(&weights, 1)),
                        sim::Purpose::choice);
}
LocationChoice choice_of(const Nests& of, const Values& b, const Values& v, double lambda) {
  return choice_of(of, b, v, lambda, v);
}

template <typename Choose>
std::vector<std::int64_t> counts_of(Choose choose, std::uint32_t firms = many) {
  std::vector<std::int64_t> counts(7, 0);
  for (std::uint32_t i = 0; i < firms; ++i) ++counts.at(choose(sim::FirmId{i, 2008}));
  return counts;
}

std::vector<std::int64_t> sampled(const LocationChoice& choice) {
  const sim::Draws draws(11, 0);
  return counts_of([&](sim::FirmId firm) { return choice(firm, 2010, draws); });
}

// One uniform against the running sum of the probabilities.
sim::PlaceIndex by_running_sum(const Values& probability, double u) {
  sim::PlaceIndex place = 0;
  for (double sum = probability[0]; u >= sum && place + 1u < probability.size();)
    sum += probability[++place];
  return place;
}

TEST(Nests, hold_each_cluster_once_and_each_independent_place_alone) {
  ASSERT_EQ(nests.nests.size(), 4u);
  EXPECT_EQ(nests.nests[0], (std::vector<sim::PlaceIndex>{0, 1}));
  EXPECT_EQ(nests.nests[1], (std::vector<sim::PlaceIndex>{2}));
  EXPECT_EQ(nests.nests[2], (std::vector<sim::PlaceIndex>{3, 4, 5}));
  EXPECT_EQ(nests.nests[3], (std::vector<sim::PlaceIndex>{6}));
}

TEST(Nests, tell_a_cluster_from_a_place_of_the_same_name) {
  const std::vector<std::string> place = {"bay", "brook"}, cluster = {"independent", "bay"};
  const Nests two = nests_of(place, cluster);
  EXPECT_EQ(two.nests.size(), 2u);
}

TEST(LocationChoice, without_utility_is_the_base_measure_in_closed_form_for_every_lambda) {
  for (double lambda : {1.0, 0.8, 0.5, 0.05}) {
    const LocationChoice choice = choice_of(nests, base, nothing, lambda);
    EXPECT_LT(largest_difference(choice.probabilities(), base), 1e-14) << lambda;
    EXPECT_NEAR(choice.inclusive_value(), 1.0, 1e-13) << lambda;
  }
  for (double lambda : {0.8, 0.5})  // the same check fails with the usual equation
    EXPECT_GT(largest_difference(nested_logit(nothing, lambda, usual), base), 0.01) << lambda;
}

TEST(LocationChoice, without_utility_sends_firms_by_the_base_measure_for_every_lambda) {
  for (double lambda : {1.0, 0.8, 0.5})
    EXPECT_TRUE(agree(sampled(choice_of(nests, base, nothing, lambda)), base)) << lambda;
  const sim::Draws draws(11, 0);
  for (double lambda : {0.8, 0.5}) {
    const Values naive = nested_logit(nothing, lambda, usual);
    const auto counts = counts_of([&](sim::FirmId firm) {
      return by_running_sum(naive, draws.firm(firm, 2010, sim::Purpose::bootstrap).uniform());
    });
    EXPECT_FALSE(agree(counts, base)) << lambda;
    EXPECT_TRUE(agree(counts, naive)) << lambda;
  }
}

TEST(LocationChoice, has_the_shares_of_the_nested_logit) {
  for (double lambda : {1.0, 0.8, 0.5}) {
    const LocationChoice choice = choice_of(nests, base, utility, lambda);
    const Values exact = nested_logit(utility, lambda, on_the_base_measure);
    EXPECT_LT(largest_difference(choice.probabilities(), exact), 1e-13) << lambda;
    EXPECT_TRUE(agree(sampled(choice), exact)) << lambda;
    double all = 0.0;
    for (const auto& nest : nests.nests)
      all += std::exp(on_the_base_measure(nest, utility, lambda));
    EXPECT_NEAR(choice.inclusive_value(), all, 1e-12) << lambda;
  }
}

TEST(LocationChoice, tells_lambda_apart_by_the_shares_it_samples) {
  const auto counts = sampled(choice_of(nests, base, utility, 0.5));
  EXPECT_FALSE(agree(counts, nested_logit(utility, 0.8, on_the_base_measure)));
  EXPECT_FALSE(agree(counts, nested_logit(utility, 0.5, usual)));
}

// A nest of two against a lone place: with T = E/(W·S), P(T > t) = e^−(W·t)^λ when S has the Laplace
// transform e^(−s^λ); so the nest wins with W^λ/(W^λ + w) whatever the weights. Lone values from far
// below to far above see the whole law.
TEST(LocationChoice, draws_a_stable_variable_of_the_right_laplace_transform) {
  const std::vector<std::string> three = {"a", "b", "z"}, of = {"two", "two", "independent"};
  const Nests pair = nests_of(three, of);
  const sim::Draws draws(5, 0);
  for (double lambda : {0.9, 0.8, 0.5, 0.2})
    for (double lone = -4.0; lone <= 4.0; lone += 1.0) {
      const LocationChoice choice = choice_of(pair, {0.3, 0.2, 0.5}, {0.0, 0.0, lone}, lambda);
      std::vector<std::int64_t> won(2, 0);
      for (std::uint32_t i = 0; i < 50000; ++i) ++won[choice({i, 2008}, 2010, draws) == 2 ? 1 : 0];
      const double nest = 1.0 / (1.0 + std::exp(lone));
      ASSERT_TRUE(agree(won, Values{nest, 1.0 - nest})) << lambda << " " << lone;
    }
}

TEST(LocationChoice, prefers_the_better_of_two_equal_cities) {
  const auto counts =
      sampled(choice_of(nests, Values(7, 1.0 / 7), Values{0, 1, 0, 0, 0, 0, 0}, 0.8));
  EXPECT_GT(counts[1], counts[0]);
  EXPECT_GT(counts[0], 0);
}

TEST(LocationChoice, never_goes_where_the_base_is_zero) {
  Values none_at_dale = base;
  none_at_dale[3] = 0.0;
  for (double lambda : {1.0, 0.5}) {
    const LocationChoice choice = choice_of(nests, none_at_dale, utility, lambda);
    EXPECT_EQ(sampled(choice)[3], 0);
    EXPECT_EQ(choice.probabilities()[3], 0.0);
  }
}

// The law must not depend on what the board was laid out for: weights up to e⁴ above and below it, in
// nests and alone, where cells and pages are added and where most darts miss.
TEST(LocationChoice, has_its_law_on_a_board_laid_out_for_other_utilities) {
  const Values other = {-0.9, 0.8, -0.5, 0.1, 1.6, -1.0, 0.0};
  for (double lambda : {1.0, 0.8, 0.5, 0.3}) {
    const LocationChoice choice = choice_of(nests, base, utility, lambda, other);
    EXPECT_TRUE(agree(sampled(choice), nested_logit(utility, lambda, on_the_base_measure)))
        << lambda;
    Values risen = utility;
    risen[0] += 2.0, risen[2] += 3.0;
    const LocationChoice far = choice_of(nests, base, risen, lambda, other);
    EXPECT_TRUE(agree(sampled(far), nested_logit(risen, lambda, on_the_base_measure))) << lambda;
  }
}

TEST(LocationChoice, keeps_a_board_while_it_can) {
  const std::vector<double> first = choice_weights(nests, base, utility, 0.8);
  const auto laid_out = board_for(nullptr, nests, 0.8, std::span(&first, 1));
  EXPECT_EQ(board_for(laid_out, nests, 0.8, std::span(&first, 1)), laid_out);
  Values better = utility;
  better[3] += 0.2;
  const std::vector<double> raised = choice_weights(nests, base, better, 0.8);
  const auto more = board_for(laid_out, nests, 0.8, std::span(&raised, 1));
  EXPECT_NE(more, laid_out);
  EXPECT_EQ(more->reference, laid_out->reference);
  const auto &was = laid_out->board.pages()[0].cells, &is = more->board.pages()[0].cells;
  for (std::size_t i = 0; i < was.size(); ++i)
    if (was[i].place != sim::no_place) {
      EXPECT_EQ(is[i].place, was[i].place);
      EXPECT_EQ(is[i].floor, was[i].floor);
    }
  const std::vector<double> huge = choice_weights(nests, base, Values(7, 3.0), 0.8);
  const auto further = board_for(laid_out, nests, 0.8, std::span(&huge, 1));
  EXPECT_EQ(further->reference, laid_out->reference);
  EXPECT_EQ(further->board.pages().size(), 2u);
  const std::vector<double> tiny = choice_weights(nests, base, Values(7, -3.0), 0.8);
  EXPECT_NE(board_for(laid_out, nests, 0.8, std::span(&tiny, 1))->reference, laid_out->reference);
}

TEST(LocationChoice, of_many_is_that_of_each) {
  const sim::Draws draws(3, 0);
  const LocationChoice choice = choice_of(nests, base, utility, 0.7, nothing);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < 256; ++i) numbers.push_back(i * 77u);
  const std::vector<std::int16_t> founded(256, 2008);
  std::vector<sim::PlaceIndex> chosen(256);
  choice.many(numbers, founded, 2010, draws, chosen);
  for (std::size_t i = 0; i < 256; ++i)
    EXPECT_EQ(chosen[i], choice({numbers[i], 2008}, 2010, draws)) << i;
}

TEST(LocationChoice, finds_a_city_that_begins_with_nothing_and_rises) {
  Values nothing_at_elm = base;
  nothing_at_elm[4] = 0.0;
  for (double lambda : {1.0, 0.6}) {
    const std::vector<double> first = choice_weights(nests, nothing_at_elm, utility, lambda),
                              later = choice_weights(nests, base, utility, lambda);
    const auto board = board_for(board_for(nullptr, nests, lambda, std::span(&first, 1)), nests,
                                 lambda, std::span(&later, 1));
    EXPECT_TRUE(agree(sampled(LocationChoice(nests, lambda, later, *board, sim::Purpose::choice)),
                      nested_logit(utility, lambda, on_the_base_measure)))
        << lambda;
  }
}

TEST(LocationChoice, by_weights_alone_is_in_proportion_to_them_or_nowhere) {
  const Nests alone = all_alone(nests);
  const Values weights = {2.0, 1.0, 4.0, 3.0, 6.0, 0.0, 4.0};
  const auto by = [&](const Values& w) {
    const std::vector<double> set(w);
    return LocationChoice(alone, 1.0, w, *board_for(nullptr, alone, 1.0, std::span(&set, 1)),
                          sim::Purpose::spin_off);
  };
  Values shares = weights;
  for (double& share : shares) share /= 20.0;
  auto counts = sampled(by(weights));
  EXPECT_EQ(counts[5], 0);
  counts.erase(counts.begin() + 5);
  shares.erase(shares.begin() + 5);
  EXPECT_TRUE(agree(counts, shares));
  EXPECT_EQ(by(nothing)({1, 2008}, 2010, sim::Draws(1, 0)), sim::no_place);
}

}  // namespace
}  // namespace agglomera::models
