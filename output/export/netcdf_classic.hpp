// The classic file format of netCDF (Rew and Davis 1990; "NetCDF Classic Format Specification", Unidata):
// a header and after it the arrays, each whole, in big-endian numbers.
//
// Version 2 (64-bit offsets), which every reader knows; version 5 (64-bit data) only where an array or a
// number is too large for it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace agglomera::output {

enum class NetcdfType : std::uint32_t { text = 2, int32 = 4, real = 6, int64 = 10 };

struct NetcdfDimension {
  std::string name;
  std::uint64_t length;  // at least 1
};

struct NetcdfArray {
  std::string name;
  NetcdfType type;
  std::vector<std::uint32_t> dimensions;  // by place in the header
  std::vector<std::pair<std::string, std::string>> attributes;
  bool has_missing = false;  // _FillValue = NaN
};

struct NetcdfHeader {
  std::vector<NetcdfDimension> dimensions;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<NetcdfArray> arrays;  // their cells follow in this order

  std::uint64_t cells(const NetcdfArray& array) const;
  std::string bytes() const;
};

// As they lie in the file.
void append_big_endian(std::string& bytes, std::uint64_t number, int width);
void append_big_endian(std::string& bytes, double number);

// Every array begins at a multiple of four.
std::uint64_t padding_after(std::uint64_t bytes);

}  // namespace agglomera::output
