// How fast this machine copies memory: what a program that touches every firm once a year is held against.
#pragma once

#include <cstdint>

namespace agglomera::scenarios {

// Bytes read and written per second, best of several copies of an array much larger than the last
// cache (eight times, between a quarter of a gibibyte and one), every thread its part.
double copy_bandwidth_bytes_per_second(int threads);

}  // namespace agglomera::scenarios
