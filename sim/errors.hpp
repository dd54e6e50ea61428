// What a user did wrong, said so that it can be mended: `where: problem (why) suggestion`.
//
// Readers collect complaints about all files and throw them together; only `main` exits.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace agglomera::sim {

struct Complaint {
  std::string file;        // as the user named it; empty for the command line
  int line = 0;            // from 1; 0 when the complaint is about the file as a whole
  int column = 0;          // from 1; 0 when unknown
  std::string message;     // problem and, in brackets, why
  std::string suggestion;  // empty, or what to do

  // "study.toml:3:1: unknown key \"yeers\" (…) did you mean \"years\"?"
  std::string text() const;
};

// Thrown once, with everything that is wrong. Exit code 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Complaint> complaints);
  explicit InputError(Complaint complaint);
  const std::vector<Complaint>& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

// The known name closest to `name` by edit distance (Levenshtein 1966), or empty when none is within
// a third of its length, or within two edits of a short one.
std::string nearest_name(std::string_view name, std::span<const std::string> known);

// "did you mean \"x\"?" or, when nothing is near, "known: a, b, c" (at most twenty names).
std::string did_you_mean(std::string_view name, std::span<const std::string> known);

}  // namespace agglomera::sim
