#include "scenarios/python/result.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <algorithm>

#include "output/store/schema.hpp"
#include "output/store/whole_file.hpp"
#include "scenarios/experiments/output_place.hpp"
#include "scenarios/python/engine_call.hpp"

namespace agglomera::python {
namespace {

using output::Dimension;
using output::Group;
using output::Variable;

std::vector<py::ssize_t> shape_of(const Group& group, const Variable& variable) {
  std::vector<py::ssize_t> shape;
  for (const std::string& name : variable.dimensions)
    shape.push_back(static_cast<py::ssize_t>(group.dimension(name)->size()));
  return shape;
}

// Keeps what a view looks at.
py::capsule keeper(const std::shared_ptr<output::ResultFile>& file) {
  return py::capsule(new std::shared_ptr<output::ResultFile>(file), [](void* kept) {
    delete static_cast<std::shared_ptr<output::ResultFile>*>(kept);
  });
}

template <typename Number>
py::object array_of(const std::vector<Number>& numbers, const std::vector<py::ssize_t>& shape,
                    const std::shared_ptr<output::ResultFile>& file) {
  if (numbers.empty()) return py::array_t<Number>(shape);
  py::array_t<Number> view(shape, numbers.data(), keeper(file));
  view.attr("setflags")(py::arg("write") = false);
  return view;
}

py::object array_of(const std::vector<std::string>& texts, const std::vector<py::ssize_t>& shape,
                    const std::shared_ptr<output::ResultFile>&) {
  const py::object numpy = py::module_::import("numpy");
  return numpy.attr("array")(py::cast(texts), py::arg("dtype") = "object").attr("reshape")(shape);
}

py::tuple told(const Dimension& dimension, const std::shared_ptr<output::ResultFile>& file) {
  const output::DimensionRule* rule = output::dimension_rule(dimension.name);
  const std::vector<py::ssize_t> shape = {static_cast<py::ssize_t>(dimension.size())};
  return py::make_tuple(
      dimension.name, rule ? rule->units : dimension.units,
      rule && dimension.long_name.empty() ? rule->long_name : dimension.long_name,
      std::visit([&](const auto& labels) { return array_of(labels, shape, file); },
                 dimension.labels));
}

py::tuple told(const Group& group, const Variable& variable, const output::VariableRule* rule,
               const std::shared_ptr<output::ResultFile>& file) {
  const std::vector<py::ssize_t> shape = shape_of(group, variable);
  return py::make_tuple(
      variable.name, py::tuple(py::cast(variable.dimensions)), rule ? rule->units : variable.units,
      rule && variable.long_name.empty() ? rule->long_name : variable.long_name,
      std::visit([&](const auto& values) { return array_of(values, shape, file); },
                 variable.values));
}

std::vector<std::string> group_names(const Result& result) {
  std::vector<std::string> names;
  for (const Group& group : result.file->groups) names.push_back(group.name);
  return names;
}

py::dict attributes_of(const Result& result) {
  py::dict attributes;
  attributes["filetype"] = result.file->filetype;
  for (const output::Attribute& attribute : result.file->attributes)
    attributes[py::str(attribute.name)] = py::cast(attribute.value);
  return attributes;
}

py::list inputs_of(const Result& result) {
  py::list inputs;
  for (const output::InputText& input : result.file->inputs)
    inputs.append(py::make_tuple(input.path, input.text));
  return inputs;
}

py::list failures_of(const Result& result) {
  py::list failures;
  for (const scenarios::Failure& failure : result.failures)
    failures.append(py::make_tuple(failure.member, failure.reason));
  return failures;
}

py::dict addresses_of(const Result& result) {
  py::dict addresses;
  for (const auto& [name, address] : result.written_at)
    addresses[py::str(name)] = reinterpret_cast<std::uintptr_t>(address);
  return addresses;
}

Result opened(const std::string& place) {
  return on_engine({}, [&](EngineCall&) {
    return Result{std::make_shared<output::ResultFile>(output::read_result(place)), place};
  });
}

}  // namespace

// With the GIL, so that nobody reads the command meanwhile; the engine writes without it.
void Result::save(const std::string& to) {
  perform({}, [&](EngineCall&) {
    if (read.empty())
      output::check_writable(to);
    else
      scenarios::check_output(to, read, {});
  });
  for (output::Attribute& attribute : file->attributes)
    if (attribute.name == "command" && !command.head.empty())
      attribute.value = command.writing_to(to);
  perform({}, [&](EngineCall&) { output::write_result(*file, to); });
}

py::dict group_in(const Result& result, const std::string& name) {
  const Group* group = result.file->group(name);
  if (!group) throw py::key_error(name);
  const output::FileRule* file = output::file_rule(result.file->filetype);
  const output::GroupRule* rule = file ? output::group_rule(*file, name) : nullptr;
  py::list dimensions, variables;
  for (const Dimension& dimension : group->dimensions)
    dimensions.append(told(dimension, result.file));
  for (const Variable& variable : group->variables)
    variables.append(told(*group, variable,
                          rule ? output::variable_rule(*rule, variable.name) : nullptr,
                          result.file));
  py::dict whole;
  whole["dimensions"] = dimensions;
  whole["variables"] = variables;
  return whole;
}

void add_result(py::module_& module) {
  py::class_<Result>(module, "Result")
      .def_property_readonly("attributes", &attributes_of)
      .def_property_readonly("inputs", &inputs_of)
      .def_property_readonly("failures", &failures_of)
      .def_property_readonly("groups", &group_names)
      .def_property_readonly("written_at", &addresses_of)
      .def_readonly("seconds", &Result::seconds)
      .def("group", &group_in, py::arg("name"))
      .def("save", &Result::save, py::arg("place"));
  module.def("open", &opened, py::arg("place"));
}

}  // namespace agglomera::python
