#include "scenarios/experiments/measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

#include "tests/scenarios/study/written_table.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Index, region, industry, second industry.
using Of = std::tuple<std::string, std::string, std::string, std::string>;

struct MeasuredTable {
  std::map<std::pair<std::string, std::string>, double> lq;  // of the last year
  std::map<Of, double> indices;
  std::vector<TransitionRow> transitions;
  Quotients quotients;
};

MeasuredTable measured(const std::string& text, const MeasureRequest& request = {},
                       const ActivityManner& manner = {}) {
  const ReadActivity read = activity_of(text, manner);
  EXPECT_THAT(read.complaints, IsEmpty());
  const ActivityTable& table = read.table;
  MeasuredTable all;
  all.quotients = quotients_of(table, request);
  for (std::size_t row = 0; row < table.size(); ++row)
    all.lq[{std::string(table.regions[table.region[row]]),
            std::string(table.industries[table.industry[row]])}] = all.quotients.lq[row];
  const auto name = [](const DistinctNames& names, std::uint32_t number) {
    return number == nobody ? "" : std::string(names[number]);
  };
  tell_indices(table, request, all.quotients,
               {[&](const IndexValue& value) {
                  all.indices[{std::string(name_of(value.index)), name(table.regions, value.region),
                               name(table.industries, value.industry),
                               name(table.industries, value.other)}] = value.value;
                },
                [&](const TransitionRow& row) { all.transitions.push_back(row); }});
  return all;
}

std::string table_of(const std::vector<std::vector<double>>& amounts, double scale = 1) {
  std::string text = "region,industry,year,value\n";
  for (std::size_t r = 0; r < amounts.size(); ++r)
    for (std::size_t i = 0; i < amounts[r].size(); ++i)
      text += "r" + std::to_string(r) + ",i" + std::to_string(i) + ",1," +
              std::to_string(amounts[r][i] * scale) + "\n";
  return text;
}

std::vector<std::vector<double>> random_amounts(std::size_t regions, std::size_t industries) {
  std::mt19937 random(11);
  std::vector<std::vector<double>> amounts(regions, std::vector<double>(industries));
  for (auto& row : amounts)
    for (double& amount : row) amount = static_cast<double>(random() % 512) / 8;
  return amounts;
}

TEST(Measure, has_the_lqs_and_indices_of_a_case_by_hand) {
  const MeasuredTable all =
      measured("region,industry,year,value\nA,x,1,6\nA,y,1,2\nB,x,1,2\nB,y,1,6\n");
  EXPECT_DOUBLE_EQ((all.lq.at({"A", "x"})), 1.5);
  EXPECT_DOUBLE_EQ((all.lq.at({"B", "x"})), 0.5);
  EXPECT_DOUBLE_EQ(all.indices.at({"krugman", "A", "", ""}), 0.5);
  EXPECT_DOUBLE_EQ(all.indices.at({"hoover", "A", "", ""}), 0.25);
  EXPECT_DOUBLE_EQ(all.indices.at({"hhi", "", "x", ""}), 0.625);
  EXPECT_DOUBLE_EQ(all.indices.at({"gini", "", "x", ""}), 0.25);
  EXPECT_DOUBLE_EQ(all.indices.at({"gini_lq", "", "x", ""}), 0.25);
  EXPECT_DOUBLE_EQ(all.indices.at({"ellison_glaeser_g", "", "x", ""}), 0.125);
  EXPECT_DOUBLE_EQ(all.indices.at({"coagglomeration", "", "x", "y"}), -0.25);
  EXPECT_NEAR(all.indices.at({"entropy", "A", "", ""}),
              0.75 * std::log(4 / 3.0) + 0.25 * std::log(4.0), 1e-15);
}

TEST(Measure, is_the_same_in_any_unit) {
  const auto amounts = random_amounts(12, 5);
  const MeasuredTable one = measured(table_of(amounts)), other = measured(table_of(amounts, 1024));
  ASSERT_EQ(one.indices.size(), other.indices.size());
  for (const auto& [of, value] : one.indices)
    EXPECT_NEAR(value, other.indices.at(of), 1e-12) << std::get<0>(of);
  for (const auto& [cell, lq] : one.lq) EXPECT_EQ(lq, other.lq.at(cell));
}

TEST(Measure, is_the_same_to_the_last_bit_in_any_order_of_rows) {
  std::vector<std::string> lines;
  std::string text = table_of(random_amounts(9, 4), 0.1);
  const std::string header = text.substr(0, text.find('\n') + 1);
  for (std::size_t at = header.size(); at < text.size(); at = text.find('\n', at) + 1)
    lines.push_back(text.substr(at, text.find('\n', at) + 1 - at));
  MeasureRequest request;
  request.permutations = 49;
  request.neighbours = output::SpatialWeights(9);
  for (std::uint32_t r = 0; r < 9; ++r) (*request.neighbours)[r] = {{(r + 1) % 9, 1.0}};
  const MeasuredTable first = measured(text, request);
  std::mt19937 random(3);
  for (int turn = 0; turn < 3; ++turn) {
    std::shuffle(lines.begin(), lines.end(), random);
    std::string shuffled = header;
    for (const std::string& line : lines) shuffled += line;
    const MeasuredTable again = measured(shuffled, request);
    EXPECT_EQ(again.lq, first.lq);
    EXPECT_EQ(again.indices, first.indices);
  }
}

// Σ_r (region's part of all) · LQ_r = 1 for every industry.
TEST(Measure, has_lqs_whose_mean_weighted_by_the_regions_is_one) {
  const auto amounts = random_amounts(15, 6);
  const MeasuredTable all = measured(table_of(amounts));
  double whole = 0;
  std::vector<double> of_region(amounts.size(), 0);
  for (std::size_t r = 0; r < amounts.size(); ++r)
    for (const double amount : amounts[r]) of_region[r] += amount, whole += amount;
  for (int i = 0; i < 6; ++i) {
    double mean = 0;
    for (std::size_t r = 0; r < amounts.size(); ++r)
      mean += of_region[r] / whole * all.lq.at({"r" + std::to_string(r), "i" + std::to_string(i)});
    EXPECT_NEAR(mean, 1, 1e-12);
  }
}

TEST(Measure, never_counts_what_is_missing_or_suppressed_as_zero) {
  const std::string known = "region,industry,year,value\nA,x,1,4\nA,y,1,6\nB,x,1,3\nB,y,1,7\n";
  const MeasuredTable with = measured(known + "C,x,1,(D)\nC,y,1,NA\n"), without = measured(known);
  for (const auto& [cell, lq] : without.lq) EXPECT_EQ(with.lq.at(cell), lq);
  EXPECT_TRUE(std::isnan(with.lq.at({"C", "x"})));
  for (const auto& [of, value] : without.indices)
    EXPECT_EQ(with.indices.at(of), value) << std::get<0>(of);
  EXPECT_TRUE(with.quotients.incomplete[0]);
  EXPECT_FALSE(without.quotients.incomplete[0]);
}

TEST(Measure, is_the_same_with_zeros_written_out_and_counted) {
  MeasureRequest request;
  request.absent_is_zero = true;
  for (const char* words :
       {"", "krugman=mean,hoover=mean", "rest", "econgeo", "theil_t=relative", "reat"}) {
    request.conventions = Conventions(words);
    const MeasuredTable sparse = measured(
        "region,industry,year,value\nA,x,1,4\nB,x,1,2\nB,y,1,7\nC,z,1,1\nC,y,1,2\n", request);
    const MeasuredTable full = measured(
        "region,industry,year,value\nA,x,1,4\nA,y,1,0\nA,z,1,0\nB,x,1,2\nB,y,1,7\n"
        "B,z,1,0\nC,x,1,0\nC,y,1,2\nC,z,1,1\n",
        request);
    for (const auto& [of, value] : full.indices) {
      if (!std::isnan(value)) {
        EXPECT_NEAR(sparse.indices.at(of), value, 1e-15) << words << std::get<0>(of);
      }
    }
  }
}

TEST(Measure, holds_a_region_against_what_the_convention_says) {
  const std::string text =
      "region,industry,year,value\nA,x,1,6\nA,y,1,2\nB,x,1,3\nB,y,1,9\nC,x,1,1\nC,y,1,3\n";
  const auto krugman = [&](const char* words) {
    MeasureRequest request;
    request.conventions = Conventions(words);
    return measured(text, request).indices.at({"krugman", "A", "", ""});
  };
  EXPECT_DOUBLE_EQ(krugman(""), 2 * (6 / 8.0 - 10 / 24.0));
  EXPECT_DOUBLE_EQ(krugman("rest"), 2 * (6 / 8.0 - 4 / 16.0));
  EXPECT_DOUBLE_EQ(krugman("mean"), 2 * (6 / 8.0 - (3 / 12.0 + 1 / 4.0) / 2));
}

TEST(Measure, notes_totals_that_nobody_named_and_none_where_one_is_merely_large) {
  const auto notes = [](const std::string& rows) {
    return measured("region,industry,year,value\n" + rows).quotients.notes;
  };
  EXPECT_THAT(notes("A,x,1,1\nA,y,1,2\nB,x,1,3\nB,y,1,4\nUS,x,1,4\nUS,y,1,6\n"),
              Contains(HasSubstr("US")));
  EXPECT_THAT(notes("A,x,1,1\nA,all,1,2\nB,x,1,3\nB,all,1,4\n"),
              Contains(HasSubstr("total of the others in 1: all")));
  for (const std::string& note : notes("A,x,1,1\nA,y,1,2\nB,x,1,3\nB,y,1,4\nC,x,1,5\nC,y,1,5\n"))
    EXPECT_THAT(note, ::testing::Not(HasSubstr("total")));
}

}  // namespace
}  // namespace agglomera::scenarios
