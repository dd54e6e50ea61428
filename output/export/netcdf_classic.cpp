#include "output/export/netcdf_classic.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace agglomera::output {
namespace {

constexpr std::uint32_t dimension_tag = 10, variable_tag = 11, attribute_tag = 12;
// A version-2 file has no room for the size of a larger array.
constexpr std::uint64_t largest_array = 0xFFFFFFFCu;

std::uint64_t width_of(NetcdfType type) {
  switch (type) {
    case NetcdfType::text:
      return 1;
    case NetcdfType::int32:
      return 4;
    case NetcdfType::real:
    case NetcdfType::int64:
      return 8;
  }
  return 1;
}

// Counts are of 32 bits in version 2, of 64 bits in version 5.
class HeaderWriter {
 public:
  HeaderWriter(const NetcdfHeader& header, bool large) : header_(header), large_(large) {}

  std::string written(std::uint64_t first_array) {
    bytes_ = large_ ? "CDF\x05" : "CDF\x02";
    count(0);  // records: none, all dimensions are of fixed length
    list(dimension_tag, header_.dimensions.size());
    for (const NetcdfDimension& dimension : header_.dimensions) {
      text(dimension.name);
      count(dimension.length);
    }
    attributes(header_.attributes, false);
    list(variable_tag, header_.arrays.size());
    std::uint64_t begin = first_array;
    for (const NetcdfArray& array : header_.arrays) begin = variable(array, begin);
    return std::move(bytes_);
  }

 private:
  void count(std::uint64_t number) { append_big_endian(bytes_, number, large_ ? 8 : 4); }
  void word(std::uint32_t number) { append_big_endian(bytes_, number, 4); }

  void list(std::uint32_t tag, std::uint64_t length) {
    word(length == 0 ? 0 : tag);
    count(length);
  }

  void text(const std::string& letters) {
    count(letters.size());
    bytes_ += letters;
    bytes_.append(padding_after(letters.size()), '\0');
  }

  void attributes(const std::vector<std::pair<std::string, std::string>>& all, bool has_missing) {
    list(attribute_tag, all.size() + (has_missing ? 1 : 0));
    for (const auto& [name, value] : all) {
      text(name);
      word(static_cast<std::uint32_t>(NetcdfType::text));
      text(value);
    }
    if (!has_missing) return;
    text("_FillValue");
    word(static_cast<std::uint32_t>(NetcdfType::real));
    count(1);
    append_big_endian(bytes_, std::numeric_limits<double>::quiet_NaN());
  }

  // Returns where the next array begins.
  std::uint64_t variable(const NetcdfArray& array, std::uint64_t begin) {
    text(array.name);
    count(array.dimensions.size());
    for (const std::uint32_t dimension : array.dimensions) count(dimension);
    attributes(array.attributes, array.has_missing);
    word(static_cast<std::uint32_t>(array.type));
    std::uint64_t size = header_.cells(array) * width_of(array.type);
    size += padding_after(size);
    count(size);
    append_big_endian(bytes_, begin, 8);
    return begin + size;
  }

  const NetcdfHeader& header_;
  bool large_;
  std::string bytes_;
};

}  // namespace

void append_big_endian(std::string& bytes, std::uint64_t number, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift & 0xFF);
}

void append_big_endian(std::string& bytes, double number) {
  append_big_endian(bytes, std::bit_cast<std::uint64_t>(number), 8);
}

std::uint64_t padding_after(std::uint64_t bytes) { return (4 - bytes % 4) % 4; }

std::uint64_t NetcdfHeader::cells(const NetcdfArray& array) const {
  std::uint64_t cells = 1;
  for (const std::uint32_t dimension : array.dimensions) cells *= dimensions[dimension].length;
  return cells;
}

std::string NetcdfHeader::bytes() const {
  const bool large = std::ranges::any_of(arrays, [&](const NetcdfArray& array) {
    return array.type == NetcdfType::int64 || cells(array) > largest_array / width_of(array.type);
  });
  HeaderWriter writer(*this, large);
  const std::uint64_t length = writer.written(0).size();  // the same for any place of the arrays
  return writer.written(length);
}

}  // namespace agglomera::output
