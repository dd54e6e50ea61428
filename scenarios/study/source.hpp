// Where input texts come from: the disk, or the inputs kept in a result file. Every text that was
// read is remembered with the path by which it was named, so that a result can be repeated.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agglomera::scenarios {

struct InputFile {
  std::string path;  // relative to the folder of the first file read, with forward slashes
  std::string text;
};

class Source {
 public:
  // Reads from the disk.
  Source() = default;
  // Reads the texts of a result file; the first is the scenario.
  explicit Source(std::vector<InputFile> kept);

  // The text of a file. Throws sim::InputError: missing, a folder, no ordinary file, unreadable,
  // larger than 256 MiB, empty, or not UTF-8 (says the line and byte).
  std::string read(const std::filesystem::path& path);

  // The path of a file that another file names, as it is shown: relative to the folder of the latter
  // in the way in which the user named that.
  std::filesystem::path beside(const std::filesystem::path& file, const std::string& name) const;

  // A text that stands for a file of another kind (a posterior): kept as if it had been read.
  void keep(const std::filesystem::path& path, std::string text);
  // A kept text; nothing when reading from the disk or when it is not there.
  std::optional<std::string> kept(const std::filesystem::path& path) const;

  const std::vector<InputFile>& read_so_far() const { return read_; }
  bool from_disk() const { return kept_.empty(); }

 private:
  std::map<std::string, std::string> kept_;
  std::filesystem::path base_;
  std::vector<InputFile> read_;
};

}  // namespace agglomera::scenarios
