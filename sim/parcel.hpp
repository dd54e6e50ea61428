// Values as bytes, on their way to another rank or into a file that the same program reads again: plain
// values, and vectors and strings of them to any depth, each vector after its size. One function names
// the values in one order; a Packer reads them, an Unpacker writes them.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/ranks.hpp"

namespace agglomera::sim {

template <typename Value>
concept Plain = std::is_trivially_copyable_v<Value>;

class Packer {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (pack(values), ...);
  }
  // Without their number: the reader knows it.
  template <Plain Value>
  void numbers(std::span<Value> values) {
    if (values.empty()) return;
    const std::size_t before = bytes_.size();
    bytes_.resize(before + values.size_bytes());
    std::memcpy(bytes_.data() + before, values.data(), values.size_bytes());
  }
  Bytes take() { return std::move(bytes_); }

 private:
  template <Plain Value>
  void pack(const Value& value) {
    numbers(std::span<const Value>(&value, 1));
  }
  void pack(const std::string& text) {
    pack(static_cast<std::uint64_t>(text.size()));
    numbers(std::span<const char>(text));
  }
  template <typename Value>
  void pack(const std::vector<Value>& values) {
    pack(static_cast<std::uint64_t>(values.size()));
    if constexpr (Plain<Value>)
      numbers(std::span<const Value>(values));
    else
      for (const Value& value : values) pack(value);
  }

  Bytes bytes_;
};

// Throws std::runtime_error where the bytes end too early.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (unpack(values), ...);
  }
  template <Plain Value>
  void numbers(std::span<Value> values) {
    require(values.size(), sizeof(Value));
    if (!values.empty()) std::memcpy(values.data(), bytes_.data(), values.size_bytes());
    bytes_ = bytes_.subspan(values.size_bytes());
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  template <Plain Value>
  void unpack(Value& value) {
    numbers(std::span<Value>(&value, 1));
  }
  void unpack(std::string& text) {
    text.resize(size(1));
    numbers(std::span<char>(text));
  }
  template <typename Value>
  void unpack(std::vector<Value>& values) {
    values.resize(size(Plain<Value> ? sizeof(Value) : sizeof(std::uint64_t)));
    if constexpr (Plain<Value>)
      numbers(std::span<Value>(values));
    else
      for (Value& value : values) unpack(value);
  }

  std::size_t size(std::size_t bytes_of_one) {
    std::uint64_t size = 0;
    unpack(size);
    require(size, bytes_of_one);
    return static_cast<std::size_t>(size);
  }
  void require(std::uint64_t count, std::size_t bytes_of_one) const {
    if (count > bytes_.size() / bytes_of_one) throw std::runtime_error("a parcel ends too early");
  }

  std::span<const std::byte> bytes_;
};

}  // namespace agglomera::sim
