// A CSV file of a folder, written in large pieces: memory does not grow with it.
#pragma once

#include <fstream>
#include <string>

#include "output/store/whole_folder.hpp"

namespace agglomera::output {

class CsvFile {
 public:
  // `name`: the path from the folder. All of these throw sim::InputError when the disk is full.
  CsvFile(WholeFolder& folder, const std::string& name);

  // Where cells are appended (csv_cell.hpp).
  std::string& text() { return text_; }
  // Of a row that begins at this place of `text()`.
  void end_row(std::size_t begun_at);
  void finish();

 private:
  void write();

  WholeFolder& folder_;
  std::ofstream file_;
  std::string text_;
};

}  // namespace agglomera::output
