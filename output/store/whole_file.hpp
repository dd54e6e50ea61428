// A file that is whole or not there.
//
// It is written beside its place as `.NAME.partial-<process id>`, synced and renamed; whatever
// fails, the partial is removed and an older file stays as it was. After the content stand sixteen bytes,
// the seal: "AGGSEAL1" and the content's 64-bit FNV-1a hash (Fowler, Noll and Vo), little-endian.
// HDF5 and netCDF readers do not look beyond their own end of file. A reader that checks the seal
// never hands damaged bytes to the HDF5 library, which can crash on them, and never shows a number
// that was not written. A file changed by other tools loses the seal and is read without it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace agglomera::output {

// Throws sim::InputError when a file could not be put there: no such folder, no permission, the
// place is a folder or a device. Worth asking before long work; leaves nothing behind.
void check_writable(const std::filesystem::path& place);

// Whether the seal stands after the content: in results it does, in a page for people it does not.
enum class Seal { yes, no };

// Throws sim::InputError as above and when the disk is full (says how much is needed).
void write_whole(std::string_view content, const std::filesystem::path& place,
                 Seal sealed = Seal::yes);

struct WholeFile {
  std::string content;  // without the seal
  bool sealed = false;  // false: the content may be damaged
};

// Throws sim::InputError when there is no such file, it is empty, can't be read, or its bytes are
// not those that were sealed.
WholeFile read_whole(const std::filesystem::path& place);

// What there is to know of a file before it is read in place; checks the seal of all of it, whatever its
// size, and throws as read_whole does.
struct FileHead {
  std::string first;  // the first bytes, at most as many as asked for
  std::uintmax_t bytes = 0;
  bool sealed = false;
};
FileHead read_head(const std::filesystem::path& place, std::size_t bytes);

// "12.3 MB": decimal units.
std::string readable_size(std::uintmax_t bytes);

}  // namespace agglomera::output
