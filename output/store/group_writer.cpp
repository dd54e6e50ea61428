#include "output/store/group_writer.hpp"

#include <limits>
#include <map>
#include <optional>
#include <type_traits>

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

}  // namespace

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

// First the scales, then what lies along them; last, when all of it is known, each scale's list of
// where it is used.
void write_group(hid_t file, const Group& content, const GroupRule* rule,
                 std::span<const Attribute> attributes) {
  const Handle group = hdf5::create_group(file, content.name);
  for (const Attribute& attribute : attributes) write_attribute(group, attribute);
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

}  // namespace agglomera::output
