// Ids from the names that a user gave: small letters, digits and hyphens, all different.
#pragma once

#include <string>
#include <vector>

namespace agglomera::scenarios {

// "Zürich (Kanton)" is zurich-kanton; where two would be alike the later ones end in -2, -3, …. A name
// without any Latin letter or digit (北京) is `kind` and its place among all names in their order:
// region-7. The order of the names given doesn't matter. Ids with a meaning of their own (rest-of-world,
// independent) are numbered too.
std::vector<std::string> ids_from_names(const std::vector<std::string>& names,
                                        const std::string& kind = "region");

}  // namespace agglomera::scenarios
