// Gates: what was asked of a method and what was measured, a line each.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

namespace agglomera::tests {

class Gates {
 public:
  void asks(bool met, std::string_view name, std::string_view asked, std::string_view measured) {
    ++asked_;
    if (!met) ++failed_;
    fmt::print("{:6s}  {}\n        asked {}; measured {}\n", met ? "met" : "FAILED", name, asked,
               measured);
    std::fflush(stdout);
  }
  int exit_code() const {
    fmt::print("{} gates, {} failed\n", asked_, failed_);
    return failed_ == 0 ? 0 : 1;
  }

 private:
  int asked_ = 0;
  int failed_ = 0;
};

}  // namespace agglomera::tests
