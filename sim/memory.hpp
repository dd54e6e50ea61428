// Whether a world of firms fits into memory, said before any of it is taken.
//
// A firm is 10 bytes: number, founding year and revenue. With next year's revenue, what firms decide, and room
// for entrants, `agglomera bench` saw 19 to 23; what places, links and files need beside it is not counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace agglomera::sim {

inline constexpr std::int64_t bytes_per_firm = 24;

// What this process can still take without swapping: what the system calls available, and what a limit
// on its group of processes (a container, a job of a cluster) leaves. Nothing where nobody says.
std::optional<std::int64_t> available_memory_bytes();

// Throws sim::InputError at `where` when `worlds` worlds of that many firms each, alive at the same time
// in this process, don't fit; says how many firms would.
void require_memory(std::int64_t firms, std::int64_t worlds, const std::string& where,
                    std::optional<std::int64_t> available = available_memory_bytes());

}  // namespace agglomera::sim
