// Thousands of spoilt copies of the three cities and their experiments: whatever a file holds, it is
// read or complained of.
#include <gtest/gtest.h>

#include <random>

#include "scenarios/study/portfolio_file.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int mutants = 2000;

// Flips, deletes, inserts or doubles a few bytes.
std::string spoilt(std::string text, std::mt19937& dice) {
  static const std::string often = "[]{}\",.=#'\n\r\\;0123456789-einfa\xE4\xFF";
  const std::size_t spots = 1 + dice() % 4;
  for (std::size_t i = 0; i < spots && !text.empty(); ++i) {
    const std::size_t at = dice() % text.size();
    switch (dice() % 5) {
      case 0:
        text[at] = static_cast<char>(dice() % 256);
        break;
      case 1:
        text[at] = often[dice() % often.size()];
        break;
      case 2:
        text.erase(at, 1 + dice() % 8);
        break;
      case 3:
        text.insert(at, 1, often[dice() % often.size()]);
        break;
      default:
        text.insert(at, text.substr(dice() % text.size(), dice() % 40));
        break;
    }
  }
  return text;
}

// How many copies are complained of when the first files are spoilt in turn; every complaint says
// something.
template <class Reading>
int complained_of(const std::vector<InputFile>& texts, std::size_t spoilt_ones, Reading reading) {
  std::mt19937 dice(20081217);
  int complained = 0;
  for (int i = 0; i < mutants; ++i) {
    std::vector<InputFile> kept = texts;
    InputFile& victim = kept[static_cast<std::size_t>(i) % spoilt_ones];
    victim.text = spoilt(victim.text, dice);
    Source source(std::move(kept));
    try {
      reading(source);
    } catch (const sim::InputError& error) {
      ++complained;
      EXPECT_FALSE(error.complaints().empty());
      for (const sim::Complaint& complaint : error.complaints())
        EXPECT_FALSE(complaint.message.empty());
    }
  }
  return complained;
}

TEST(Mutants, of_every_file_are_read_or_complained_of) {
  std::vector<InputFile> texts;
  for (const auto& [name, text] : ThreeCities::texts()) texts.push_back({name, text});
  const int complained =
      complained_of(texts, texts.size(), [](Source& source) { read_scenario(source, "run.toml"); });
  EXPECT_GT(complained, mutants / 2);
  EXPECT_LT(complained, mutants) << "some changes are harmless";
}

TEST(Mutants, of_experiment_files_are_read_or_complained_of) {
  std::vector<InputFile> texts;
  for (const auto& [name, text] : ExperimentFiles::experiments()) texts.push_back({name, text});
  for (const auto& [name, text] : ThreeCities::texts())
    if (name == "study.toml") texts.push_back({name, text});
  const std::size_t spoilt_ones = texts.size();
  for (const auto& [name, text] : ThreeCities::texts())
    if (name != "study.toml") texts.push_back({name, text});
  const int of_calibration = complained_of(texts, spoilt_ones, [](Source& source) {
    read_calibration(source, ExperimentFiles::calibrate);
  });
  const int of_backtest = complained_of(
      texts, spoilt_ones, [](Source& source) { read_backtest(source, ExperimentFiles::backtest); });
  // Each reads three of the four files that are spoilt.
  for (const int complained : {of_calibration, of_backtest}) {
    EXPECT_GT(complained, mutants / 2);
    EXPECT_LT(complained, mutants * 3 / 4) << "some changes are harmless";
  }
}

TEST(Mutants, of_portfolios_are_read_or_complained_of) {
  std::vector<InputFile> texts = {
      {ExperimentFiles::portfolio, ExperimentFiles::portfolio_text()},
      {"base.toml", ExperimentFiles::experiments().at("base.toml")}};
  for (const auto& [name, text] : ThreeCities::texts()) texts.push_back({name, text});
  const int complained = complained_of(
      texts, 2, [](Source& source) { read_portfolio(source, ExperimentFiles::portfolio); });
  EXPECT_GT(complained, mutants / 2);
  EXPECT_LT(complained, mutants) << "some changes are harmless";
}

}  // namespace
}  // namespace agglomera::scenarios
