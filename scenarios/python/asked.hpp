// What every call that simulates may be asked beside its file: members, seed, threads, and who hears of
// progress. How it is said on a command line goes into the result.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/python/engine_call.hpp"
#include "scenarios/python/result.hpp"
#include "scenarios/python/study.hpp"

namespace agglomera::python {

struct Asked {
  std::optional<std::int64_t> members;
  std::optional<std::uint64_t> seed;
  CallOptions call;

  Asked(std::optional<std::int64_t> members, std::optional<std::uint64_t> seed,
        std::optional<std::int64_t> threads, py::object progress)
      : members(members), seed(seed), call{threads, std::move(progress)} {}

  Overrides overrides() const { return {members, seed}; }
  std::string text() const;  // " --members 200 --seed 1"
};

// A result that `head` + " -o " + place + `tail` would make too, of studies that it must not overwrite.
Result result_of(output::ResultFile file, Command command,
                 const std::vector<const Study*>& studies);

// Of a result in memory, until it is saved somewhere.
scenarios::Provenance provenance_of(const Command& command);

// The watch that simulations take.
scenarios::Watch watch_of(EngineCall& call, std::string what);

void add_ensembles(py::module_& module);  // run, policy, explain
void add_learning(py::module_& module);   // calibrate, backtest
void add_designs(py::module_& module);    // sweep, sensitivity, optimize
void add_tables(py::module_& module);     // compare, describe
void add_measures(py::module_& module);   // measure
void add_study(py::module_& module);

}  // namespace agglomera::python
