// A new folder that is whole or not there: filled beside its place and moved there at the end; in a
// folder that is there already and empty (the user may stand in it, or it may be a disk of its own),
// filled inside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace agglomera::output {

class WholeFolder {
 public:
  // `shown`: the place in the user's words. Throws sim::InputError when something is there already, or
  // the parent folder is missing.
  explicit WholeFolder(std::string shown);
  ~WholeFolder();  // removes what was not finished
  WholeFolder(const WholeFolder&) = delete;
  WholeFolder& operator=(const WholeFolder&) = delete;

  // Where to put what the folder shall hold; made when first asked for.
  const std::filesystem::path& inside();
  // Puts a text under a path from the folder.
  void write(const std::filesystem::path& path, std::string_view text);
  // Moves it to its place. Throws sim::InputError when that fails; nothing is left then.
  void finish();

  [[noreturn]] void refuse(const std::string& why, const std::string& mend = "") const;

 private:
  std::string shown_;
  std::filesystem::path place_, beside_;
  bool is_there_ = false, made_ = false;
};

}  // namespace agglomera::output
