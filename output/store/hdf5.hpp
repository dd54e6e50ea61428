// The HDF5 C library with handles that close themselves and failures that are exceptions.
//
// The only place that includes hdf5.h. Files are made and read as images in memory (HDF5's "core"
// driver): the library never sees the disk, so that a full disk, a lock or a cut connection meets
// plain system calls and not a half-closed HDF5 file. Only what may be larger than memory is read in place.
// The library is not used from two threads.
//
// For netCDF-4 to read them, files have format versions up to HDF5 1.8, and every link and
// attribute its creation order, tracked and indexed. No object has a time, so that equal calls in
// the same order give equal bytes.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace agglomera::output::hdf5 {

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An open object of the library. Move-only; throws Failure when the library gave none.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle(hid_t id, Close close, std::string_view doing);
  Handle(Handle&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = -1; }
  Handle& operator=(Handle&&) = delete;
  ~Handle();
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  Close close_;
};

// Throws Failure("<doing> failed") when the library reports one.
void check(herr_t status, std::string_view doing);

// Files as images.
Handle create_file();
std::string image_of(hid_t file);
Handle open_image(std::string_view image);

// A file in place, for reading piece by piece; without a lock.
Handle open_place(const std::filesystem::path& place);

// Making objects: compressed in chunks of at most 1 MiB when the array is larger than 64 KiB.
Handle create_group(hid_t parent, const std::string& name);
Handle create_dataset(hid_t group, const std::string& name, hid_t type,
                      std::span<const hsize_t> shape, const double* fill = nullptr);
Handle text_type();  // variable length, UTF-8
void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space,
                     const void* data);
void write_text(hid_t object, const std::string& name, const std::string& text);
void write_texts(hid_t dataset, std::span<const std::string> texts);

// Dimension scales (HDF5 Dimension Scale Specification, 2005). The attributes are written here and
// not by H5DSattach_scale, which rewrites the list of references once per variable and leaves
// whatever was in memory in its padding.
void mark_as_scale(hid_t dataset, const std::string& name);
bool is_scale(hid_t dataset);
struct Reference {  // one use of a scale; laid out as the specification's compound
  hobj_ref_t dataset = 0;
  std::int32_t axis = 0;
  std::int32_t padding = 0;
};
hobj_ref_t reference_to(hid_t group, const std::string& name);
void write_dimension_list(hid_t dataset, std::span<const hobj_ref_t> scales);
void write_reference_list(hid_t scale, std::span<const Reference> uses);
std::vector<std::string> dimension_names(hid_t dataset);  // from its scales; empty: a scalar

// Reading. Names are in order of creation, or of the alphabet where none was kept.
std::vector<std::string> link_names(hid_t group);
std::vector<std::string> attribute_names(hid_t object);
std::vector<hsize_t> shape_of(hid_t space);
std::vector<std::string> read_texts(hid_t object, hid_t type, std::size_t count, bool attribute,
                                    hid_t in_memory = H5S_ALL, hid_t in_file = H5S_ALL);

}  // namespace agglomera::output::hdf5
