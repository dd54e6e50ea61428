#include "output/store/file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

using hdf5::Handle;

constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n";

// A file can't hold more than its deflated bytes span (at most 1,032 to 1); a damaged size must not
// ask for all memory.
std::size_t cells_of(hid_t space, hid_t type, std::size_t file_bytes) {
  const std::size_t most = file_bytes * 1100 + 1024 * 1024;
  std::size_t bytes = std::max<std::size_t>(H5Tget_size(type), 1);
  std::size_t cells = 1;
  for (const hsize_t length : hdf5::shape_of(space)) {
    if (length > 0 && bytes > most / length) throw hdf5::Failure("reading a size failed");
    bytes *= length;
    cells *= length;
  }
  return cells;
}

// HDF5 converts from whatever width and byte order the file has.
template <typename Number>
std::vector<Number> read_numbers(hid_t dataset, hid_t type, std::size_t cells) {
  std::vector<Number> numbers(cells);
  if (cells > 0)
    hdf5::check(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
                "reading an array");
  return numbers;
}

std::vector<std::int64_t> wide(const decltype(Variable::values)& values) {
  if (const auto* already = std::get_if<std::vector<std::int64_t>>(&values)) return *already;
  const auto* narrow = std::get_if<std::vector<std::int32_t>>(&values);
  return narrow ? std::vector<std::int64_t>(narrow->begin(), narrow->end())
                : std::vector<std::int64_t>{};
}

std::string with_article(const std::string& filetype) {
  const bool vowel = std::string_view("aeio").find(filetype.front()) != std::string_view::npos;
  return fmt::format("{} {} file", vowel ? "an" : "a", filetype);
}

std::vector<InputText> inputs_of(const Group& group) {
  const auto texts = [&](const char* name) {
    const Variable* variable = group.variable(name);
    const auto* found =
        variable ? std::get_if<std::vector<std::string>>(&variable->values) : nullptr;
    return found ? *found : std::vector<std::string>{};
  };
  const std::vector<std::string> paths = texts("path");
  const std::vector<std::string> contents = texts("text");
  if (paths.size() != contents.size()) throw hdf5::Failure("reading the inputs failed");
  std::vector<InputText> inputs;
  for (std::size_t i = 0; i < paths.size(); ++i) inputs.push_back({paths[i], contents[i]});
  return inputs;
}

}  // namespace

ResultFile FileReader::result() const {
  ResultFile result;
  const Handle root{H5Gopen2(file_, "/", H5P_DEFAULT), H5Gclose, "opening the root"};
  for (const std::string& name : hdf5::attribute_names(root))
    if (auto attribute = read_attribute(root, name)) {
      const auto* text = std::get_if<std::string>(&attribute->value);
      if (name == "filetype" && text)
        result.filetype = *text;
      else
        result.attributes.push_back(std::move(*attribute));
    }
  for (const std::string& name : hdf5::link_names(root)) {
    const Handle object{H5Oopen(root, name.c_str(), H5P_DEFAULT), H5Oclose, "opening " + name};
    if (H5Iget_type(object) != H5I_GROUP) continue;
    Group group = read_group(object, name);
    if (name == "inputs")
      result.inputs = inputs_of(group);
    else
      result.groups.push_back(std::move(group));
  }
  return result;
}

std::optional<Attribute> FileReader::read_attribute(hid_t object, const std::string& name) const {
  const Handle attribute{H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose,
                         "opening attribute " + name};
  const Handle space{H5Aget_space(attribute), H5Sclose, "reading attribute " + name};
  const Handle type{H5Aget_type(attribute), H5Tclose, "reading attribute " + name};
  const std::size_t cells = cells_of(space, type, bytes_);
  const bool scalar = H5Sget_simple_extent_type(space) == H5S_SCALAR;
  const H5T_class_t kind = H5Tget_class(type);
  if (H5Sget_simple_extent_type(space) == H5S_NULL) return std::nullopt;
  if (kind == H5T_STRING && cells == 1)
    return Attribute{name, hdf5::read_texts(attribute, type, 1, true).front()};
  if (kind == H5T_INTEGER) {
    std::vector<std::int64_t> whole(cells);
    hdf5::check(H5Aread(attribute, H5T_NATIVE_INT64, whole.data()), "reading attribute " + name);
    if (scalar) return Attribute{name, whole.front()};
    return Attribute{name, std::move(whole)};
  }
  if (kind == H5T_FLOAT && cells == 1) {
    double real = 0;
    hdf5::check(H5Aread(attribute, H5T_NATIVE_DOUBLE, &real), "reading attribute " + name);
    return Attribute{name, real};
  }
  return std::nullopt;
}

std::string FileReader::read_text(hid_t object, const std::string& name) const {
  if (H5Aexists(object, name.c_str()) <= 0) return "";
  const auto attribute = read_attribute(object, name);
  const auto* text = attribute ? std::get_if<std::string>(&attribute->value) : nullptr;
  return text ? *text : "";
}

// Nothing for types that no result has (compound, enumerations, …).
std::optional<decltype(Variable::values)> FileReader::read_values(hid_t dataset,
                                                                  Extent extent) const {
  const Handle space{H5Dget_space(dataset), H5Sclose, "reading an array"};
  const Handle type{H5Dget_type(dataset), H5Tclose, "reading an array"};
  if (H5Sget_simple_extent_type(space) == H5S_NULL) return std::nullopt;
  const std::size_t all = cells_of(space, type, bytes_);
  const std::size_t cells = extent == Extent::whole ? all : 0;
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return read_numbers<double>(dataset, H5T_NATIVE_DOUBLE, cells);
    case H5T_INTEGER:
      if (H5Tget_size(type) <= 4 && H5Tget_sign(type) == H5T_SGN_2)
        return read_numbers<std::int32_t>(dataset, H5T_NATIVE_INT32, cells);
      return read_numbers<std::int64_t>(dataset, H5T_NATIVE_INT64, cells);
    case H5T_STRING:
      return cells > 0 ? hdf5::read_texts(dataset, type, cells, false) : std::vector<std::string>{};
    default:
      return std::nullopt;
  }
}

// Scales become dimensions, the other datasets variables, each in the order of the file.
Group FileReader::read_group(hid_t object, const std::string& name) const {
  Group group;
  group.name = name;
  for (const std::string& member : hdf5::link_names(object)) {
    const Handle dataset{H5Oopen(object, member.c_str(), H5P_DEFAULT), H5Oclose,
                         "opening " + member};
    if (H5Iget_type(dataset) != H5I_DATASET) continue;
    const bool scale = hdf5::is_scale(dataset);
    auto values = read_values(dataset, scale ? Extent::whole : extent_);
    if (!values) continue;
    const std::string units = read_text(dataset, "units");
    const std::string long_name = read_text(dataset, "long_name");
    if (!scale) {
      std::vector<std::string> along = hdf5::dimension_names(dataset);
      const Handle space{H5Dget_space(dataset), H5Sclose, "reading an array"};
      if (along.size() != hdf5::shape_of(space).size()) continue;  // not one of ours
      group.variables.push_back({member, units, long_name, std::move(along), std::move(*values)});
    } else if (auto* texts = std::get_if<std::vector<std::string>>(&*values)) {
      group.dimensions.push_back({member, units, long_name, std::move(*texts)});
    } else {
      group.dimensions.push_back({member, units, long_name, wide(*values)});
    }
  }
  return group;
}

bool starts_like_hdf5(std::string_view bytes) {
  return bytes.starts_with(hdf5_signature.substr(0, std::min(bytes.size(), hdf5_signature.size())));
}

unsigned trial_seconds(std::size_t file_bytes) {
  return 3 + static_cast<unsigned>(file_bytes / 1'000'000);
}

void complain(const std::filesystem::path& place, std::string message, std::string suggestion) {
  throw sim::InputError(
      sim::Complaint{place.string(), 0, 0, std::move(message), std::move(suggestion)});
}

void check_is_ours(const std::filesystem::path& place, const std::string& wanted, Extent extent,
                   ResultFile& result) {
  const std::string& filetype = result.filetype;
  if (filetype.empty())
    complain(place, "is no file of agglomera (it has no attribute \"filetype\")");
  const FileRule* rule = file_rule(filetype);
  if (!wanted.empty() && filetype != wanted)
    complain(place, fmt::format("is {}, not {}", with_article(filetype), with_article(wanted)));
  if (!rule) complain(place, fmt::format("is of an unknown kind (\"{}\")", filetype));

  const auto found =
      std::ranges::find(result.attributes, std::string("format_version"), &Attribute::name);
  const auto* version = found == result.attributes.end()
                            ? nullptr
                            : std::get_if<std::vector<std::int64_t>>(&found->value);
  if (!version || version->size() != 2)
    complain(place, "is damaged (it has no format version)", "make it again");
  if (version->front() != rule->major)
    complain(
        place,
        fmt::format("can't be read (its format {}.{} is {} than this program's {}.{})",
                    version->front(), version->back(),
                    version->front() > rule->major ? "newer" : "older", rule->major, rule->minor),
        version->front() > rule->major ? "use a newer agglomera" : "make it again");
  result.attributes.erase(found);
  if (const auto all = mismatches(result, Unknown::allowed, extent); !all.empty())
    complain(place, fmt::format("is incomplete or was changed ({})", all.front()), "make it again");
}

}  // namespace agglomera::output
