#include "output/store/inference_data.hpp"

#include <algorithm>

#include "output/store/group_writer.hpp"
#include "output/store/hdf5.hpp"
#include "output/store/schema.hpp"
#include "output/store/whole_file.hpp"

namespace agglomera::output {
namespace {

// Name in the schema, and of the group here.
struct Place {
  const char* schema;
  const char* ours;
};

constexpr Place schema_groups[] = {{"posterior", "posterior"},
                                   {"posterior_predictive", "posterior_predictive"},
                                   {"predictions", "predictions"},
                                   {"log_likelihood", "log_likelihood"},
                                   {"sample_stats", "sample_stats"},
                                   {"prior", "prior"},
                                   {"prior_predictive", "prior_predictive"},
                                   {"observed_data", "observed_data"},
                                   {"constant_data", "cities"}};

bool is_used(const Group& group, const Dimension& dimension) {
  return std::ranges::any_of(group.variables, [&](const Variable& variable) {
    return std::ranges::find(variable.dimensions, dimension.name) != variable.dimensions.end();
  });
}

std::string text_of(const ResultFile& result, const std::string& name) {
  const Attribute* attribute = result.attribute(name);
  const auto* text = attribute ? std::get_if<std::string>(&attribute->value) : nullptr;
  return text ? *text : "";
}

std::vector<Attribute> origin_of(const ResultFile& result, const GroupRule* rule) {
  const std::string version = text_of(result, "agglomera_version");
  return {{"created_at", text_of(result, "created")},
          {"creation_library", std::string("agglomera")},
          {"creation_library_version", version},
          {"creation_library_language", std::string("C++")},
          {"inference_library", std::string("agglomera")},
          {"inference_library_version", version},
          {"title", rule ? rule->meaning : std::string()}};
}

// Under which name the schema table of posterior.h5 has the group.
std::string ours(const std::string& schema) {
  const auto found = std::ranges::find(schema_groups, schema, &Place::schema);
  return found == std::end(schema_groups) ? schema : found->ours;
}

}  // namespace

std::vector<Group> inference_groups_of(const ResultFile& result) {
  std::vector<Group> groups;
  if (!result.group("posterior")) return groups;
  for (const Place& place : schema_groups) {
    const Group* group = result.group(place.ours);
    if (!group || group->variables.empty()) continue;
    groups.push_back(*group);
    groups.back().name = place.schema;
    std::erase_if(groups.back().dimensions,
                  [&](const Dimension& dimension) { return !is_used(*group, dimension); });
  }
  return groups;
}

void write_inference_data(const ResultFile& result, const std::vector<Group>& groups,
                          const std::filesystem::path& place) {
  const FileRule* rules = file_rule(result.filetype);
  const hdf5::Handle file = hdf5::create_file();
  const hdf5::Handle root{H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose, "opening the root"};
  for (const AttributeRule& attribute : attribute_rules())
    if (const Attribute* known = result.attribute(attribute.name)) write_attribute(root, *known);
  for (const Group& group : groups) {
    const GroupRule* rule = rules ? group_rule(*rules, ours(group.name)) : nullptr;
    write_group(root, group, rule, origin_of(result, rule));
  }
  write_whole(hdf5::image_of(file), place, Seal::no);
}

}  // namespace agglomera::output
