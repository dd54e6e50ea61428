// What a bench asks of every firm: the whole model, or the little that other engines were measured on.
//
//   full    every mechanism, cities alike within their clusters (λ < 1), rates and sizes as usual in the
//           study: exit 6.6 %, 2 % consider another city, 1.5 % get an offer, spin-offs
//   common  exit 5 %, 3 % consider another city and every city is as near as any other (λ = 1), growth by
//           luck alone, rates that don't depend on size; nobody is bought and nobody spun off
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "models/mechanisms.hpp"
#include "models/study.hpp"

namespace agglomera::scenarios {

enum class Workload { full, common };

std::span<const std::string> workload_names();
const std::string& name_of(Workload workload);
std::optional<Workload> workload_named(const std::string& name);

models::Mechanisms mechanisms_of(Workload workload);

// A made-up world (scenarios/study/synthetic.hpp) in which every parameter is what the workload says,
// over so many years from its first.
models::Study study_of(Workload workload, std::int64_t firms, std::int64_t cities,
                       std::int64_t years, std::uint64_t seed);

}  // namespace agglomera::scenarios
