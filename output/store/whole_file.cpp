#include "output/store/whole_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>

#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view seal_word = "AGGSEAL1";
constexpr std::size_t seal_bytes = 16;

[[noreturn]] void complain(const fs::path& place, std::string message,
                           std::string suggestion = "") {
  sim::Complaint complaint;
  complaint.file = place.string();
  complaint.message = std::move(message);
  complaint.suggestion = std::move(suggestion);
  throw sim::InputError(std::move(complaint));
}

// The seal of content that is seen piece by piece.
class SealMaker {
 public:
  void see(std::string_view piece) {
    for (const char byte : piece)
      hash_ = (hash_ ^ static_cast<std::uint8_t>(byte)) * std::uint64_t{1099511628211u};
  }
  std::string seal() const {
    std::string seal(seal_word);
    for (int shift = 0; shift < 64; shift += 8) seal += static_cast<char>(hash_ >> shift & 0xFF);
    return seal;
  }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

std::string seal_of(std::string_view content) {
  SealMaker maker;
  maker.see(content);
  return maker.seal();
}

// Hands the file to `take` piece by piece.
template <typename Take>
void read_pieces(const fs::path& place, Take take) {
  std::error_code failed;
  const fs::file_status status = fs::status(place, failed);
  if (status.type() == fs::file_type::not_found) complain(place, "can't be read (no such file)");
  if (fs::is_directory(status)) complain(place, "can't be read (is a folder)", "name a file in it");
  if (!fs::is_regular_file(status)) complain(place, "can't be read (is a device or a pipe, no file)");
  std::ifstream file(place, std::ios::binary);
  if (!file) complain(place, fmt::format("can't be read ({})", std::strerror(errno)));
  std::string piece(1024 * 1024, '\0');
  std::size_t bytes = 0;
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    const auto read = static_cast<std::size_t>(file.gcount());
    take(std::string_view(piece).substr(0, read));
    bytes += read;
  }
  if (file.bad()) complain(place, fmt::format("can't be read ({})", std::strerror(errno)));
  if (bytes == 0) complain(place, "is empty", "make it again");
}

[[noreturn]] void complain_damaged(const fs::path& place) {
  complain(place, "is damaged (its bytes are not those that were written)",
           "make it again or copy it anew");
}

fs::path folder_of(const fs::path& place) {
  return place.has_parent_path() ? place.parent_path() : fs::path(".");
}

// Where the bytes go when the place is a symbolic link, be its target there or not.
fs::path target_of(fs::path place) {
  constexpr int most_links = 40;  // as many as Linux follows
  std::error_code failed;
  for (int link = 0; link < most_links && fs::is_symlink(place, failed); ++link)
    place = folder_of(place) / fs::read_symlink(place, failed);
  return place;
}

fs::path partial_of(const fs::path& target) {
  return folder_of(target) / fmt::format(".{}.partial-{}", target.filename().string(), getpid());
}

// The partial file; gone with this object unless it took its place.
class Partial {
 public:
  explicit Partial(const fs::path& place)
      : place_(place), target_(target_of(place)), partial_(partial_of(target_)) {
    std::error_code failed;
    const fs::file_status now = fs::status(target_, failed);
    if (target_.filename().empty() || fs::is_directory(now))
      complain(place_, "can't be written (is a folder)", "name a file in it");
    if (fs::exists(now) && !fs::is_regular_file(now))
      complain(place_, "can't be written (is no ordinary file)");
    const fs::path folder = folder_of(target_);
    const fs::file_status around = fs::status(folder, failed);
    if (around.type() == fs::file_type::not_found)
      complain(place_, "can't be written (no such folder)",
               fmt::format("make the folder {} first", folder.string()));
    if (around.type() != fs::file_type::none && !fs::is_directory(around))
      complain(place_, fmt::format("can't be written ({} is no folder)", folder.string()));
    descriptor_ = open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail(0);
  }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  ~Partial() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!placed_) unlink(partial_.c_str());
  }

  void check_room(std::uintmax_t bytes) const {
    struct statvfs disk {};
    // File systems that count no blocks (network, virtual) are believed to have room.
    if (fstatvfs(descriptor_, &disk) == 0 && disk.f_blocks > 0 && free_bytes(disk) < bytes)
      complain_full(bytes, free_bytes(disk));
  }

  void write(std::string_view bytes, std::uintmax_t needed) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(needed);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void take_place(std::uintmax_t needed) {
    if (fsync(descriptor_) != 0) fail(needed);
    const int closed = close(descriptor_);
    descriptor_ = -1;
    if (closed != 0 || rename(partial_.c_str(), target_.c_str()) != 0) fail(needed);
    placed_ = true;
    // The name, too, must survive a power cut; some file systems can't promise it.
    const int folder = open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      fsync(folder);
      close(folder);
    }
  }

 private:
  static std::uintmax_t free_bytes(const struct statvfs& disk) {
    return static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize;
  }

  [[noreturn]] void complain_full(std::uintmax_t needed, std::uintmax_t free) const {
    complain(place_,
             fmt::format("can't be written (disk is full (needs about {}, {} free))",
                         readable_size(needed), readable_size(free)),
             "free some space or choose another place");
  }

  // `errno` as a complaint; leaving the constructor by it, nothing is left behind either.
  [[noreturn]] void fail(std::uintmax_t needed) const {
    const int why = errno;
    struct statvfs disk {};
    if ((why == ENOSPC || why == EDQUOT) && statvfs(folder_of(target_).c_str(), &disk) == 0)
      complain_full(needed, why == ENOSPC ? free_bytes(disk) : 0);
    complain(place_, fmt::format("can't be written ({})", std::strerror(why)));
  }

  fs::path place_;
  fs::path target_;
  fs::path partial_;
  int descriptor_ = -1;
  bool placed_ = false;
};

}  // namespace

std::string readable_size(std::uintmax_t bytes) {
  const auto size = static_cast<double>(bytes);
  if (size >= 1e9) return fmt::format("{:.1f} GB", size / 1e9);
  if (size >= 1e6) return fmt::format("{:.1f} MB", size / 1e6);
  return fmt::format("{:.1f} kB", size / 1e3);
}

void check_writable(const fs::path& place) { const Partial partial(place); }

void write_whole(std::string_view content, const fs::path& place, Seal sealed) {
  const std::string seal = sealed == Seal::yes ? seal_of(content) : "";
  const std::uintmax_t needed = content.size() + seal.size();
  Partial partial(place);
  partial.check_room(needed);
  partial.write(content, needed);
  partial.write(seal, needed);
  partial.take_place(needed);
}

WholeFile read_whole(const fs::path& place) {
  std::string bytes;
  std::error_code unknown;
  if (const auto size = fs::file_size(place, unknown); !unknown) bytes.reserve(size);
  read_pieces(place, [&](std::string_view piece) { bytes += piece; });
  if (bytes.size() < seal_bytes) return {std::move(bytes), false};
  const std::string_view all(bytes);
  const std::size_t content = bytes.size() - seal_bytes;
  if (all.substr(content, seal_word.size()) != seal_word) return {std::move(bytes), false};
  if (all.substr(content) != seal_of(all.substr(0, content))) complain_damaged(place);
  bytes.resize(content);
  return {std::move(bytes), true};
}

FileHead read_head(const fs::path& place, std::size_t bytes) {
  FileHead head;
  SealMaker maker;
  std::string last;  // what may be the seal
  read_pieces(place, [&](std::string_view piece) {
    head.bytes += piece.size();
    if (head.first.size() < bytes) head.first += piece.substr(0, bytes - head.first.size());
    last += piece;
    if (last.size() <= seal_bytes) return;
    maker.see(std::string_view(last).substr(0, last.size() - seal_bytes));
    last.erase(0, last.size() - seal_bytes);
  });
  head.sealed = last.size() == seal_bytes && last.starts_with(seal_word);
  if (head.sealed && last != maker.seal()) complain_damaged(place);
  return head;
}

}  // namespace agglomera::output
