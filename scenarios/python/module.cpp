// The module agglomera._agglomera: what the package (agglomera/) is made of. Users call the package.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "scenarios/experiments/provenance.hpp"
#include "scenarios/python/asked.hpp"
#include "scenarios/python/exceptions.hpp"

namespace agglomera::python {
namespace {

const char* name_of(scenarios::FileKind kind) {
  using scenarios::FileKind;
  switch (kind) {
    case FileKind::study:
      return "study";
    case FileKind::scenario:
      return "scenario";
    case FileKind::calibration:
      return "calibrate";
    case FileKind::backtest:
      return "backtest";
    case FileKind::portfolio:
      return "optimize";
    case FileKind::sweep:
      return "sweep";
    case FileKind::sensitivity:
      return "sensitivity";
    case FileKind::unknown:
      break;
  }
  return "unknown";
}

py::list inputs_of(const Study& study) {
  py::list inputs;
  for (const scenarios::InputFile& input : study.inputs())
    inputs.append(py::make_tuple(input.path, input.text));
  return inputs;
}

py::tuple years_of(const Study& study) {
  return py::make_tuple(study.scenario().first, study.scenario().last);
}

py::list cities_of(const Study& study) {
  py::list cities;
  for (const sim::City& city : study.scenario().study->cities) cities.append(city.id);
  return cities;
}

}  // namespace

void add_study(py::module_& module) {
  py::class_<Study>(module, "Study")
      .def_property_readonly("kind", [](const Study& study) { return name_of(study.kind()); })
      .def_property_readonly("path", &Study::path)
      .def_property_readonly("members", [](const Study& study) { return study.scenario().members; })
      .def_property_readonly("seed", [](const Study& study) { return study.scenario().seed; })
      .def_property_readonly("years", &years_of)
      .def_property_readonly("cities", &cities_of)
      .def_property_readonly("inputs", &inputs_of)
      .def_property_readonly("remark", [](const Study& study) { return study.posterior().remark; })
      .def_property_readonly("warnings", &Study::warnings)
      .def(
          "with_text",
          [](const Study& study, const std::string& text, const std::string& name) {
            return on_engine({}, [&](EngineCall&) { return study.with_text(text, name); });
          },
          py::arg("text"), py::arg("name"));
  module.def(
      "load",
      [](const std::filesystem::path& path) {
        return on_engine({}, [&](EngineCall&) { return Study(path); });
      },
      py::arg("path"));
}

}  // namespace agglomera::python

PYBIND11_MODULE(_agglomera, module) {
  using namespace agglomera::python;
  translate_exceptions();
  module.attr("version") = agglomera::scenarios::program_version();
  py::class_<Asked>(module, "Asked")
      .def(py::init<std::optional<std::int64_t>, std::optional<std::uint64_t>,
                    std::optional<std::int64_t>, py::object>(),
           py::arg("members"), py::arg("seed"), py::arg("threads"), py::arg("progress"));
  py::module_::import("atexit").attr("register")(py::cpp_function(&close_engine));
  add_study(module);
  add_result(module);
  add_ensembles(module);
  add_learning(module);
  add_designs(module);
  add_tables(module);
  add_measures(module);
}
