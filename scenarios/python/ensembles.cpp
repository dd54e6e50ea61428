// run, policy, explain: ensembles of members.
#include <fmt/format.h>
#include <omp.h>
#include <pybind11/stl.h>

#include "scenarios/experiments/explain.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/experiments/policy.hpp"
#include "scenarios/experiments/run.hpp"
#include "scenarios/python/asked.hpp"

namespace agglomera::python {
namespace {

using scenarios::Scenario;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Result run(const Study& study, const Asked& asked) {
  double seconds = 0.0;
  Result result = on_engine(
      asked.call,
      [&](EngineCall& call) {
        const auto start = Clock::now();
        const Scenario scenario = study.scenario(asked.overrides());
        scenarios::require_memory(scenario, omp_get_max_threads(), false, study.path());
        const Command command{"agglomera run " + study.path(), asked.text()};
        scenarios::Ensemble ensemble = run_ensemble(scenario, watch_of(call, "running members"));
        const double simulated = seconds_since(start);
        const scenarios::Series& series = ensemble.series.front();
        const std::map<std::string, const void*> written_at = {
            {"lq_count", series.lq_count.data()},
            {"lq_revenue", series.lq_revenue.data()},
            {"firms", series.firms.data()},
            {"revenue", series.revenue_usd.data()}};
        const std::vector<scenarios::Failure> failures = ensemble.failures;
        Result made =
            result_of(scenarios::run_result(scenario, std::move(ensemble), provenance_of(command)),
                      command, {&study});
        made.failures = failures;
        made.written_at = written_at;
        made.seconds["simulated"] = simulated;
        return made;
      },
      &seconds);
  result.seconds["all"] = seconds;
  return result;
}

// Read one by one; all that is wrong in any of them together.
std::vector<Scenario> comparable(const std::vector<const Study*>& studies, const Asked& asked) {
  std::vector<Scenario> policies;
  std::vector<std::string> files;
  scenarios::Complaints complaints;
  for (const Study* study : studies) {
    files.push_back(study->path());
    try {
      policies.push_back(study->scenario(asked.overrides()));
      scenarios::require_one_sector(*policies.back().study, "policy", study->path());
    } catch (const sim::InputError& error) {
      complaints.add(error);
    }
  }
  if (!complaints.none()) throw sim::InputError(complaints.all());
  scenarios::check_comparable(policies, files);
  return policies;
}

Result policy(const std::vector<const Study*>& studies, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const std::vector<Scenario> policies = comparable(studies, asked);
    Command command{"agglomera policy", asked.text()};
    for (const Study* study : studies) command.head += " " + study->path();
    const scenarios::Provenance provenance = provenance_of(command);
    const scenarios::PolicyRun run =
        scenarios::run_policies(policies, watch_of(call, "running members in all worlds"));
    Result result =
        result_of(scenarios::policy_result(policies, run.ensemble,
                                           scenarios::policy_effects(policies, run), provenance),
                  command, studies);
    result.failures = run.ensemble.failures;
    return result;
  });
}

Result explain(const Study& study, const std::vector<std::string>& without, const Asked& asked) {
  return on_engine(asked.call, [&](EngineCall& call) {
    const Scenario scenario = study.scenario(asked.overrides());
    scenarios::require_one_sector(*scenario.study, "explain", study.path());
    scenarios::check_strategies(*scenario.study, without);
    Command command{"agglomera explain " + study.path(), ""};
    for (const std::string& strategy : without)
      command.tail += fmt::format(" --without \"{}\"", strategy);
    command.tail += asked.text();
    const scenarios::Provenance provenance = provenance_of(command);
    const scenarios::Explanation explanation = scenarios::explain(
        scenario, without, watch_of(call, "running members under every set of mechanisms"));
    Result result =
        result_of(scenarios::explain_result(scenario, explanation, provenance), command, {&study});
    result.failures = explanation.failures;
    return result;
  });
}

}  // namespace

void add_ensembles(py::module_& module) {
  module.def("run", &run, py::arg("study"), py::arg("asked"));
  module.def("policy", &policy, py::arg("studies"), py::arg("asked"));
  module.def("explain", &explain, py::arg("study"), py::arg("without"), py::arg("asked"));
}

}  // namespace agglomera::python
