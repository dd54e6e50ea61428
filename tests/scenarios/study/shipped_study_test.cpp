// The study that comes with the program, and every policy, read without a complaint.
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {
namespace {

std::filesystem::path shipped(const std::string& name) {
  return std::filesystem::path(AGGLOMERA_SOURCE) / "scenarios" / "digital-media" / name;
}

TEST(ShippedStudy, reads_without_complaint) {
  for (const sim::Complaint& complaint : check(shipped("study.toml")))
    ADD_FAILURE() << complaint.text();
  for (const sim::Complaint& complaint : check(shipped("baseline.toml")))
    ADD_FAILURE() << complaint.text();
  for (const auto& policy : std::filesystem::directory_iterator(shipped("policies")))
    for (const sim::Complaint& complaint : check(policy.path())) ADD_FAILURE() << complaint.text();
}

TEST(ShippedStudy, holds_the_five_hundred_observations_less_two_placeholders) {
  Source source;
  const Scenario baseline = read_scenario(source, shipped("baseline.toml"));
  EXPECT_EQ(baseline.study->cities.size(), 48u);
  std::size_t numbers = 0;
  const models::Observations& observed = baseline.study->observed;
  for (const auto* measure : {&observed.lq_count, &observed.lq_revenue, &observed.revenue_usd})
    for (const auto& city : *measure)
      for (const double value : city) numbers += !std::isnan(value);
  EXPECT_EQ(numbers, 498u);
}

}  // namespace
}  // namespace agglomera::scenarios
