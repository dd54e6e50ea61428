// A result in memory, as it would lie in a file, and its arrays as NumPy sees them: views on the memory in
// which the program left them, read-only, each of which keeps the result alive.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::python {

namespace py = pybind11;

// The command that makes the same file: `head` up to its input, then "-o" and the place, then `tail`.
struct Command {
  std::string head;
  std::string tail;

  std::string writing_to(const std::string& place) const { return head + " -o " + place + tail; }
};

struct Result {
  std::shared_ptr<output::ResultFile> file;
  std::string place = {};              // of a result that was opened
  Command command = {};                // of a result that was made
  std::vector<std::string> read = {};  // files that must not be written over
  std::vector<scenarios::Failure> failures = {};
  std::map<std::string, const void*> written_at = {};  // where members left their series, by name
  std::map<std::string, double> seconds = {};          // that the engine took, by step

  // As `agglomera` would: whole or not at all. Throws sim::InputError as check_output and write_result.
  void save(const std::string& place);
};

// {"dimensions": [(name, units, long name, labels)],
//  "variables": [(name, dimensions, units, long name, values)]}
py::dict group_in(const Result& result, const std::string& name);

void add_result(py::module_& module);

}  // namespace agglomera::python
