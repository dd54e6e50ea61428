// A result as an HDF5 image in memory, then as a file.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <type_traits>

#include "output/store/hdf5.hpp"
#include "output/store/result_file.hpp"
#include "output/store/schema.hpp"
#include "output/store/whole_file.hpp"

namespace agglomera::output {
namespace {

using hdf5::Handle;

// Types as they lie in the file.
hid_t file_type(const std::vector<double>&) { return H5T_IEEE_F64LE; }
hid_t file_type(const std::vector<std::int32_t>&) { return H5T_STD_I32LE; }
hid_t file_type(const std::vector<std::int64_t>&) { return H5T_STD_I64LE; }

// Types as they lie in memory.
hid_t memory_type(const std::vector<double>&) { return H5T_NATIVE_DOUBLE; }
hid_t memory_type(const std::vector<std::int32_t>&) { return H5T_NATIVE_INT32; }
hid_t memory_type(const std::vector<std::int64_t>&) { return H5T_NATIVE_INT64; }

void write_numbers(hid_t object, const std::string& name, hid_t type, hid_t in_memory,
                   const void* numbers, std::optional<hsize_t> count) {
  const Handle space{count ? H5Screate_simple(1, &*count, nullptr) : H5Screate(H5S_SCALAR),
                     H5Sclose, "making a dataspace"};
  const Handle attribute{H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose, "making attribute " + name};
  hdf5::check(H5Awrite(attribute, in_memory, numbers), "writing attribute " + name);
}

void write_attribute(hid_t object, const Attribute& attribute) {
  const std::string& name = attribute.name;
  if (const auto* text = std::get_if<std::string>(&attribute.value))
    hdf5::write_text(object, name, *text);
  else if (const auto* whole = std::get_if<std::int64_t>(&attribute.value))
    write_numbers(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, whole, std::nullopt);
  else if (const auto* real = std::get_if<double>(&attribute.value))
    write_numbers(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, real, std::nullopt);
  else if (const auto* many = std::get_if<std::vector<std::int64_t>>(&attribute.value))
    write_numbers(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, many->data(), many->size());
}

Handle write_array(hid_t group, const std::string& name, const std::vector<hsize_t>& shape,
                   const std::vector<std::string>& texts) {
  Handle dataset = hdf5::create_dataset(group, name, hdf5::text_type(), shape);
  hdf5::write_texts(dataset, texts);
  return dataset;
}

template <typename Number>
Handle write_array(hid_t group, const std::string& name, const std::vector<hsize_t>& shape,
                   const std::vector<Number>& numbers) {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  constexpr bool real = std::is_same_v<Number, double>;
  Handle dataset =
      hdf5::create_dataset(group, name, file_type(numbers), shape, real ? &missing : nullptr);
  if (!numbers.empty())
    hdf5::check(
        H5Dwrite(dataset, memory_type(numbers), H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
        "writing " + name);
  return dataset;
}

void describe(hid_t dataset, const std::string& units, const std::string& long_name) {
  hdf5::write_text(dataset, "units", units);
  hdf5::write_text(dataset, "long_name", long_name);
}

Handle write_scale(hid_t group, const Dimension& dimension) {
  const std::vector<hsize_t> shape = {dimension.size()};
  Handle scale = std::visit(
      [&](const auto& labels) { return write_array(group, dimension.name, shape, labels); },
      dimension.labels);
  hdf5::mark_as_scale(scale, dimension.name);
  const DimensionRule* rule = dimension_rule(dimension.name);
  describe(scale, rule ? rule->units : dimension.units,
           dimension.long_name.empty() && rule ? rule->long_name : dimension.long_name);
  return scale;
}

void write_variable(hid_t group, const Group& content, const Variable& variable,
                    const VariableRule* rule) {
  std::vector<hsize_t> shape;
  std::vector<hobj_ref_t> scales;
  for (const std::string& name : variable.dimensions) {
    shape.push_back(content.dimension(name)->size());
    scales.push_back(hdf5::reference_to(group, name));
  }
  const Handle dataset = std::visit(
      [&](const auto& values) { return write_array(group, variable.name, shape, values); },
      variable.values);
  describe(dataset, rule ? rule->units : variable.units,
           variable.long_name.empty() && rule ? rule->long_name : variable.long_name);
  if (std::holds_alternative<std::vector<double>>(variable.values)) {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    write_numbers(dataset, "_FillValue", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &missing, 1);
  }
  if (!scales.empty()) hdf5::write_dimension_list(dataset, scales);
}

// First the scales, then what lies along them; last, when all of it is known, each scale's list of
// where it is used.
void write_group(hid_t file, const Group& content, const GroupRule* rule) {
  const Handle group = hdf5::create_group(file, content.name);
  std::vector<Handle> scales;
  for (const Dimension& dimension : content.dimensions)
    scales.push_back(write_scale(group, dimension));

  std::map<std::string, std::vector<hdf5::Reference>> uses;
  for (const Variable& variable : content.variables) {
    write_variable(group, content, variable, rule ? variable_rule(*rule, variable.name) : nullptr);
    for (std::size_t axis = 0; axis < variable.dimensions.size(); ++axis)
      uses[variable.dimensions[axis]].push_back(
          {hdf5::reference_to(group, variable.name), static_cast<std::int32_t>(axis)});
  }
  for (std::size_t i = 0; i < scales.size(); ++i)
    if (const auto& all = uses[content.dimensions[i].name]; !all.empty())
      hdf5::write_reference_list(scales[i], all);
}

// The texts that went into the result as a group like any other.
Group inputs_group(const std::vector<InputText>& inputs) {
  std::vector<std::int64_t> numbers(inputs.size());
  std::iota(numbers.begin(), numbers.end(), 1);
  std::vector<std::string> paths;
  std::vector<std::string> texts;
  for (const InputText& input : inputs) {
    paths.push_back(input.path);
    texts.push_back(input.text);
  }
  return {"inputs",
          {{"input", "1", "", numbers}},
          {{"path", "1", "path as the study or scenario names it", {"input"}, paths},
           {"text", "1", "whole text of the file", {"input"}, texts}}};
}

// Attributes, the groups in the caller's order, the inputs.
std::string image_of(const ResultFile& result, const FileRule& rule) {
  const Handle file = hdf5::create_file();
  const Handle root{H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, "opening the root"};
  write_attribute(root, {"filetype", result.filetype});
  write_attribute(root, {"format_version", std::vector<std::int64_t>{rule.major, rule.minor}});
  // In the schema's order, whatever the caller's.
  for (const AttributeRule& attribute : attribute_rules())
    write_attribute(root, *result.attribute(attribute.name));
  for (const Group& group : result.groups) write_group(root, group, group_rule(rule, group.name));
  if (!result.inputs.empty()) write_group(root, inputs_group(result.inputs), nullptr);
  return hdf5::image_of(file);
}

}  // namespace

void write_result(const ResultFile& result, const std::filesystem::path& place) {
  if (const auto found = mismatches(result, Unknown::refused); !found.empty())
    throw std::logic_error(fmt::format("result does not fit the schema of \"{}\": {}",
                                       result.filetype, fmt::join(found, "; ")));
  check_writable(place);
  write_whole(image_of(result, *file_rule(result.filetype)), place);
}

}  // namespace agglomera::output
