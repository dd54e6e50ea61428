#include "scenarios/cli/json_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/study/keys.hpp"

namespace agglomera::cli {
namespace {

using nlohmann::ordered_json;
using scenarios::Key;
using scenarios::KeyCase;
using scenarios::KeyKind;
using scenarios::KeyTable;
using scenarios::Names;
using scenarios::Need;

ordered_json reference(const std::string& table) { return {{"$ref", "#/definitions/" + table}}; }

std::string described(const Key& key) {
  std::string text = key.text;
  const std::string unit = key.unit.empty() || key.unit == "1" ? "" : " " + key.unit;
  if (key.kind == KeyKind::number || key.kind == KeyKind::numbers)
    text += fmt::format("; {} to {}{}", key.range.low, key.range.high, unit);
  if (key.kind == KeyKind::whole) text += fmt::format("; {} to {}", key.low, key.high);
  return text;
}

ordered_json array_of(ordered_json items, const Key& key) {
  ordered_json array = {{"type", "array"}, {"items", std::move(items)}};
  if (key.least > 0) array["minItems"] = key.least;
  if (key.most < std::numeric_limits<std::size_t>::max()) array["maxItems"] = key.most;
  if (key.distinct) array["uniqueItems"] = true;
  return array;
}

ordered_json number_in(const Key& key) {
  return {{"type", "number"}, {"minimum", key.range.low}, {"maximum", key.range.high}};
}

ordered_json type_of(const Key& key) {
  ordered_json word = {{"type", "string"}};
  if (!key.known.empty()) word["enum"] = key.known;
  switch (key.kind) {
    case KeyKind::word:
      if (key.known.empty())
        word["pattern"] = "^[^\\u0000-\\u001f\\u007f]+$";  // no control characters
      return word;
    case KeyKind::words:
      return array_of(std::move(word), key);
    case KeyKind::lists:
      return array_of({{"type", "array"}, {"items", std::move(word)}, {"minItems", 1}}, key);
    case KeyKind::whole: {
      ordered_json whole = {{"type", "integer"}, {"minimum", key.low}, {"maximum", key.high}};
      if (key.multiple_of > 1) whole["multipleOf"] = key.multiple_of;
      return whole;
    }
    case KeyKind::number:
      return number_in(key);
    case KeyKind::numbers:
      return array_of(number_in(key), key);
    case KeyKind::truth:
      return {{"type", "boolean"}};
    case KeyKind::table:
      return {{"allOf", ordered_json::array({reference(key.table)})}};
    case KeyKind::tables:
      return array_of(reference(key.table), key);
  }
  return {};
}

// Rows of one name are alternatives.
ordered_json property_of(const std::string& name, const std::vector<Key>& rows) {
  ordered_json forms = ordered_json::array();
  std::string text;
  for (const Key& row : rows)
    if (row.name == name) {
      forms.push_back(type_of(row));
      if (text.empty()) text = described(row);
    }
  ordered_json property = forms.size() == 1 ? forms.front() : ordered_json{{"anyOf", forms}};
  property["description"] = text;
  return property;
}

void add_properties(const std::vector<Key>& rows, ordered_json& object) {
  std::set<std::string> needed;
  for (const Key& row : rows) {
    if (!object["properties"].contains(row.name))
      object["properties"][row.name] = property_of(row.name, rows);
    if (row.need == Need::required && needed.insert(row.name).second)
      object["required"].push_back(row.name);
  }
}

ordered_json has(const std::string& name) { return {{"required", {name}}}; }

ordered_json any_of(const Names& names) {
  ordered_json all = ordered_json::array();
  for (const std::string& name : names) all.push_back(has(name));
  return all;
}

// `path`: a key, or a key of a table: "design.kind".
ordered_json is_one_of(const std::string& path, const Names& words) {
  const std::size_t dot = path.find('.');
  if (dot != std::string::npos) {
    const std::string outer = path.substr(0, dot);
    return {{"properties", {{outer, is_one_of(path.substr(dot + 1), words)}}},
            {"required", {outer}}};
  }
  return {{"properties", {{path, {{"enum", words}}}}}, {"required", {path}}};
}

ordered_json condition_of(const KeyCase& one) {
  ordered_json condition;
  switch (one.when) {
    case KeyCase::When::there:
      condition = has(one.key);
      break;
    case KeyCase::When::absent:
      condition = {{"not", has(one.key)}};
      break;
    case KeyCase::When::one_of:
      condition = is_one_of(one.key, one.words);
  }
  if (!one.besides.empty()) condition["anyOf"] = any_of(one.besides);
  return condition;
}

void add_choices(const std::vector<Names>& any, const std::vector<Names>& never_two,
                 ordered_json& all) {
  for (const Names& names : any) all.push_back({{"anyOf", any_of(names)}});
  for (const Names& names : never_two) all.push_back({{"not", {{"required", names}}}});
}

// A key of cases alone is there in one of them, or not at all.
ordered_json only_in_its_cases(const std::string& name, const std::vector<KeyCase>& cases) {
  ordered_json conditions = ordered_json::array();
  std::map<std::string, Names> words;
  for (const KeyCase& one : cases) {
    if (std::ranges::find(one.keys, name, &Key::name) == one.keys.end()) continue;
    if (one.when == KeyCase::When::one_of && one.besides.empty())
      words[one.key].insert(words[one.key].end(), one.words.begin(), one.words.end());
    else if (one.key != name)
      conditions.push_back(condition_of(one));
    else
      return nullptr;  // it is itself what makes the case
  }
  for (const auto& [key, of] : words) conditions.push_back(is_one_of(key, of));
  return {{"if", has(name)}, {"then", {{"anyOf", conditions}}}};
}

ordered_json object_of(const KeyTable& table) {
  ordered_json object = {
      {"type", "object"}, {"title", table.noun}, {"properties", ordered_json::object()}};
  add_properties(table.keys, object);
  ordered_json all = ordered_json::array();
  std::vector<std::string> of_cases;
  for (const KeyCase& one : table.cases) {
    ordered_json then = {{"properties", ordered_json::object()}};
    add_properties(one.keys, then);
    ordered_json choices = ordered_json::array();
    add_choices(one.any, one.never_two, choices);
    if (!choices.empty()) then["allOf"] = choices;
    all.push_back({{"if", condition_of(one)}, {"then", then}});
    for (const Key& key : one.keys)
      if (!object["properties"].contains(key.name)) {
        object["properties"][key.name] = {{"description", key.text}};
        of_cases.push_back(key.name);
      }
  }
  for (const std::string& name : of_cases)
    if (ordered_json rule = only_in_its_cases(name, table.cases); !rule.is_null())
      all.push_back(rule);
  for (const Names& names : table.just_one) all.push_back({{"oneOf", any_of(names)}});
  add_choices(table.any, table.never_two, all);
  if (!all.empty()) object["allOf"] = all;
  object["additionalProperties"] = false;
  return object;
}

void define(const std::string& id, ordered_json& definitions) {
  if (definitions.contains(id)) return;
  const KeyTable& table = scenarios::key_table(id);
  definitions[id] = object_of(table);
  const auto go_on = [&](const std::vector<Key>& keys) {
    for (const Key& key : keys)
      if (!key.table.empty()) define(key.table, definitions);
  };
  go_on(table.keys);
  for (const KeyCase& one : table.cases) go_on(one.keys);
}

// What a file is, by the keys that only one kind has.
ordered_json any_file(ordered_json& definitions) {
  ordered_json all = ordered_json::array();
  for (const std::string& kind : scenarios::file_kinds()) {
    define(kind, definitions);
    const ordered_json condition = kind == "study"      ? ordered_json{{"required", {"tables"}}}
                                   : kind == "scenario" ? ordered_json{{"required", {"study"}}}
                                                        : is_one_of("experiment", {kind});
    all.push_back({{"if", condition}, {"then", reference(kind)}});
  }
  Names experiments(scenarios::file_kinds().begin() + 2, scenarios::file_kinds().end());
  all.push_back({{"anyOf", {has("tables"), has("study"), is_one_of("experiment", experiments)}}});
  return {{"title", "a TOML file of agglomera"}, {"type", "object"}, {"allOf", all}};
}

}  // namespace

ordered_json json_schema(const std::string& kind) {
  ordered_json definitions = ordered_json::object();
  ordered_json body;
  if (kind.empty()) {
    body = any_file(definitions);
  } else {
    define(kind, definitions);
    body = definitions[kind];
  }
  ordered_json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}};
  schema.update(body);
  definitions.erase(kind);
  schema["definitions"] = definitions;
  return schema;
}

}  // namespace agglomera::cli
