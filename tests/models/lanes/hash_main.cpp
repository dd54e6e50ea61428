// Prints the state of a made-up world after five years, everything on: the same on every processor.
#include <cstdio>

#include "tests/models/small_world.hpp"

int main() {
  using namespace agglomera::tests;
  const Study study = small_study(200000.0);
  Start start(study, {.draws = Draws(31, 2), .sample = true});
  const Lever lever{"talent", {cove}, 2009, 2017, 1, {0.1, 5.0}};
  start.run_until(2013, {&lever, 1});
  std::printf("%016llx\n", static_cast<unsigned long long>(agglomera::sim::state_hash(start.world.firms)));
}
