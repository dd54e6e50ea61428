#include "models/design_concepts.hpp"

#include <gtest/gtest.h>

#include <set>

#include "models/state_variables.hpp"

namespace agglomera::models {
namespace {

TEST(DesignConcepts, are_the_eleven_of_the_protocol) {
  EXPECT_EQ(design_concept_table().size(), 11u);
  for (const DesignConcept& one : design_concept_table()) EXPECT_FALSE(one.text.empty()) << one.name;
}

TEST(StateVariables, are_of_entities_that_there_are_and_each_entity_but_the_cluster_has_some) {
  std::set<std::string_view> entities, described = {"cluster"};  // a cluster is its cities
  for (const Entity& one : entity_table()) entities.insert(one.name);
  for (const StateVariable& one : state_variable_table()) {
    EXPECT_TRUE(entities.contains(one.entity)) << one.name;
    described.insert(one.entity);
  }
  EXPECT_EQ(described, entities);
}

}  // namespace
}  // namespace agglomera::models
