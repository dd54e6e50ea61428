// What is wrong in all files, gathered while reading goes on, so that a user sees everything at once.
// Of one file the first hundred complaints are kept and the rest counted: "… and 17 more".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/errors.hpp"

namespace agglomera::scenarios {

class Complaints {
 public:
  void add(sim::Complaint complaint);
  void add(const sim::InputError& error);

  // False once a file has its hundred: the caller need not make up a suggestion any more.
  bool wanted(const std::string& file) const;
  bool none() const { return files_.empty(); }
  std::size_t count() const;

  // File by file in the order of their first complaint, each in the order of its lines.
  std::vector<sim::Complaint> all() const;

 private:
  struct OfFile {
    std::string file;
    std::vector<sim::Complaint> kept;
    std::size_t more = 0;
  };
  std::vector<OfFile> files_;
};

// A user's words as they are shown: in quotes, at most forty letters, control characters replaced.
std::string in_quotes(std::string_view words);

// "did you mean \"x\"?" when a known name is near, else nothing: for messages that list the names.
std::string nearest_suggestion(std::string_view name, const std::vector<std::string>& known);

// did_you_mean for words of any length.
std::string suggestion_for(std::string_view name, const std::vector<std::string>& known);

// "known: a, b, c", at most twelve.
std::string known_names(const std::vector<std::string>& known);

}  // namespace agglomera::scenarios
