#include "models/mechanisms.hpp"

namespace agglomera::models {
namespace {

using M = Mechanisms;

constexpr MechanismDeclaration table[] = {
    {"innovation", "innovation resources gather where they are and draw firms (β_R)", &M::innovation},
    {"coupling", "technology and culture in step draw, keep and grow firms (β_D)", &M::coupling},
    {"governance", "regimes and dated national strategies change the terms (G)", &M::governance},
    {"localisation", "firms go where the industry already is (β_L)", &M::localisation},
    {"radiation", "hubs spread to their neighbours (β_S)", &M::radiation},
    {"siphoning", "better neighbours draw firms away (β_B)", &M::siphoning},
    {"amenity", "what else draws firms to a city and makes them grow there, unexplained",
     &M::amenity},
    {"entry", "new firms are founded where the market demands them", &M::entry},
    {"spin_offs", "some entrants stay in the city of their parent", &M::spin_offs},
    {"exit", "firms close or delist", &M::exit},
    {"growth", "revenues grow by city and by chance", &M::growth},
    {"relocation", "firms move to another city", &M::relocation},
    {"acquisition", "firms are bought; their revenue moves to the buyer's city", &M::acquisition},
};

}  // namespace

std::span<const MechanismDeclaration> mechanism_table() { return table; }

Mechanisms null_model() {
  Mechanisms off;
  off.innovation = off.coupling = off.governance = off.localisation = false;
  off.radiation = off.siphoning = off.amenity = false;
  return off;
}

}  // namespace agglomera::models
