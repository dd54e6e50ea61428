// What speaks to people: names of cities, and what scenarios and experiments ask, in two languages.
#pragma once

#include <string>
#include <vector>

#include "output/store/rules.hpp"

namespace agglomera::output {

// Names of cities as ordinary variables along `city`, whose labels are ids.
Rules city_variables();

GroupRule cities();      // where no other group of the file names its cities
GroupRule scenarios();   // titles and questions along `scenario`
GroupRule experiment();  // those of the one experiment of a file

}  // namespace agglomera::output
