#include "output/store/result_file.hpp"

#include <algorithm>

namespace agglomera::output {
namespace {

template <typename Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::size_t Dimension::size() const {
  return std::visit([](const auto& all) { return all.size(); }, labels);
}

const Dimension* Group::dimension(const std::string& wanted) const {
  return named(dimensions, wanted);
}

const Variable* Group::variable(const std::string& wanted) const {
  return named(variables, wanted);
}

const Group* ResultFile::group(const std::string& wanted) const { return named(groups, wanted); }

const Attribute* ResultFile::attribute(const std::string& wanted) const {
  return named(attributes, wanted);
}

}  // namespace agglomera::output
