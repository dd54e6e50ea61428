// Two thousand spoilt copies of the three cities: whatever a file holds, it is read or complained of.
#include <gtest/gtest.h>

#include <random>

#include "tests/scenarios/study/three_cities.hpp"

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

TEST(Mutants, of_every_file_are_read_or_complained_of) {
  std::vector<InputFile> texts;
  for (const auto& [name, text] : ThreeCities::texts()) texts.push_back({name, text});
  std::mt19937 dice(20081217);
  int complained = 0;
  for (int i = 0; i < mutants; ++i) {
    std::vector<InputFile> kept = texts;
    InputFile& victim = kept[static_cast<std::size_t>(i) % kept.size()];
    victim.text = spoilt(victim.text, dice);
    Source source(std::move(kept));
    try {
      read_scenario(source, "run.toml");
    } catch (const sim::InputError& error) {
      ++complained;
      ASSERT_FALSE(error.complaints().empty());
      for (const sim::Complaint& complaint : error.complaints())
        ASSERT_FALSE(complaint.message.empty());
    }
  }
  EXPECT_GT(complained, mutants / 2);
  EXPECT_LT(complained, mutants) << "some changes are harmless";
}

}  // namespace
}  // namespace agglomera::scenarios
