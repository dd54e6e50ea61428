#include "scenarios/experiments/refit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/experiments/observed_world.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

// Learning of two parameters and amenities from five years.
struct Learner {
  models::Study study = observed_world();
  sim::Distances distances = models::usual_distances(study);
  std::vector<FreeNumber> numbers;
  std::vector<Target> targets;
  Forward forward;
  RefitSettings settings;

  explicit Learner(Course course = Course::one_year_ahead)
      : forward{&study, {}, models::Background::shares, &distances, course, 2013, true} {
    const std::vector<sim::PlaceIndex> cities = {0, 1, 2, 3, 4};
    numbers = free_numbers(study, {"exit_rate"}, {"amenity"}, cities);
    targets = targets_of(study, {Measure::lq_count, Measure::lq_revenue}, cities, 2008, 2013);
    settings.members = 20;
    settings.steps = 2;
    settings.seed = 8;
  }
  Refit fit() const { return refit(forward, numbers, targets, settings); }
};

TEST(Refit, has_the_shape_of_numbers_targets_and_members) {
  for (const Course course : {Course::free, Course::one_year_ahead}) {
    const Learner learner(course);
    const Refit fit = learner.fit();
    EXPECT_EQ(fit.prior.rows(), 6);
    EXPECT_EQ(fit.prior.cols(), 20);
    EXPECT_EQ(fit.smoothed.parameters.rows(), 6);
    EXPECT_EQ(fit.posterior_predictions.rows(), static_cast<Eigen::Index>(learner.targets.size()));
    EXPECT_EQ(fit.posterior_predictions.cols(), 20);
    EXPECT_LE(fit.smoothed.inflations.size(), 2u);
    EXPECT_EQ(fit.count_innovations.sd.size(), 6u);
    EXPECT_EQ(fit.revenue_innovations.last.size(), 6u);
    EXPECT_TRUE(fit.smoothed.parameters.allFinite());
  }
}

TEST(Refit, is_the_same_again_and_another_with_another_seed) {
  Learner learner;
  const Refit fit = learner.fit();
  EXPECT_EQ(learner.fit().smoothed.parameters, fit.smoothed.parameters);
  learner.settings.seed = 9;
  EXPECT_NE(learner.fit().smoothed.parameters, fit.smoothed.parameters);
}

TEST(Refit, brings_free_runs_nearer_to_the_observations) {
  Learner learner(Course::free);
  learner.settings.members = 60;
  learner.settings.steps = 4;
  const Refit fit = learner.fit();
  const Eigen::VectorXd data = observed_of(learner.targets);
  const auto error = [&](const Eigen::MatrixXd& told) {
    return (told.rowwise().mean() - data).cwiseAbs().mean();
  };
  EXPECT_LT(error(fit.posterior_predictions), error(fit.smoothed.prior_predictions));
}

TEST(Refit, without_steps_takes_what_another_method_found) {
  Learner learner(Course::free);
  learner.settings.steps = 0;
  learner.settings.start = Eigen::MatrixXd::Constant(6, 20, 0.25);
  EXPECT_EQ(learner.fit().smoothed.parameters, learner.settings.start);
}

TEST(Refit, takes_up_finished_parts_to_the_same_bits) {
  const ThreeCities folder;
  Learner learner(Course::free);
  const Refit whole = learner.fit();
  const FinishedParts first(folder.path("parts"), "a", "now", false);
  learner.settings.parts = &first;
  int asked = 0;
  learner.settings.stop = [&] { return ++asked > 2; };
  EXPECT_THROW(learner.fit(), Stopped);
  const FinishedParts again(folder.path("parts"), "a", "now", true);
  learner.settings.parts = &again;
  learner.settings.stop = nullptr;
  const Refit resumed = learner.fit();
  EXPECT_EQ(again.taken_up(), 2);
  EXPECT_EQ(resumed.smoothed.parameters, whole.smoothed.parameters);
  EXPECT_EQ(resumed.posterior_predictions, whole.posterior_predictions);
  EXPECT_EQ(resumed.count_innovations.sd, whole.count_innovations.sd);
}

TEST(Refit, tells_its_steps_in_turn) {
  Learner learner(Course::free);
  std::vector<int> seen;
  learner.settings.progress = [&](int done, int of) {
    EXPECT_EQ(of, 2);
    seen.push_back(done);
  };
  const Refit fit = learner.fit();
  ASSERT_EQ(seen.size(), fit.smoothed.inflations.size());
  for (std::size_t step = 0; step < seen.size(); ++step) EXPECT_EQ(seen[step], static_cast<int>(step) + 1);
}

}  // namespace
}  // namespace agglomera::scenarios
