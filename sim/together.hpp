// Work that ranks and their threads do together: many pieces, each a pure function of its number, so that
// it does not matter who does which.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace agglomera::sim {

// The rank of a piece. By default in turn, so that each has as many as any other, or one more.
using OwnerOfPiece = std::function<int(std::size_t piece)>;

// `numbers` holds equally many for each of `pieces`, piece after piece. Each rank fills in its own, on all
// of its threads and apart from other ranks; then every rank has those of all. Nothing may be thrown by
// `work`; what it leaves as it was stays so on every rank.
void fill_together(std::size_t pieces, std::span<double> numbers,
                   const std::function<void(std::size_t piece, std::span<double> of_piece)>& work,
                   const OwnerOfPiece& owner = {});

}  // namespace agglomera::sim
