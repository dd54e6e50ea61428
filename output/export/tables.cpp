#include "output/export/tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "output/store/rules.hpp"

namespace agglomera::output {
namespace {

using Texts = std::vector<std::string>;

std::vector<std::string> labels_of(const Dimension& dimension) {
  if (const auto* names = std::get_if<Texts>(&dimension.labels)) return *names;
  Texts texts;
  for (const std::int64_t number : std::get<std::vector<std::int64_t>>(dimension.labels))
    texts.push_back(std::to_string(number));
  return texts;
}

bool are_words_along(const Variable& variable, const std::string& dimension) {
  return variable.dimensions == Texts{dimension} && std::holds_alternative<Texts>(variable.values);
}

// The words of a group for the labels of a dimension, perhaps another group's of the same name.
LabelWords words_from(const ResultStream& result, const Group& from, const Variable& variable,
                      const Dimension& dimension) {
  const Dimension& there = *from.dimension(dimension.name);
  const Texts labels = labels_of(there);
  const auto words = std::get<Texts>(
      result.read(from, variable, {{0}, {static_cast<std::uint64_t>(labels.size())}}));
  std::map<std::string, std::string> of_label;
  for (std::size_t i = 0; i < labels.size(); ++i) of_label[labels[i]] = words[i];
  LabelWords found{variable.name, variable.units, variable.long_name, {}};
  for (const std::string& label : labels_of(dimension)) found.words.push_back(of_label[label]);
  return found;
}

// The group itself where it has such words, else the first that has.
const Group* group_with(const ResultStream& result, const Group& own, const std::string& name,
                        const std::string& dimension) {
  const auto has = [&](const Group& group) {
    const Variable* variable = group.variable(name);
    return variable && are_words_along(*variable, dimension);
  };
  if (has(own)) return &own;
  const auto& all = result.outline().groups;
  const auto found = std::ranges::find_if(all, has);
  return found == all.end() ? nullptr : &*found;
}

bool has_cells_of_several_units(const Table& table) {
  return std::ranges::any_of(table.variables, [](const Variable* variable) {
    return variable->units.starts_with(as_in_unit);
  });
}

bool has_column(const Table& table, const std::string& name) {
  const auto named = [&](const auto* column) { return column->name == name; };
  return std::ranges::any_of(table.variables, named) ||
         std::ranges::any_of(table.dimensions, named);
}

std::vector<LabelWords> words_of(const ResultStream& result, const Table& table,
                                 const Dimension& dimension) {
  std::vector<LabelWords> all;
  const auto add = [&](const std::string& name, const Group* from) {
    if (from && !has_column(table, name))
      all.push_back(words_from(result, *from, *from->variable(name), dimension));
    return from != nullptr;
  };
  const auto add_name = [&](const std::string& ending) {
    const std::string name = dimension.name + ending;
    return add(name, group_with(result, *table.group, name, dimension.name));
  };
  add_name("_name");
  if (!add_name("_name_zh")) add_name("_zh");
  const Variable* unit = table.group->variable("unit");
  if (unit && are_words_along(*unit, dimension.name) && has_cells_of_several_units(table))
    add("unit", table.group);
  return all;
}

std::string name_of(const Group& group, const Texts& dimensions) {
  if (dimensions == group.variables.front().dimensions) return group.name;
  if (dimensions.empty()) return group.name + "_single";
  return fmt::format("{}_by_{}", group.name, fmt::join(dimensions, "_"));
}

std::vector<Table> tables_of_group(const Group& group) {
  std::vector<Table> tables;
  for (const Variable& variable : group.variables) {
    const std::string name = name_of(group, variable.dimensions);
    auto table = std::ranges::find(tables, name, &Table::name);
    if (table == tables.end()) {
      Table begun{name, &group, {}, {}, {}};
      for (const std::string& along : variable.dimensions)
        begun.dimensions.push_back(group.dimension(along));
      table = tables.insert(tables.end(), std::move(begun));
    }
    table->variables.push_back(&variable);
  }
  return tables;
}

}  // namespace

std::vector<std::uint64_t> Table::shape() const {
  std::vector<std::uint64_t> shape;
  for (const Dimension* dimension : dimensions) shape.push_back(dimension->size());
  return shape;
}

std::uint64_t Table::rows() const {
  const auto lengths = shape();
  return std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{1}, std::multiplies<>());
}

std::vector<Table> tables_of(const ResultStream& result) {
  std::vector<Table> tables;
  std::set<std::string> taken = {"columns"};  // the list of all columns
  for (const Group& group : result.outline().groups)
    for (Table& table : tables_of_group(group)) {
      while (!taken.insert(table.name).second) table.name += "_table";
      for (const Dimension* dimension : table.dimensions)
        table.words.push_back(words_of(result, table, *dimension));
      tables.push_back(std::move(table));
    }
  return tables;
}

}  // namespace agglomera::output
