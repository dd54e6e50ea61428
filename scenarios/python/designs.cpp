// sweep, sensitivity, optimize: many points of parameters and levers.
#include <fmt/format.h>
#include <pybind11/stl.h>

#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/sensitivity.hpp"
#include "scenarios/experiments/sweep.hpp"
#include "scenarios/python/asked.hpp"

namespace agglomera::python {
namespace {

scenarios::PointsWatch points_watch(EngineCall& call) {
  return {[&call](const scenarios::PointsProgress& now) { call.tell("points", now.done, now.of); },
          call.stop()};
}

Result sweep(const Study& study, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const scenarios::Sweep experiment = study.sweep(asked.overrides());
    const Command command{"agglomera sweep " + study.path(), asked.text()};
    const scenarios::Provenance provenance = provenance_of(command);
    scenarios::PointStore nothing_kept;
    const scenarios::SweepOutcome outcome =
        scenarios::sweep(experiment, nothing_kept, points_watch(call));
    return result_of(scenarios::sweep_result(experiment, outcome, provenance), command, {&study});
  });
}

Result sensitivity(const Study& study, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const scenarios::Sensitivity experiment = study.sensitivity(asked.overrides());
    const Command command{"agglomera sensitivity " + study.path(), asked.text()};
    const scenarios::Provenance provenance = provenance_of(command);
    scenarios::PointStore nothing_kept;
    const scenarios::SensitivityResult result =
        scenarios::analyse_sensitivity(experiment, nothing_kept, points_watch(call));
    return result_of(scenarios::sensitivity_result(experiment, result, provenance), command,
                     {&study});
  });
}

Result optimize(const Study& study, std::optional<double> budget, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const scenarios::Portfolio portfolio = study.portfolio({asked.overrides(), budget});
    scenarios::require_one_sector(*portfolio.scenario.study, "optimize", study.path());
    Command command{"agglomera optimize " + study.path(), asked.text()};
    if (budget) command.tail += fmt::format(" --budget {}", *budget);
    const scenarios::Provenance provenance = provenance_of(command);
    const scenarios::Front front = scenarios::optimize(portfolio, watch_of(call, "generations"),
                                                       watch_of(call, "looking again at the best"));
    Result result =
        result_of(scenarios::front_result(portfolio, front, provenance), command, {&study});
    result.failures = front.failures;
    return result;
  });
}

}  // namespace

void add_designs(py::module_& module) {
  module.def("sweep", &sweep, py::arg("study"), py::arg("asked"));
  module.def("sensitivity", &sensitivity, py::arg("study"), py::arg("asked"));
  module.def("optimize", &optimize, py::arg("study"), py::arg("budget"), py::arg("asked"));
}

}  // namespace agglomera::python
