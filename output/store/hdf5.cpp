#include "output/store/hdf5.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace agglomera::output::hdf5 {
namespace {

constexpr std::size_t compress_above_bytes = 64 * 1024;
constexpr std::size_t chunk_bytes = 1024 * 1024;
constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

// Failures are exceptions here; the library's own account of them would land on stderr.
void silence() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

Handle property_list(hid_t kind) { return {H5Pcreate(kind), H5Pclose, "making a property list"}; }

Handle in_memory() {
  silence();
  Handle access = property_list(H5P_FILE_ACCESS);
  check(H5Pset_fapl_core(access, chunk_bytes, false), "choosing memory as the place of a file");
  check(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18), "choosing a version");
  return access;
}

// Whole trailing dimensions as long as they fit, so that a chunk is a contiguous piece.
std::vector<hsize_t> chunk_shape(std::span<const hsize_t> shape, std::size_t element_bytes) {
  std::vector<hsize_t> chunk(shape.size(), 1);
  hsize_t room = chunk_bytes / element_bytes;
  for (std::size_t axis = shape.size(); axis-- > 0 && room > 0;) {
    chunk[axis] = std::min(shape[axis], room);
    room /= shape[axis];
  }
  return chunk;
}

// Two open files of one name would be taken for the same file.
std::string unused_name() {
  static std::atomic<unsigned> opened = 0;
  return fmt::format("in memory {}", opened++);
}

// Shapes and types that more than one function needs.
Handle scalar_space() { return {H5Screate(H5S_SCALAR), H5Sclose, "making a dataspace"}; }

Handle line_space(hsize_t count) {
  return {H5Screate_simple(1, &count, nullptr), H5Sclose, "making a dataspace"};
}

Handle fixed_text_type(std::size_t bytes) {
  Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "making a text type"};
  check(H5Tset_size(type, bytes), "making a text type");
  return type;
}

Handle reference_sequence_type() {
  return {H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose, "making a type of references"};
}

Handle use_type() {
  Handle type{H5Tcreate(H5T_COMPOUND, sizeof(Reference)), H5Tclose, "making a type"};
  check(H5Tinsert(type, "dataset", HOFFSET(Reference, dataset), H5T_STD_REF_OBJ), "making a type");
  check(H5Tinsert(type, "dimension", HOFFSET(Reference, axis), H5T_NATIVE_INT32), "making a type");
  return type;
}

// Both HDF5's "how long is it" and "give it to me" in one.
template <typename Ask>
std::string text_from(Ask ask) {
  const ssize_t length = ask(nullptr, 0);
  if (length < 0) throw Failure("reading a name failed");
  std::string text(static_cast<std::size_t>(length), '\0');
  if (ask(text.data(), text.size() + 1) < 0) throw Failure("reading a name failed");
  return text;
}

}  // namespace

Handle::Handle(hid_t id, Close close, std::string_view doing) : id_(id), close_(close) {
  if (id < 0) throw Failure(fmt::format("{} failed", doing));
}

Handle::~Handle() {
  if (id_ >= 0) close_(id_);
}

void check(herr_t status, std::string_view doing) {
  if (status < 0) throw Failure(fmt::format("{} failed", doing));
}

Handle create_file() {
  const Handle access = in_memory();
  const Handle creation = property_list(H5P_FILE_CREATE);
  check(H5Pset_link_creation_order(creation, ordered), "asking for order");
  check(H5Pset_attr_creation_order(creation, ordered), "asking for order");
  check(H5Pset_obj_track_times(creation, false), "asking for no times");
  return {H5Fcreate(unused_name().c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose,
          "making a file"};
}

std::string image_of(hid_t file) {
  check(H5Fflush(file, H5F_SCOPE_LOCAL), "finishing the file");
  const ssize_t bytes = H5Fget_file_image(file, nullptr, 0);
  if (bytes < 0) throw Failure("finishing the file failed");
  std::string image(static_cast<std::size_t>(bytes), '\0');
  if (H5Fget_file_image(file, image.data(), image.size()) < 0)
    throw Failure("finishing the file failed");
  return image;
}

Handle open_image(std::string_view image) {
  const Handle access = in_memory();
  // The library copies the image before it reads it.
  check(H5Pset_file_image(access, const_cast<char*>(image.data()), image.size()), "reading");
  return {H5Fopen(unused_name().c_str(), H5F_ACC_RDONLY, access), H5Fclose, "opening the file"};
}

Handle open_place(const std::filesystem::path& place) {
  silence();
  const Handle access = property_list(H5P_FILE_ACCESS);
#if H5_VERSION_GE(1, 10, 7)
  check(H5Pset_file_locking(access, false, true), "asking for no lock");
#endif
  // Twice the largest chunk of our own files.
  check(H5Pset_cache(access, 0, 521, 2 * chunk_bytes, 0.75), "sizing the cache");
  return {H5Fopen(place.c_str(), H5F_ACC_RDONLY, access), H5Fclose, "opening the file"};
}

Handle create_group(hid_t parent, const std::string& name) {
  const Handle creation = property_list(H5P_GROUP_CREATE);
  check(H5Pset_link_creation_order(creation, ordered), "asking for order");
  check(H5Pset_attr_creation_order(creation, ordered), "asking for order");
  check(H5Pset_obj_track_times(creation, false), "asking for no times");
  return {H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose,
          "making group " + name};
}

Handle create_dataset(hid_t group, const std::string& name, hid_t type,
                      std::span<const hsize_t> shape, const double* fill) {
  const Handle creation = property_list(H5P_DATASET_CREATE);
  check(H5Pset_attr_creation_order(creation, ordered), "asking for order");
  check(H5Pset_obj_track_times(creation, false), "asking for no times");
  if (fill) check(H5Pset_fill_value(creation, H5T_NATIVE_DOUBLE, fill), "setting the fill value");

  std::size_t bytes = H5Tget_size(type);
  for (const hsize_t length : shape) bytes *= length;
  if (bytes > compress_above_bytes && H5Tis_variable_str(type) <= 0) {
    const std::vector<hsize_t> chunk = chunk_shape(shape, H5Tget_size(type));
    check(H5Pset_chunk(creation, static_cast<int>(chunk.size()), chunk.data()), "chunking");
    check(H5Pset_shuffle(creation), "asking for compression");
    check(H5Pset_deflate(creation, 1), "asking for compression");
  }
  const Handle space =
      shape.empty()
          ? scalar_space()
          : Handle{H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                   H5Sclose, "making a dataspace"};
  return {H5Dcreate2(group, name.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT),
          H5Dclose, "making dataset " + name};
}

Handle text_type() {
  Handle type = fixed_text_type(H5T_VARIABLE);
  check(H5Tset_cset(type, H5T_CSET_UTF8), "making a text type");
  return type;
}

void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space,
                     const void* data) {
  const Handle attribute{H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose, "making attribute " + name};
  check(H5Awrite(attribute, type, data), "writing attribute " + name);
}

void write_text(hid_t object, const std::string& name, const std::string& text) {
  const char* letters = text.c_str();
  write_attribute(object, name, text_type(), scalar_space(), &letters);
}

void write_texts(hid_t dataset, std::span<const std::string> texts) {
  std::vector<const char*> letters;
  letters.reserve(texts.size());
  for (const std::string& text : texts) letters.push_back(text.c_str());
  if (letters.empty()) return;
  check(H5Dwrite(dataset, text_type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, letters.data()),
        "writing texts");
}

void mark_as_scale(hid_t dataset, const std::string& name) {
  // Fixed length and ASCII, as the specification and netCDF-4 want just these two.
  const std::string kind = "DIMENSION_SCALE";
  write_attribute(dataset, "CLASS", fixed_text_type(kind.size() + 1), scalar_space(), kind.c_str());
  write_attribute(dataset, "NAME", fixed_text_type(name.size() + 1), scalar_space(), name.c_str());
}

bool is_scale(hid_t dataset) { return H5Aexists(dataset, "CLASS") > 0; }

hobj_ref_t reference_to(hid_t group, const std::string& name) {
  hobj_ref_t reference = 0;
  check(H5Rcreate(&reference, group, name.c_str(), H5R_OBJECT, -1), "referring to " + name);
  return reference;
}

void write_dimension_list(hid_t dataset, std::span<const hobj_ref_t> scales) {
  std::vector<hvl_t> one_each;
  for (const hobj_ref_t& scale : scales) one_each.push_back({1, const_cast<hobj_ref_t*>(&scale)});
  write_attribute(dataset, "DIMENSION_LIST", reference_sequence_type(), line_space(scales.size()),
                  one_each.data());
}

void write_reference_list(hid_t scale, std::span<const Reference> uses) {
  write_attribute(scale, "REFERENCE_LIST", use_type(), line_space(uses.size()), uses.data());
}

std::vector<std::string> dimension_names(hid_t dataset) {
  if (H5Aexists(dataset, "DIMENSION_LIST") <= 0) return {};
  const Handle list{H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT), H5Aclose, "reading scales"};
  const Handle space{H5Aget_space(list), H5Sclose, "reading scales"};
  const Handle type = reference_sequence_type();
  const std::vector<hsize_t> shape = shape_of(space);
  if (shape.size() != 1 || shape[0] > H5S_MAX_RANK) throw Failure("reading scales failed");
  std::vector<hvl_t> scales(shape[0]);
  check(H5Aread(list, type, scales.data()), "reading scales");
  std::vector<std::string> names;
  bool broken = false;  // told only after the library's memory is given back
  for (const hvl_t& scale : scales) {
    const hid_t object =
        scale.len == 1 ? H5Rdereference2(dataset, H5P_DEFAULT, H5R_OBJECT, scale.p) : hid_t{-1};
    std::array<char, 1024> path{};
    broken = broken || object < 0 || H5Iget_name(object, path.data(), path.size()) <= 0;
    const std::string_view name(path.data());
    names.emplace_back(name.substr(name.rfind('/') + 1));
    if (object >= 0) H5Oclose(object);
  }
  check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, scales.data()), "reading scales");
  if (broken) throw Failure("reading scales failed");
  return names;
}

std::vector<std::string> link_names(hid_t group) {
  H5G_info_t info{};
  check(H5Gget_info(group, &info), "reading a group");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i)
    names.push_back(text_from([&](char* text, std::size_t size) {
      const auto name = [&](H5_index_t by) {
        return H5Lget_name_by_idx(group, ".", by, H5_ITER_INC, i, text, size, H5P_DEFAULT);
      };
      const ssize_t length = name(H5_INDEX_CRT_ORDER);
      return length >= 0 ? length : name(H5_INDEX_NAME);
    }));
  return names;
}

std::vector<std::string> attribute_names(hid_t object) {
  H5O_info_t info{};
  check(H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS), "reading attributes");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.num_attrs; ++i)
    names.push_back(text_from([&](char* text, std::size_t size) {
      const auto name = [&](H5_index_t by) {
        return H5Aget_name_by_idx(object, ".", by, H5_ITER_INC, i, text, size, H5P_DEFAULT);
      };
      const ssize_t length = name(H5_INDEX_CRT_ORDER);
      return length >= 0 ? length : name(H5_INDEX_NAME);
    }));
  return names;
}

std::vector<hsize_t> shape_of(hid_t space) {
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank < 0) throw Failure("reading a shape failed");
  std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
  if (H5Sget_simple_extent_dims(space, shape.data(), nullptr) < 0)
    throw Failure("reading a shape failed");
  return shape;
}

std::vector<std::string> read_texts(hid_t object, hid_t type, std::size_t count, bool attribute,
                                    hid_t in_memory, hid_t in_file) {
  const auto read = [&](hid_t memory_type, void* into) {
    check(attribute ? H5Aread(object, memory_type, into)
                    : H5Dread(object, memory_type, in_memory, in_file, H5P_DEFAULT, into),
          "reading texts");
  };
  std::vector<std::string> texts;
  if (H5Tis_variable_str(type) > 0) {
    std::vector<char*> letters(count, nullptr);
    read(type, letters.data());
    for (char* text : letters) {
      texts.emplace_back(text ? text : "");
      H5free_memory(text);
    }
  } else {
    const std::size_t width = H5Tget_size(type);
    std::string letters(count * width, '\0');
    read(type, letters.data());
    for (std::size_t i = 0; i < count; ++i) {
      const std::string cell = letters.substr(i * width, width);
      texts.push_back(cell.substr(0, cell.find('\0')));
    }
  }
  return texts;
}

}  // namespace agglomera::output::hdf5
