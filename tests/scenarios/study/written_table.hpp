// A table in a file of its own that goes away with it, as the readers of activity tables take it.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

class WrittenTable {
 public:
  explicit WrittenTable(const std::string& text) {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "agglomera-table-XXXXXX").string();
    close(mkstemp(pattern.data()));
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~WrittenTable() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  WrittenTable(const WrittenTable&) = delete;
  WrittenTable& operator=(const WrittenTable&) = delete;
  const std::string& path() const { return path_; }

  // What was complained of, with "t.csv" in the place of the file's path.
  std::vector<std::string> in_words(const Complaints& complaints) const {
    std::vector<std::string> words;
    for (const sim::Complaint& complaint : complaints.all())
      words.push_back(shown(complaint.text()));
    return words;
  }
  std::string shown(std::string words) const {
    for (std::size_t at = words.find(path_); at != words.npos; at = words.find(path_))
      words.replace(at, path_.size(), "t.csv");
    return words;
  }

 private:
  std::string path_;
};

// A table and what was complained of; an error that ends reading is a complaint like others.
struct ReadActivity {
  ActivityTable table;
  std::vector<std::string> complaints;
};
inline ReadActivity activity_of(const std::string& text, const ActivityManner& manner = {}) {
  const WrittenTable file(text);
  Complaints complaints;
  ReadActivity read;
  try {
    read.table = read_activity(file.path(), manner, complaints);
  } catch (const sim::InputError& error) {
    complaints.add(error);
  }
  read.complaints = file.in_words(complaints);
  return read;
}

}  // namespace agglomera::scenarios
