#include "scenarios/study/toml_nesting.hpp"

#include <algorithm>
#include <vector>

namespace agglomera::scenarios {
namespace {

// Walks over the text without understanding values: strings and comments are skipped, brackets and
// the dots of keys counted.
class Walk {
 public:
  Walk(std::string_view text, int limit) : text_(text), limit_(limit) {}

  Depth run() {
    while (at_ < text_.size() && found_.line == 0) step();
    return found_;
  }

 private:
  struct Bracket {
    int depth;  // of what stands inside
    bool table;
  };

  void step() {
    const char letter = text_[at_];
    if (letter == '"' || letter == '\'') return skip_string(letter);
    if (letter == '#') return skip_comment();
    switch (letter) {
      case '\n':
        end_line();
        break;
      case '.':
        if (in_key_) deepen();
        break;
      case '=':
        in_key_ = false;
        break;
      case '[':
        if (open_.empty() && in_key_) {
          in_header_ = true;
          depth_ = 0;
        } else {
          deepen();
          open_.push_back({depth_, false});
          in_key_ = false;
        }
        break;
      case '{':
        deepen();
        open_.push_back({depth_, true});
        in_key_ = true;
        break;
      case ',':
        if (!open_.empty()) {
          depth_ = open_.back().depth;
          in_key_ = open_.back().table;
        }
        break;
      case ']':
      case '}':
        close();
        break;
      default:
        break;
    }
    forward(1);
  }

  void deepen() {
    ++depth_;
    found_.levels = std::max(found_.levels, depth_);
    if (depth_ > limit_ && found_.line == 0) {
      found_.line = line_;
      found_.column = column_;
    }
  }

  void close() {
    if (in_header_ || open_.empty()) return;
    depth_ = open_.back().depth - 1;
    open_.pop_back();
    in_key_ = false;
  }

  void end_line() {
    if (!open_.empty()) return;
    if (in_header_) header_depth_ = depth_ + 2;  // the header's last name, and an element of [[ ]]
    depth_ = header_depth_;
    in_header_ = false;
    in_key_ = true;
  }

  void skip_string(char quote) {
    const std::string_view three(quote == '"' ? "\"\"\"" : "'''");
    const bool long_string = text_.substr(at_, 3) == three;
    forward(long_string ? 3 : 1);
    while (at_ < text_.size()) {
      if (quote == '"' && text_[at_] == '\\') {
        forward(2);
      } else if (long_string && text_.substr(at_, 3) == three) {
        forward(3);  // and up to two quotes that belong to the string
        for (int i = 0; i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) forward(1);
        return;
      } else if (!long_string && (text_[at_] == quote || text_[at_] == '\n')) {
        return text_[at_] == quote ? forward(1) : void();
      } else {
        forward(1);
      }
    }
  }

  void skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') forward(1);
  }

  void forward(std::size_t letters) {
    for (; letters > 0 && at_ < text_.size(); --letters, ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '\n') {
        ++line_;
        column_ = 1;
      } else if ((byte & 0xC0u) != 0x80u) {
        ++column_;
      }
    }
  }

  std::string_view text_;
  int limit_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
  int depth_ = 0;
  int header_depth_ = 0;  // of the table that keys belong to
  bool in_header_ = false;
  bool in_key_ = true;
  std::vector<Bracket> open_;
  Depth found_;
};

}  // namespace

Depth nesting(std::string_view text, int limit) { return Walk(text, limit).run(); }

}  // namespace agglomera::scenarios
