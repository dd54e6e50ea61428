// How a result came about, said in every file: program, revision, command, when, seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

struct Provenance {
  std::string command;   // without --resume, threads and ranks
  std::string created;   // ISO 8601, UTC
  std::string revision;  // of the program's source
  std::string version;
};

// Of a new result: now, or SOURCE_DATE_EPOCH when it is set.
Provenance provenance_of(std::string command);
// As kept in a file, so that it can be repeated to the same bytes.
Provenance provenance_in(const output::ResultFile& file);

void describe_origin(output::ResultFile& file, const Provenance& provenance, std::uint64_t seed,
                     const std::vector<InputFile>& inputs);

// Everything a result depends on, as one text: what finished parts of it belong to.
std::string origin_of(const Provenance& provenance, const std::vector<InputFile>& inputs);

std::uint64_t seed_in(const output::ResultFile& file);
std::string text_attribute(const output::ResultFile& file, const std::string& name);
std::string program_version();

}  // namespace agglomera::scenarios
