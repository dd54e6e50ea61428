// A study with rows added to what was observed: the years directly after its last, or what was missing
// so far. Its texts change in two places, the table of observations and the last year.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/study/observed_table.hpp"
#include "scenarios/study/study_file.hpp"

namespace agglomera::scenarios {

struct AddedRow {
  ObservedRow row;
  int line = 0;                    // in the table it came from
  std::vector<std::string> cells;  // as written, in the order of observed_columns()
};

struct ExtendedStudy {
  StudyFile before, after;
  std::vector<InputFile> texts_before;         // every file of the study, study.toml first
  std::vector<InputFile> texts_after;          // the same files
  std::vector<AddedRow> added;                 // in the order of their table
  std::map<std::string, std::string> changed;  // texts by path from the study's folder

  sim::Year year_of(const AddedRow& one) const {
    return before.study.first + static_cast<sim::Year>(one.row.year);
  }
};

// Throws sim::InputError with everything that is wrong in the study or the new table, which is read and
// complained of like the study's own: besides, a value that is there already, a year that is not the
// next, no row at all, a study that names tables outside its folder (a copy would not hold them).
ExtendedStudy extend_study(const std::filesystem::path& study, const std::filesystem::path& table);

// The text of a study with another last year; all else stays to the letter.
std::string with_last_year(const std::string& text, Position at, sim::Year last);

// The text of a table of observations with more rows, in the order of its own columns.
std::string with_rows(const std::string& text, const std::vector<AddedRow>& added);

}  // namespace agglomera::scenarios
