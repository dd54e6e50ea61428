#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "output/store/schema.hpp"

namespace agglomera::output {
namespace {

using Mismatches = std::vector<std::string>;

constexpr const char* kind_names[] = {"double", "int32", "int64", "text"};

// HDF5 texts of variable length end at the first NUL.
bool holds_nul(const std::vector<std::string>& texts) {
  return std::ranges::any_of(
      texts, [](const std::string& text) { return text.find('\0') != std::string::npos; });
}

// Labels are what readers select by.
template <typename Labels>
bool repeats(const Labels& labels) {
  return std::set(labels.begin(), labels.end()).size() != labels.size();
}

void check_dimension(const std::string& where, const Dimension& dimension, Unknown unknown,
                     Mismatches& found) {
  const DimensionRule* rule = dimension_rule(dimension.name);
  if (!rule) {
    if (unknown == Unknown::refused) found.push_back(where + " is no dimension of the schema");
    return;
  }
  const bool names = std::holds_alternative<std::vector<std::string>>(dimension.labels);
  if (names != (rule->labels == ValueKind::text))
    found.push_back(fmt::format("{} has {} as labels", where, names ? "names" : "numbers"));
  if (std::visit([](const auto& labels) { return repeats(labels); }, dimension.labels))
    found.push_back(where + " repeats a label");
  if (names && holds_nul(std::get<std::vector<std::string>>(dimension.labels)))
    found.push_back(where + " holds a NUL byte");
  if (!dimension.units.empty() && dimension.units != rule->units)
    found.push_back(fmt::format("{} has units {}, not {}", where, dimension.units, rule->units));
}

// The array has as many cells as its dimensions span.
void check_extent(const std::string& where, const Group& group, const Variable& variable,
                  Mismatches& found) {
  std::size_t cells = 1;
  for (const std::string& name : variable.dimensions) {
    const Dimension* dimension = group.dimension(name);
    if (!dimension) {
      found.push_back(fmt::format("{} lies along {}, which its group lacks", where, name));
      return;
    }
    cells *= dimension->size();
  }
  const std::size_t values =
      std::visit([](const auto& array) { return array.size(); }, variable.values);
  if (values != cells)
    found.push_back(
        fmt::format("{} has {} values where its dimensions span {}", where, values, cells));
}

void check_variable(const std::string& where, const Group& group, const Variable& variable,
                    const GroupRule* group_rule, Unknown unknown, Extent extent,
                    Mismatches& found) {
  if (extent == Extent::whole) check_extent(where, group, variable, found);
  const auto* texts = std::get_if<std::vector<std::string>>(&variable.values);
  if (texts && holds_nul(*texts)) found.push_back(where + " holds a NUL byte");

  const VariableRule* rule = group_rule ? variable_rule(*group_rule, variable.name) : nullptr;
  if (!rule) {
    if (unknown == Unknown::refused) found.push_back(where + " is not in the schema");
    return;
  }
  const auto kind = variable.values.index();
  if (kind != static_cast<std::size_t>(rule->kind))
    found.push_back(fmt::format("{} is {}, not {}", where, kind_names[kind],
                                kind_names[static_cast<std::size_t>(rule->kind)]));
  if (variable.dimensions != rule->dimensions)
    found.push_back(where + " lies along other dimensions than the schema says");
  if (!variable.units.empty() && variable.units != rule->units)
    found.push_back(fmt::format("{} has units {}, not {}", where, variable.units, rule->units));
}

// Dimensions and variables share one space of names, as datasets of the same group.
void check_group(const Group& group, const GroupRule* rule, Unknown unknown, Extent extent,
                 Mismatches& found) {
  if (!rule && unknown == Unknown::refused)
    found.push_back(fmt::format("/{} is not in the schema", group.name));
  std::set<std::string> names;
  for (const Dimension& dimension : group.dimensions) {
    const std::string where = fmt::format("/{}/{}", group.name, dimension.name);
    if (!names.insert(dimension.name).second) found.push_back(where + " stands there twice");
    check_dimension(where, dimension, unknown, found);
  }
  for (const Variable& variable : group.variables) {
    const std::string where = fmt::format("/{}/{}", group.name, variable.name);
    if (!names.insert(variable.name).second) found.push_back(where + " stands there twice");
    check_variable(where, group, variable, rule, unknown, extent, found);
  }
  if (!rule) return;
  for (const VariableRule& variable : rule->variables)
    if (variable.required && !group.variable(variable.name))
      found.push_back(fmt::format("/{}/{} is missing", group.name, variable.name));
}

void check_attributes(const ResultFile& result, Unknown unknown, Mismatches& found) {
  const auto named = [&](const std::string& name) {
    return std::ranges::count(result.attributes, name, &Attribute::name);
  };
  for (const AttributeRule& rule : attribute_rules())
    if (named(rule.name) == 0) found.push_back(fmt::format("attribute {} is missing", rule.name));
  for (const Attribute& attribute : result.attributes) {
    const auto rule = std::ranges::find(attribute_rules(), attribute.name, &AttributeRule::name);
    if (rule == attribute_rules().end()) {
      if (unknown == Unknown::refused)
        found.push_back(fmt::format("attribute {} is not in the schema", attribute.name));
    } else if (attribute.value.index() != (rule->type == "text" ? 0u : 1u)) {
      found.push_back(fmt::format("attribute {} is not {}", attribute.name, rule->type));
    }
    if (named(attribute.name) > 1)
      found.push_back(fmt::format("attribute {} stands there twice", attribute.name));
  }
}

}  // namespace

std::vector<std::string> mismatches(const ResultFile& result, Unknown unknown, Extent extent) {
  const FileRule* rule = file_rule(result.filetype);
  if (!rule) return {fmt::format("\"{}\" is no kind of file of the schema", result.filetype)};
  Mismatches found;
  check_attributes(result, unknown, found);
  for (const InputText& input : result.inputs)
    if (holds_nul({input.path, input.text}))
      found.push_back(fmt::format("input {} holds a NUL byte", input.path));
  std::set<std::string> names = {"inputs"};
  for (const Group& group : result.groups) {
    if (!names.insert(group.name).second)
      found.push_back(fmt::format("/{} stands there twice", group.name));
    check_group(group, group_rule(*rule, group.name), unknown, extent, found);
  }
  for (const GroupRule& group : rule->groups)
    if (group.required && !result.group(group.name))
      found.push_back(fmt::format("/{} is missing", group.name));
  return found;
}

}  // namespace agglomera::output
