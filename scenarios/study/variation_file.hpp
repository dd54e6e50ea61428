// What a sweep and a sensitivity analysis begin with:
//   scenario   = "../outlook.toml"     or a policy's, with its levers
//   replicates = 8                     1 to 100000: members of the scenario, the same luck at every point
//   seed       = 20081217              instead of the scenario's
//   others     = "usual"               what is no factor has its usual value, and replicates differ by luck
//                                      alone; or "drawn": each has its own draw of the posterior or priors
//   title, question                    as in every experiment
//   [outputs], [[factor]]              outputs_section.hpp, factor_section.hpp
#pragma once

#include "scenarios/study/factor_section.hpp"

namespace agglomera::scenarios {

inline constexpr std::int64_t most_replicates = most_members;

// All of these keys. `least_replicates`: 2 where their noise is wanted.
Variation read_variation(Source& source, const std::filesystem::path& path, TomlTable& root,
                         Points points, std::int64_t least_replicates, Complaints& complaints);

}  // namespace agglomera::scenarios
