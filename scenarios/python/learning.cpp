// calibrate, backtest: what observations say.
#include <pybind11/stl.h>

#include "scenarios/experiments/backtest.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/python/asked.hpp"

namespace agglomera::python {
namespace {

Result calibrate(const Study& study, bool leave_one_out, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const scenarios::Calibration experiment = study.calibration(asked.overrides());
    scenarios::require_one_sector(*experiment.scenario.study, "calibrate", study.path());
    if (leave_one_out) scenarios::check_leaving_out(experiment);
    const Command command{"agglomera calibrate " + study.path(),
                          asked.text() + (leave_one_out ? " --leave-one-out" : "")};
    const scenarios::Provenance provenance = provenance_of(command);
    const scenarios::CalibrationWatch watch{
        [&](const std::string& what, int done, int of) { call.tell(what, done, of); }, call.stop()};
    scenarios::CalibrationResult result = scenarios::calibrate(experiment, watch);
    if (leave_one_out) result.left_out = scenarios::leave_one_out(experiment, result, watch);
    return result_of(scenarios::calibration_result(experiment, result, provenance), command,
                     {&study});
  });
}

Result backtest(const Study& study, const std::optional<std::string>& origins,
                const std::optional<std::string>& horizons, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const scenarios::Backtest experiment = study.backtest({asked.overrides(), origins, horizons});
    scenarios::require_one_sector(*experiment.scenario.study, "backtest", study.path());
    Command command{"agglomera backtest " + study.path(), asked.text()};
    if (origins) command.tail += " --origins " + *origins;
    if (horizons) command.tail += " --horizons " + *horizons;
    const scenarios::Provenance provenance = provenance_of(command);
    const scenarios::BacktestResult result =
        scenarios::backtest(experiment, watch_of(call, "forecasting from each origin"));
    return result_of(scenarios::backtest_result(experiment, result, provenance), command, {&study});
  });
}

}  // namespace

void add_learning(py::module_& module) {
  module.def("calibrate", &calibrate, py::arg("study"), py::arg("leave_one_out"), py::arg("asked"));
  module.def("backtest", &backtest, py::arg("study"), py::arg("origins"), py::arg("horizons"),
             py::arg("asked"));
}

}  // namespace agglomera::python
