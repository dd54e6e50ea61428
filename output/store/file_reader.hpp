// An open HDF5 file as a result: whatever of it has a counterpart in one; the rest is passed over.
//
// Read whole, or as an outline: without the inputs and the values of the variables, which are left empty.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/store/hdf5.hpp"
#include "output/store/result_file.hpp"
#include "output/store/schema.hpp"

namespace agglomera::output {

class FileReader {
 public:
  // `bytes`: of the whole file; no array is believed to hold more than they can. Keeps no hold of `file`.
  FileReader(hid_t file, std::size_t bytes, Extent extent)
      : file_(file), bytes_(bytes), extent_(extent) {}

  // Throws hdf5::Failure when the file is damaged.
  ResultFile result() const;

 private:
  std::optional<Attribute> read_attribute(hid_t object, const std::string& name) const;
  std::string read_text(hid_t object, const std::string& name) const;
  std::optional<decltype(Variable::values)> read_values(hid_t dataset, Extent extent) const;
  Group read_group(hid_t object, const std::string& name) const;

  hid_t file_;
  std::size_t bytes_;
  Extent extent_;
};

// Whether the first bytes of a file are those of an HDF5 file.
bool starts_like_hdf5(std::string_view bytes);

// Ample to read a file whole: it takes a hundredth of it.
unsigned trial_seconds(std::size_t file_bytes);

[[noreturn]] void complain(const std::filesystem::path& place, std::string message,
                           std::string suggestion = "");

// Throws sim::InputError when what was read is of another kind than `filetype` (empty: any), of another
// major version or not as its schema says. Takes format_version off the attributes: the writer sets it anew.
void check_is_ours(const std::filesystem::path& place, const std::string& filetype, Extent extent,
                   ResultFile& result);

}  // namespace agglomera::output
