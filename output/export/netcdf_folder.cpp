// Groups as netCDF files.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>

#include "output/export/export.hpp"
#include "output/export/netcdf_classic.hpp"
#include "output/store/schema.hpp"

namespace agglomera::output {
namespace {

using Values = decltype(Variable::values);
using Texts = std::vector<std::string>;
using Wholes = std::vector<std::int64_t>;

constexpr std::uint64_t bytes_at_once = 512 * 1024;

constexpr const char* how_to_read =
    "Each group of the result is a netCDF file in the classic format (64-bit offsets), without "
    "groups in\n"
    "it. Texts are UTF-8 characters along a dimension text_N, filled up with zero bytes. Missing "
    "values\n"
    "are NaN (_FillValue). The result file itself is netCDF-4: whoever reads groups can open it as "
    "it is.\n"
    "\n"
    "R       library(ncdf4); file <- nc_open(\"GROUP.nc\"); ncvar_get(file, \"VARIABLE\")\n"
    "Python  xarray.open_dataset(\"GROUP.nc\")\n"
    "MATLAB  ncread(\"GROUP.nc\", \"VARIABLE\")\n";

// An array of the file and where its cells come from: labels in memory or a variable of the stream.
struct Source {
  const Dimension* labels = nullptr;
  const Variable* variable = nullptr;
  std::uint64_t text_width = 0;
};

std::uint64_t longest(const Texts& texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, text.size());
  return width;
}

bool fits_32_bits(const Wholes& numbers) {
  return std::ranges::all_of(numbers, [](std::int64_t number) {
    return number >= std::numeric_limits<std::int32_t>::min() &&
           number <= std::numeric_limits<std::int32_t>::max();
  });
}

// What an array needs that only its cells tell.
struct Need {
  NetcdfType type = NetcdfType::real;
  std::uint64_t text_width = 0;

  void see(const std::vector<double>&) {}
  void see(const std::vector<std::int32_t>&) { type = NetcdfType::int32; }
  void see(const Wholes& numbers) {
    if (type != NetcdfType::int64)
      type = fits_32_bits(numbers) ? NetcdfType::int32 : NetcdfType::int64;
  }
  void see(const Texts& texts) {
    type = NetcdfType::text;
    text_width = std::max({text_width, longest(texts), std::uint64_t{1}});
  }
};

class GroupFile {
 public:
  GroupFile(const ResultStream& result, const Group& group) : result_(result), group_(group) {
    describe_origin();
    for (const Dimension& dimension : group.dimensions)
      if (dimension.size() > 0) add_dimension(dimension);
    for (const Variable& variable : group.variables)
      if (std::ranges::count(shape_of(group, variable), 0u) == 0) add_variable(variable);
  }

  std::uint64_t cells() const {
    std::uint64_t all = 0;
    for (const NetcdfArray& array : header_.arrays) all += header_.cells(array);
    return all;
  }

  ExportedFile exported() const {
    ExportedFile file{group_.name + ".nc", group_.name, cells(), {}};
    for (const NetcdfArray& array : header_.arrays) file.columns.push_back(array.name);
    return file;
  }

  // `wrote` is told of every piece with its number of cells.
  template <typename Wrote>
  void write(WholeFolder& folder, Wrote wrote) const {
    std::ofstream file(folder.inside() / (group_.name + ".nc"), std::ios::binary);
    const auto put = [&](const std::string& bytes) {
      file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      if (!file) folder.refuse("can't be written (no permission, or the disk is full)");
    };
    put(header_.bytes());
    for (std::size_t i = 0; i < header_.arrays.size(); ++i) {
      std::uint64_t bytes = 0;
      for_each_piece(sources_[i], [&](const Values& values) {
        const std::string piece = as_bytes(values, header_.arrays[i].type, sources_[i].text_width);
        put(piece);
        bytes += piece.size();
        wrote(std::visit([](const auto& all) { return all.size(); }, values));
      });
      put(std::string(padding_after(bytes), '\0'));
    }
    file.close();
    if (!file) folder.refuse("can't be written (no permission, or the disk is full)");
  }

 private:
  void describe_origin() {
    const ResultFile& outline = result_.outline();
    const GroupRule* rule = group_rule(*file_rule(outline.filetype), group_.name);
    header_.attributes = {{"title", rule ? rule->meaning : group_.name},
                          {"filetype", outline.filetype},
                          {"group", group_.name}};
    for (const AttributeRule& attribute : attribute_rules())
      header_.attributes.emplace_back(attribute.name, attribute_text(outline, attribute.name));
  }

  void add_dimension(const Dimension& dimension) {
    header_.dimensions.push_back({dimension.name, dimension.size()});
    add({&dimension, nullptr}, dimension.name, {dimension.name}, dimension.units,
        dimension.long_name);
  }

  void add_variable(const Variable& variable) {
    add({nullptr, &variable}, variable.name, variable.dimensions, variable.units,
        variable.long_name);
  }

  void add(Source source, const std::string& name, const Texts& dimensions,
           const std::string& units, const std::string& long_name) {
    Need need;
    const bool known = source.variable &&
                       (std::holds_alternative<std::vector<double>>(source.variable->values) ||
                        std::holds_alternative<std::vector<std::int32_t>>(source.variable->values));
    if (known)
      std::visit([&](const auto& none) { need.see(none); }, source.variable->values);
    else
      for_each_piece(source, [&](const Values& values) {
        std::visit([&](const auto& cells) { need.see(cells); }, values);
      });
    source.text_width = need.text_width;
    NetcdfArray array{name,
                      need.type,
                      {},
                      {{"units", units}, {"long_name", long_name}},
                      need.type == NetcdfType::real};
    for (const std::string& along : dimensions) array.dimensions.push_back(place_of(along));
    if (need.type == NetcdfType::text) {
      array.dimensions.push_back(place_of_text(need.text_width));
      array.attributes.emplace_back("_Encoding", "utf-8");
    }
    header_.arrays.push_back(std::move(array));
    sources_.push_back(source);
  }

  std::uint32_t place_of(const std::string& name) const {
    const auto found = std::ranges::find(header_.dimensions, name, &NetcdfDimension::name);
    return static_cast<std::uint32_t>(found - header_.dimensions.begin());
  }

  std::uint32_t place_of_text(std::uint64_t width) {
    const std::string name = fmt::format("text_{}", width);
    const std::uint32_t place = place_of(name);
    if (place == header_.dimensions.size()) header_.dimensions.push_back({name, width});
    return place;
  }

  template <typename Act>
  void for_each_piece(const Source& source, Act act) const {
    if (source.labels)
      std::visit([&](const auto& labels) { act(Values(labels)); }, source.labels->labels);
    else
      for_each_slab(shape_of(group_, *source.variable),
                    bytes_at_once / std::max<std::uint64_t>(source.text_width, 8),
                    [&](const Slab& slab) { act(result_.read(group_, *source.variable, slab)); });
  }

  static std::string as_bytes(const Values& values, NetcdfType type, std::uint64_t text_width) {
    std::string bytes;
    if (const auto* reals = std::get_if<std::vector<double>>(&values))
      for (const double number : *reals) append_big_endian(bytes, number);
    if (const auto* counts = std::get_if<std::vector<std::int32_t>>(&values))
      for (const std::int32_t number : *counts)
        append_big_endian(bytes, static_cast<std::uint32_t>(number), 4);
    if (const auto* wholes = std::get_if<Wholes>(&values))
      for (const std::int64_t number : *wholes)
        append_big_endian(bytes, static_cast<std::uint64_t>(number),
                          type == NetcdfType::int64 ? 8 : 4);
    if (const auto* texts = std::get_if<Texts>(&values))
      for (const std::string& text : *texts)
        bytes += text + std::string(text_width - text.size(), '\0');
    return bytes;
  }

  const ResultStream& result_;
  const Group& group_;
  NetcdfHeader header_;
  std::vector<Source> sources_;
};

}  // namespace

std::vector<ExportedFile> export_netcdf(const ResultStream& result, WholeFolder& folder,
                                        const ExportProgress& progress) {
  std::vector<GroupFile> groups;
  for (const Group& group : result.outline().groups) groups.emplace_back(result, group);
  std::uint64_t done = 0, of = 0;
  for (const GroupFile& group : groups) of += group.cells();
  std::vector<ExportedFile> files;
  for (const GroupFile& group : groups) {
    group.write(folder, [&](std::uint64_t cells) { progress(done += cells, of); });
    files.push_back(group.exported());
  }
  folder.write("README.txt", readme_text(result.outline(), files, how_to_read));
  return files;
}

}  // namespace agglomera::output
