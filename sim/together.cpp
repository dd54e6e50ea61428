#include "sim/together.hpp"

#include <cassert>
#include <vector>

#include "sim/ranks.hpp"

namespace agglomera::sim {
namespace {

std::vector<std::size_t> pieces_of(int rank, std::size_t pieces, const OwnerOfPiece& owner) {
  const auto count = static_cast<std::size_t>(ranks());
  std::vector<std::size_t> mine;
  for (std::size_t piece = 0; piece < pieces; ++piece)
    if ((owner ? owner(piece) : static_cast<int>(piece % count)) == rank) mine.push_back(piece);
  return mine;
}

}  // namespace

void fill_together(std::size_t pieces, std::span<double> numbers,
                   const std::function<void(std::size_t piece, std::span<double> of_piece)>& work,
                   const OwnerOfPiece& owner) {
  if (pieces == 0) return;
  assert(numbers.size() % pieces == 0);
  const std::size_t each = numbers.size() / pieces;
  const auto of = [&](std::size_t piece) { return numbers.subspan(piece * each, each); };
  const std::vector<std::size_t> mine = pieces_of(rank(), pieces, owner);
  {
    const Apart apart;
#pragma omp parallel for schedule(dynamic)
    for (std::size_t i = 0; i < mine.size(); ++i) work(mine[i], of(mine[i]));
  }
  if (ranks() == 1) return;
  std::vector<double> filled;
  for (const std::size_t piece : mine)
    filled.insert(filled.end(), of(piece).begin(), of(piece).end());
  const std::vector<Bytes> everywhere =
      gather_everywhere(bytes_of(std::span<const double>(filled)));
  for (int r = 0; r < ranks(); ++r) {
    const auto theirs = records_of<double>(everywhere[static_cast<std::size_t>(r)]);
    std::size_t at = 0;
    for (const std::size_t piece : pieces_of(r, pieces, owner))
      for (double& number : of(piece)) number = theirs[at++];
  }
}

}  // namespace agglomera::sim
