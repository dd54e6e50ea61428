// FORMAT.md from the table of the schema.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

#include "output/store/schema.hpp"

namespace agglomera::output {
namespace {

constexpr const char* kind_names[] = {"double", "int32", "int64", "text"};

constexpr const char* opening = R"(# The files of Agglomera

This page is printed from the one table in `output/store/schema.cpp`; change that, not this.

Every file is HDF5 that is also netCDF-4: `xarray.open_dataset(path, group="series")`, h5py, rhdf5, MATLAB and
`ncdump` read it with names.

- Every group has its own dimension scales, one per dimension, with the labels as values (city ids, years).
- Every array has the attributes `units` and `long_name`; NaN (`_FillValue`) is missing in doubles.
- Units "as in unit" mean that the text variable `unit` beside the array names the unit of each entry.
- Texts are UTF-8 of variable length. Numbers are little-endian; arrays above 64 KiB are chunked, shuffled and
  deflated.
- Objects carry no times and are written in one order: equal results are equal bytes.
- After the end of the HDF5 content stand 16 bytes that HDF5 readers do not look at: `AGGSEAL1` and the 64-bit FNV-1a
  hash of all bytes before, little-endian. Agglomera refuses a file whose hash does not match; a file without this
  seal (changed by another tool) is read without that check.
- A reader accepts any minor version of its major version: minor versions only add.

)";

class Page {
 public:
  template <typename... Parts>
  void line(fmt::format_string<Parts...> form, Parts&&... parts) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Parts>(parts)...);
    text_ += '\n';
  }
  std::string text_;
};

const char* name_of(ValueKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

void print_attributes(Page& page) {
  page.line("## Root attributes of every file\n");
  page.line("| name | type | meaning |\n|---|---|---|");
  page.line("| `filetype` | text | kind of file: a heading below |");
  page.line("| `format_version` | int64 [2] | major and minor version of the format |");
  for (const AttributeRule& rule : attribute_rules())
    page.line("| `{}` | {} | {} |", rule.name, rule.type == "whole" ? "int64" : rule.type,
              rule.meaning);
  page.line("");
}

void print_dimensions(Page& page) {
  page.line("## Dimensions\n");
  page.line("| name | labels | units | meaning |\n|---|---|---|---|");
  for (const DimensionRule& rule : dimension_rules())
    page.line("| `{}` | {} | {} | {} |", rule.name, name_of(rule.labels), rule.units,
              rule.long_name);
  page.line("");
}

void print_inputs(Page& page) {
  page.line("## `/inputs` of every file\n");
  page.line("The whole text of every file the result was made from.\n");
  page.line("| variable | type | dimensions | units | meaning |\n|---|---|---|---|---|");
  page.line("| `path` | text | [input] | 1 | path as the study or scenario names it |");
  page.line("| `text` | text | [input] | 1 | whole text of the file |\n");
}

void print_file(Page& page, const FileRule& file) {
  page.line("## `{}`, version {}.{}\n", file.filetype, file.major, file.minor);
  page.line("Holds {}.\n", file.meaning);
  for (const GroupRule& group : file.groups) {
    page.line("### `/{}`{}\n", group.name, group.required ? "" : " (optional)");
    page.line("Holds {}.\n", group.meaning);
    page.line("| variable | type | dimensions | units | meaning |\n|---|---|---|---|---|");
    for (const VariableRule& rule : group.variables)
      page.line("| `{}`{} | {} | [{}] | {} | {} |", rule.name, rule.required ? "" : " (optional)",
                name_of(rule.kind), fmt::join(rule.dimensions, ", "), rule.units, rule.long_name);
    page.line("");
  }
}

}  // namespace

std::string format_schema() {
  Page page{opening};
  print_attributes(page);
  print_dimensions(page);
  print_inputs(page);
  for (const FileRule& file : file_rules()) print_file(page, file);
  page.text_.pop_back();  // no empty line at the end
  return page.text_;
}

}  // namespace agglomera::output
