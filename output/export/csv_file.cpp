#include "output/export/csv_file.hpp"

namespace agglomera::output {
namespace {

constexpr std::size_t written_at_once = 1024 * 1024;
constexpr const char* cannot = "can't be written (no permission, or the disk is full)";

std::filesystem::path made(const std::filesystem::path& place) {
  std::error_code ignored;  // opening the file tells
  std::filesystem::create_directories(place.parent_path(), ignored);
  return place;
}

}  // namespace

CsvFile::CsvFile(WholeFolder& folder, const std::string& name)
    : folder_(folder), file_(made(folder.inside() / name), std::ios::binary) {}

// A row of one empty cell would be no row.
void CsvFile::end_row(std::size_t begun_at) {
  if (text_.size() == begun_at) text_ += "\"\"";
  text_ += '\n';
  if (text_.size() >= written_at_once) write();
}

void CsvFile::finish() {
  write();
  file_.close();
  if (!file_) folder_.refuse(cannot);
}

void CsvFile::write() {
  file_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
  text_.clear();
  if (!file_) folder_.refuse(cannot);
}

}  // namespace agglomera::output
