// A result as an HDF5 image in memory, then as a file.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <numeric>
#include <stdexcept>

#include "output/store/group_writer.hpp"
#include "output/store/hdf5.hpp"
#include "output/store/result_file.hpp"
#include "output/store/schema.hpp"
#include "output/store/whole_file.hpp"

namespace agglomera::output {
namespace {

using hdf5::Handle;

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
