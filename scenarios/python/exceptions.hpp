// What the program throws, as Python sees it: sim::InputError is agglomera.InputError (a ValueError) with
// the same words and its complaints one by one; want of memory is MemoryError; all else RuntimeError.
#pragma once

namespace agglomera::python {

void translate_exceptions();

}  // namespace agglomera::python
