// A try in a process of its own, whose crash is only its own.
//
// HDF5 1.10 crashes or runs for ever on about one in thirty damaged bytes of metadata (measured on
// a small run file). Files whose seal is whole can't be damaged; the few without one (changed by
// another tool, or cut and filled with zeros by a broken copy) are tried here first.
#pragma once

#include <functional>

namespace agglomera::output {

// Whether `act` comes to an end, by return or exception, within so many seconds of computing.
// True without a try when the system has no process to spare.
bool comes_to_an_end(const std::function<void()>& act, unsigned seconds);

}  // namespace agglomera::output
