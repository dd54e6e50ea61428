// What someone who finds the folder needs to know.
#include <fmt/format.h>

#include "output/export/export.hpp"
#include "output/store/schema.hpp"

namespace agglomera::output {
namespace {

std::string meaning_of(const FileRule& rule, const std::string& group) {
  const GroupRule* known = group_rule(rule, group);
  return known ? known->meaning : "not of agglomera's format";
}

}  // namespace

std::string attribute_text(const ResultFile& outline, const std::string& name) {
  const Attribute* attribute = outline.attribute(name);
  if (!attribute) return "";
  if (const auto* text = std::get_if<std::string>(&attribute->value)) return *text;
  const auto* whole = std::get_if<std::int64_t>(&attribute->value);
  return whole ? std::to_string(*whole) : "";
}

std::string readme_text(const ResultFile& outline, const std::vector<ExportedFile>& files,
                        const std::string& how) {
  const FileRule& rule = *file_rule(outline.filetype);
  std::string text =
      fmt::format("Exported by agglomera from a {} file: {}\n\n", outline.filetype, rule.meaning);
  for (const AttributeRule& attribute : attribute_rules())
    text += fmt::format("{:<18} {}\n", attribute.name, attribute_text(outline, attribute.name));
  text += "\nThe texts of the input files stay in the result file.\n\n" + how + "\n";
  for (const ExportedFile& file : files)
    text += fmt::format("{}: {}\n", file.name, meaning_of(rule, file.group));
  return text;
}

}  // namespace agglomera::output
