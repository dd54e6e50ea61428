// study.toml: which tables make a study, and what it says about them.
//
// format, name (in English, or { en = "…", zh = "…" }), years, hubs, kernel, rest_of_world (false:
// the cities are all there is); [tables] with the paths of
// cities, observed, background, totals and, where there are any, clusters, countries, links, stated_facts,
// sectors, sector_specialisation, firms, background_firms and assumptions (one or several); [[missing]]
// for placeholders; [[strategy]] for dated national plans; [parameters].
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/study.hpp"
#include "scenarios/study/complaints.hpp"
#include "scenarios/study/frame.hpp"
#include "scenarios/study/scenario.hpp"
#include "scenarios/study/source.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

struct StudyFile {
  models::Study study;
  std::vector<StatedFact> stated_facts;
  Frame frame;
  std::string observed_file;  // as it is shown, from where the user is
  Position last_year_at;      // of years.last in the study's own text
};

// Reads the study and its tables; complains of what is wrong in any of them. What it gives is of use
// for further checks only, unless there were no complaints. `named_by` is added to the complaint that
// there is no such file: "baseline.toml:3:11", or empty.
StudyFile read_study(Source& source, const std::filesystem::path& path, const std::string& named_by,
                     Complaints& complaints);

// The text of a file that another names; nothing, and a complaint, when it can't be read.
std::optional<TableText> read_named(Source& source, const std::filesystem::path& path,
                                    const std::string& named_by, Complaints& complaints);

// In the order of models::Kernel.
const std::vector<std::string>& kernel_names();

}  // namespace agglomera::scenarios
