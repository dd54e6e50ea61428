// Published inputs and answers, with their sources: tests/known_answers/indices.json.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

namespace agglomera::output {

inline nlohmann::json known_answer(const std::string& id) {
  std::ifstream file(AGGLOMERA_SOURCE "/tests/known_answers/indices.json");
  for (const auto& answer : nlohmann::json::parse(file))
    if (answer["id"] == id) return answer;
  throw std::out_of_range(id);
}

}  // namespace agglomera::output
