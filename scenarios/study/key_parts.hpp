// Keys that several files have, and the parts of the table of keys (keys.hpp).
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/keys.hpp"
#include "sim/ids.hpp"

namespace agglomera::scenarios {

using Keys = std::vector<Key>;
Keys operator+(Keys first, const Keys& second);

// The parts: each file's tables and those in them.
std::vector<KeyTable> tables_of_study();
std::vector<KeyTable> tables_of_scenario();
std::vector<KeyTable> tables_of_experiments();
std::vector<KeyTable> tables_of_variations();

Key format_key();
Key seed_key();
Key kernel_key(std::string text);
Key parameters_key();
// A text, or one in English and Chinese.
Keys wording_keys(const std::string& name, Need need, const std::string& text);
Keys headline_keys();
Keys place_keys();                             // cities, clusters, countries
Keys lever_keys(const std::string& kind_key);  // but those of a kind

std::vector<std::string> parameter_names();
std::vector<std::string> mechanism_names();
std::vector<std::string> lever_names();

// "weight of ln R in utility; usually 0.15; prior log sd 0.5 (assumed)"
std::string parameter_text(std::size_t row);

inline constexpr std::int64_t longest_ramp = 50;  // years
inline constexpr models::Range money{0.0, 1e12};  // 10^6 USD: far above all the world produces
inline constexpr sim::Year earliest_of_study = 1500, latest_of_study = 2500;
inline constexpr int strategy_margin_years = 50;  // before and after a study
inline constexpr std::int64_t first_year_of_all = 1, last_year_of_all = 9999;

}  // namespace agglomera::scenarios
