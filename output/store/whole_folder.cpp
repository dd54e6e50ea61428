#include "output/store/whole_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

namespace fs = std::filesystem;

// Moves what is in one folder into another that is there and empty.
void move_into(const fs::path& folder, const fs::path& made, std::error_code& problem) {
  std::vector<fs::path> moved;
  for (const auto& entry : fs::directory_iterator(made)) {
    moved.push_back(folder / entry.path().filename());
    fs::rename(entry.path(), moved.back(), problem);
    if (problem) break;
  }
  std::error_code ignored;
  for (const fs::path& entry : moved)
    if (problem) fs::remove_all(entry, ignored);
  fs::remove_all(made, ignored);
}

}  // namespace

WholeFolder::WholeFolder(std::string shown) : shown_(std::move(shown)) {
  place_ = fs::absolute(shown_).lexically_normal();
  if (!place_.has_filename()) place_ = place_.parent_path();  // "name/"
  std::error_code problem;
  is_there_ = fs::exists(place_, problem);
  if (is_there_ && (!fs::is_directory(place_, problem) || !fs::is_empty(place_, problem)))
    refuse("is there already and not an empty folder", "name a new folder or an empty one");
  if (!is_there_ && !fs::is_directory(place_.parent_path(), problem))
    refuse("can't be made (its parent folder does not exist)", "make the parent first");
  beside_ = (is_there_ ? place_ : place_.parent_path()) /
            fmt::format(".{}.partial-{}", place_.filename().string(), getpid());
}

WholeFolder::~WholeFolder() {
  std::error_code ignored;
  if (made_) fs::remove_all(beside_, ignored);
}

const fs::path& WholeFolder::inside() {
  if (made_) return beside_;
  made_ = true;
  std::error_code problem;
  fs::create_directory(beside_, problem);
  if (problem) refuse(fmt::format("can't be written ({})", problem.message()));
  return beside_;
}

void WholeFolder::write(const fs::path& path, std::string_view text) {
  const fs::path to = inside() / path;
  std::error_code problem;
  fs::create_directories(to.parent_path(), problem);
  std::ofstream file(to, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) refuse("can't be written (no permission, or the disk is full)");
}

void WholeFolder::finish() {
  std::error_code problem;
  if (is_there_)
    move_into(place_, inside(), problem);
  else
    fs::rename(inside(), place_, problem);
  if (problem) refuse(fmt::format("can't be written ({})", problem.message()));
  made_ = false;
}

void WholeFolder::refuse(const std::string& why, const std::string& mend) const {
  throw sim::InputError(sim::Complaint{shown_, 0, 0, why, mend});
}

}  // namespace agglomera::output
