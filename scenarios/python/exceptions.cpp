#include "scenarios/python/exceptions.hpp"

#include <pybind11/pybind11.h>

#include <exception>
#include <new>

#include "sim/errors.hpp"

namespace agglomera::python {
namespace {

namespace py = pybind11;

// Names of files need not be UTF-8.
py::str text(const std::string& bytes) {
  return py::reinterpret_steal<py::str>(
      PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace"));
}

void raise(const sim::InputError& error) {
  const py::module_ errors = py::module_::import("agglomera.errors");
  py::list complaints;
  for (const sim::Complaint& complaint : error.complaints())
    complaints.append(errors.attr("Complaint")(text(complaint.file), complaint.line,
                                               complaint.column, text(complaint.message),
                                               text(complaint.suggestion)));
  const py::object type = errors.attr("InputError");
  PyErr_SetObject(type.ptr(), type(text(error.what()), complaints).ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const py::builtin_exception&) {
    throw;  // pybind11's own
  } catch (const sim::InputError& error) {
    raise(error);
  } catch (const std::bad_alloc&) {
    PyErr_SetString(PyExc_MemoryError, "out of memory (fewer members need less)");
  } catch (const std::exception& error) {
    PyErr_SetObject(PyExc_RuntimeError, text(error.what()).ptr());
  }
}

}  // namespace

void translate_exceptions() { py::register_local_exception_translator(&translate); }

}  // namespace agglomera::python
