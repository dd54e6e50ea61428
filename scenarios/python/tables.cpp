// compare, describe: rows as lists of dictionaries, which the package makes tables of.
#include <fmt/format.h>
#include <pybind11/stl.h>

#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "models/parameters.hpp"
#include "models/phases.hpp"
#include "scenarios/experiments/compare.hpp"
#include "scenarios/python/asked.hpp"

namespace agglomera::python {
namespace {

using namespace py::literals;

py::dict row_of(const scenarios::Score& score) {
  return py::dict("n"_a = score.n, "log_mae"_a = score.log_mae, "mae"_a = score.mae,
                  "crps"_a = score.crps, "coverage_50"_a = score.coverage_50,
                  "coverage_90"_a = score.coverage_90);
}

py::dict rows_of(const scenarios::Comparison& comparison) {
  py::list measures, cities, facts;
  for (const scenarios::MeasureComparison& measure : comparison.measures) {
    py::dict row = row_of(measure.score);
    row["measure"] = measure.measure;
    measures.append(row);
    for (const scenarios::CityScore& city : measure.cities) {
      row = row_of(city.score);
      row["measure"] = measure.measure;
      row["city"] = city.city;
      cities.append(row);
    }
  }
  for (const scenarios::FactCheck& fact : comparison.facts)
    facts.append(py::dict(
        "fact"_a = fact.fact, "relation"_a = fact.relation, "stated"_a = fact.stated,
        "simulated_q05"_a = fact.simulated_5, "simulated_q50"_a = fact.simulated_50,
        "simulated_q95"_a = fact.simulated_95, "holds"_a = fact.holds, "note"_a = fact.note));
  return py::dict("measures"_a = measures, "cities"_a = cities, "facts"_a = facts);
}

py::dict compare(const Result& run) {
  const std::string& kind = run.file->filetype;
  if (kind != "run")
    throw sim::InputError(sim::Complaint{run.place.empty() ? "compare" : run.place, 0, 0,
                                         fmt::format("is of the kind \"{}\", not a run", kind),
                                         ""});
  return rows_of(
      on_engine({}, [&](EngineCall&) { return scenarios::compare(*run.file, run.place); }));
}

template <typename Parameter>
py::dict row_of(const Parameter& parameter) {
  return py::dict("name"_a = parameter.name, "text"_a = parameter.text,
                  "text_zh"_a = parameter.text_zh, "unit"_a = parameter.unit,
                  "low"_a = parameter.range.low, "high"_a = parameter.range.high,
                  "usual"_a = parameter.usual, "source"_a = parameter.source);
}

py::dict describe() {
  py::list levers, parameters, mechanisms, phases;
  for (const models::LeverKind& kind : models::lever_kinds())
    for (const models::LeverParameter& parameter : kind.parameters) {
      py::dict row("lever"_a = kind.name, "lever_text"_a = kind.text);
      row.attr("update")(row_of(parameter));
      levers.append(row);
    }
  for (const models::ParameterDeclaration& parameter : models::parameter_table()) {
    py::dict row = row_of(parameter);
    row["prior"] = models::scale_name(parameter.prior.scale);
    row["prior_sd"] = parameter.prior.sd;
    parameters.append(row);
  }
  for (const auto& row : models::mechanism_table())
    mechanisms.append(py::dict("name"_a = row.name, "name_zh"_a = row.name_zh, "text"_a = row.text,
                               "text_zh"_a = row.text_zh));
  for (const auto& phase : models::phase_table())
    phases.append(py::dict("name"_a = phase.name, "text"_a = phase.text,
                           "equation"_a = phase.equation, "source"_a = phase.source));
  return py::dict("levers"_a = levers, "parameters"_a = parameters, "mechanisms"_a = mechanisms,
                  "phases"_a = phases);
}

}  // namespace

void add_tables(py::module_& module) {
  module.def("compare", &compare, py::arg("run"));
  module.def("describe", &describe);
}

}  // namespace agglomera::python
