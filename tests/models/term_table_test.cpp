#include "models/term_table.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/kernels.hpp"
#include "models/lever.hpp"

namespace agglomera::models {
namespace {

TEST(TermTable, names_each_term_once_and_tells_what_every_lever_changes) {
  std::set<std::string_view> names;
  for (const TermDeclaration& row : term_table())
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
  for (const LeverKind& kind : lever_kinds()) {
    std::vector<double> values;
    for (const LeverParameter& one : kind.parameters) values.push_back(one.usual);
    const std::vector<sim::PlaceIndex> targets = {0, 1};
    Terms terms(2);
    kind.apply(values, targets, terms);
    bool changed = !terms.partnerships.empty();
    for (const TermDeclaration& row : term_table())
      changed = changed || (terms.*row.value)[0] != (Terms(2).*row.value)[0];
    EXPECT_TRUE(changed) << kind.name;
  }
}

TEST(KernelTable, is_in_the_order_of_the_kernels) {
  for (std::size_t i = 0; i < kernel_table().size(); ++i)
    EXPECT_EQ(kernel_table()[i].kernel, static_cast<Kernel>(i));
  EXPECT_EQ(kernel_table().size(), static_cast<std::size_t>(Kernel::radiation) + 1);
}

}  // namespace
}  // namespace agglomera::models
