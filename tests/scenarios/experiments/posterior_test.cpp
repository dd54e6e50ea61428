#include "scenarios/experiments/posterior.hpp"

#include <gtest/gtest.h>

#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/run.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

KeptPosterior hand_made() {
  return {{{"exit_rate", "amenity:gamma"}, {{0.5, -1.25}, {1.0 / 3.0, 2.0}}},
          {{0.1, 0.2, 0.3}, {0.0, -0.05, 0.5}, 0.25},
          {{0.4, 0.5, 0.6}, {0.0, 0.0, 1.0}, -0.125}};
}

TEST(TextOfPosterior, says_line_by_line_what_is_kept) {
  EXPECT_EQ(text_of(hand_made()),
            "posterior draws in prior standard deviations\n"
            "numbers,exit_rate,amenity:gamma\n"
            "draw,0.5,-1.25\n"
            "draw,0.33333,2\n"
            "count_sd,0.1,0.2,0.3\n"
            "count_last,0,-0.05,0.5\n"
            "count_persistence,0.25\n"
            "revenue_sd,0.4,0.5,0.6\n"
            "revenue_last,0,0,1\n"
            "revenue_persistence,-0.125\n");
}

TEST(TextOfPosterior, read_again_says_the_same) {
  const std::string text = text_of(hand_made());
  const KeptPosterior kept = posterior_in(text, "p.h5");
  EXPECT_EQ(kept.posterior.numbers, hand_made().posterior.numbers);
  EXPECT_EQ(kept.posterior.draws[0], hand_made().posterior.draws[0]);
  EXPECT_EQ(kept.count_innovations.last, hand_made().count_innovations.last);
  EXPECT_EQ(kept.revenue_innovations.persistence, -0.125);
  EXPECT_EQ(text_of(kept), text);
}

std::string refusal(const std::string& text) {
  try {
    posterior_in(text, "p.h5");
  } catch (const sim::InputError& error) {
    return error.complaints().at(0).text();
  }
  return "";
}

TEST(TextOfPosterior, that_is_none_is_refused) {
  const std::string first = "posterior draws in prior standard deviations\n";
  EXPECT_EQ(refusal("city,year\n"), "p.h5: holds no posterior (its first line is another)");
  EXPECT_EQ(refusal(""), "p.h5: holds no posterior (its first line is another)");
  EXPECT_EQ(refusal(first + "numbers,a\n"), "p.h5: holds no draw");
  EXPECT_EQ(refusal(first + "numbers,a\ndraw,1,2\n"),
            "p.h5: holds a draw with too few or too many numbers");
}

// Three cities that were calibrated, and a scenario that names the posterior.
class Calibrated : public ExperimentFiles {
 public:
  Calibrated() { write("with.toml", text("base.toml") + "posterior = \"posterior.h5\"\n"); }

  void make_posterior() const {
    const Calibration experiment = calibration({20, 3});
    output::write_result(calibration_result(experiment, scenarios::calibrate(experiment), provenance_of("by a test")),
                         path("posterior.h5"));
  }

  Scenario scenario(PosteriorUse& use) const {
    Source source;
    Scenario scenario = read_scenario(source, path("with.toml"), {4, 7});
    use = attach_posterior(scenario, source);
    return scenario;
  }
};

TEST(AttachPosterior, leaves_a_scenario_that_names_none_as_it_is) {
  const ThreeCities study;
  Scenario scenario = study.read();
  Source source;
  const PosteriorUse use = attach_posterior(scenario, source);
  EXPECT_FALSE(use.asked);
  EXPECT_EQ(scenario.posterior, nullptr);
}

TEST(AttachPosterior, says_when_the_file_is_not_there) {
  const Calibrated study;
  PosteriorUse use;
  const Scenario scenario = study.scenario(use);
  EXPECT_TRUE(use.asked);
  EXPECT_FALSE(use.found);
  EXPECT_EQ(scenario.posterior, nullptr);
  EXPECT_EQ(use.remark, study.path("posterior.h5").generic_string() +
                            " is not there: usual values and priors serve (agglomera calibrate makes it)");
}

TEST(AttachPosterior, gives_the_draws_and_shocks_and_keeps_them_as_text) {
  const Calibrated study;
  study.make_posterior();
  PosteriorUse use;
  const Scenario scenario = study.scenario(use);
  EXPECT_TRUE(use.found);
  ASSERT_NE(scenario.posterior, nullptr);
  EXPECT_EQ(scenario.posterior->draws.size(), 20u);
  EXPECT_EQ(scenario.posterior->numbers.size(), 2u);
  EXPECT_EQ(scenario.study->count_innovations.sd.size(), 3u);
  const InputFile& kept = scenario.inputs.back();
  EXPECT_EQ(kept.path, "posterior.h5");
  EXPECT_EQ(posterior_in(kept.text, "p").posterior.draws, scenario.posterior->draws);
}

TEST(AttachPosterior, repeats_from_the_kept_texts_alone) {
  const Calibrated study;
  study.make_posterior();
  PosteriorUse use;
  const Scenario scenario = study.scenario(use);
  Source kept(scenario.inputs);
  Scenario again = read_scenario(kept, scenario.inputs.front().path, {4, 7});
  EXPECT_TRUE(attach_posterior(again, kept).found);
  ASSERT_NE(again.posterior, nullptr);
  EXPECT_EQ(again.posterior->draws, scenario.posterior->draws);
  EXPECT_EQ(run_ensemble(again, {}).series[0].lq_count, run_ensemble(scenario, {}).series[0].lq_count);
  ASSERT_EQ(again.inputs.size(), scenario.inputs.size());
  for (std::size_t i = 0; i < again.inputs.size(); ++i) EXPECT_EQ(again.inputs[i].text, scenario.inputs[i].text);
}

TEST(AttachPosterior, refuses_one_of_another_study_and_names_what_differs) {
  const Calibrated study;
  study.make_posterior();
  study.change("totals.csv", "firms,2008,120", "firms,2008,121");
  PosteriorUse use;
  EXPECT_EQ(study.complaints_of([&] { study.scenario(use); }),
            (std::vector<std::string>{"posterior.h5: was made with another study (differing: totals.csv) "
                                      "calibrate again, or leave the key \"posterior\" out"}));
}

TEST(AttachPosterior, does_not_mind_another_scenario_of_the_same_study) {
  const Calibrated study;
  study.make_posterior();
  study.change("with.toml", "seed    = 7", "seed    = 8");
  PosteriorUse use;
  EXPECT_NE(study.scenario(use).posterior, nullptr);
}

}  // namespace
}  // namespace agglomera::scenarios
