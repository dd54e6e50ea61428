#include "models/location_choice.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <numeric>

#include "sim/cities.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {

// What a dart brings beside where it hits: the stream that starts at its two words.
class DartLuck {
 public:
  DartLuck(std::uint32_t cell, std::uint32_t height) : words_{{cell, height, 0, 0}} {}
  double of_nest(std::uint32_t number) const { return words_.uniform_of(nest_key + number); }
  double of_city(std::uint32_t key) const { return words_.uniform_of(key); }

 private:
  static constexpr std::uint32_t nest_key = sim::name_key("nest");
  sim::Draw words_;
};

namespace {

constexpr std::uint32_t pairs_of_a_page = 1u << 20;  // of darts
constexpr std::uint32_t waiting = 1u << 30;          // draws of the time until a dart
constexpr double least_reference =
    1e-6;  // of the nest's: a city that begins with nothing may still rise

bool is_alone(const std::vector<sim::PlaceIndex>& nest, double dissimilarity) {
  return nest.size() == 1 || dissimilarity == 1.0;
}

double sum_over(const std::vector<sim::PlaceIndex>& nest, std::span<const double> values) {
  double sum = 0.0;
  for (const sim::PlaceIndex place : nest) sum += values[place];
  return sum;
}

// q: what heights are measured in. Of a lone city the weight itself is the height.
std::vector<double> reference_of(const Nests& nests, double dissimilarity,
                                 std::span<const double> weights) {
  std::vector<double> reference(weights.size(), 1.0);
  for (const auto& nest : nests.nests) {
    const double all = sum_over(nest, weights);
    if (is_alone(nest, dissimilarity) || !(all > 0.0)) continue;
    for (const sim::PlaceIndex place : nest)
      reference[place] = std::max(weights[place], least_reference * all);
  }
  return reference;
}

std::vector<double> measure_of(const Nests& nests, double dissimilarity,
                               std::span<const double> reference) {
  std::vector<double> measure(reference.size(), 1.0);
  for (const auto& nest : nests.nests) {
    if (is_alone(nest, dissimilarity)) continue;
    const double scale = sim::power(sum_over(nest, reference), dissimilarity - 1.0);
    for (const sim::PlaceIndex place : nest) measure[place] = scale * reference[place];
  }
  return measure;
}

// How high the stack of a place must be: what any city of its nest is worth at most.
void raise_heights(const Nests& nests, double dissimilarity, std::span<const double> weights,
                   std::span<const double> reference, std::vector<double>& heights) {
  for (const auto& nest : nests.nests) {
    double most = 0.0;
    for (const sim::PlaceIndex place : nest)
      most = std::max(most, weights[place] / reference[place]);
    const bool alone = is_alone(nest, dissimilarity);
    if (!alone && most > 0.0) most = sim::power(most, dissimilarity);
    for (const sim::PlaceIndex place : nest)
      heights[place] = std::max(heights[place], alone ? weights[place] : most);
  }
}

// Beta(1 − λ, λ), by rejection (Jöhnk 1964), times a standard exponential: Gamma(1 − λ, 1).
double gamma_below_one(double dissimilarity, const DartLuck& luck) {
  for (std::uint32_t i = 1;; i += 2) {
    const double x = sim::power(luck.of_nest(i), 1.0 / (1.0 - dissimilarity));
    const double y = sim::power(luck.of_nest(i + 1), 1.0 / dissimilarity);
    if (x + y > 1.0) continue;
    const double beta = x > 0.0 ? x / (x + y) : 0.0;
    return -beta * sim::natural_log(luck.of_nest(0));
  }
}

std::uint32_t as_word(double share) {
  return share >= 1.0 ? 0xFFFFFFFFu
                      : (share > 0.0 ? static_cast<std::uint32_t>(share * 0x1p32) : 0u);
}

}  // namespace

Nests nests_of(std::span<const std::string> place_ids, std::span<const std::string> clusters) {
  Nests nests;
  std::map<std::string, std::uint32_t> of_cluster;
  for (std::size_t place = 0; place < place_ids.size(); ++place) {
    nests.place_keys.push_back(sim::name_key(place_ids[place]));
    const bool alone = clusters[place] == sim::independent_cluster;
    const std::string unique = alone ? "place " + place_ids[place] : "cluster " + clusters[place];
    const auto [found, fresh] =
        of_cluster.try_emplace(unique, static_cast<std::uint32_t>(nests.nests.size()));
    if (fresh) nests.nests.emplace_back();
    nests.nest_of.push_back(found->second);
    nests.nests[found->second].push_back(static_cast<sim::PlaceIndex>(place));
  }
  return nests;
}

Nests all_alone(const Nests& nests) {
  Nests alone{{}, std::vector<std::uint32_t>(nests.place_keys.size()), nests.place_keys};
  std::iota(alone.nest_of.begin(), alone.nest_of.end(), 0u);
  for (const std::uint32_t place : alone.nest_of)
    alone.nests.push_back({static_cast<sim::PlaceIndex>(place)});
  return alone;
}

std::vector<double> choice_weights(const Nests& nests, std::span<const double> base,
                                   std::span<const double> utility, double dissimilarity) {
  std::vector<double> weights(base.size(), 0.0);
  for (const auto& nest : nests.nests) {
    const double mass = sum_over(nest, base);
    if (!(mass > 0.0)) continue;
    const bool alone = is_alone(nest, dissimilarity);
    const double lambda = alone ? 1.0 : dissimilarity;
    const double scale = alone ? 1.0 : sim::power(mass, 1.0 / lambda - 1.0);
    for (const sim::PlaceIndex place : nest)
      if (base[place] > 0.0)
        weights[place] = scale * base[place] * sim::natural_exp(utility[place] / lambda);
  }
  return weights;
}

double inclusive_value(const Nests& nests, std::span<const double> weights, double dissimilarity) {
  double all = 0.0;
  for (const auto& nest : nests.nests) {
    const double sum = sum_over(nest, weights);
    if (sum > 0.0) all += is_alone(nest, dissimilarity) ? sum : sim::power(sum, dissimilarity);
  }
  return all;
}

std::vector<double> choice_probabilities(const Nests& nests, std::span<const double> weights,
                                         double dissimilarity) {
  const double all = inclusive_value(nests, weights, dissimilarity);
  std::vector<double> probability(weights.size(), 0.0);
  for (const auto& nest : nests.nests) {
    const double sum = sum_over(nest, weights);
    if (!(sum > 0.0)) continue;
    const double of_nest = is_alone(nest, dissimilarity) ? sum : sim::power(sum, dissimilarity);
    for (const sim::PlaceIndex place : nest)
      probability[place] = of_nest / all * weights[place] / sum;
  }
  return probability;
}

std::shared_ptr<const ChoiceBoard> board_for(std::shared_ptr<const ChoiceBoard> there_is,
                                             const Nests& nests, double dissimilarity,
                                             std::span<const std::vector<double>> weights) {
  constexpr double most_darts = 20.0;  // on average; more: hits have become rare
  if (there_is && !there_is->board.empty()) {
    std::vector<double> heights(weights.front().size(), 0.0);
    std::shared_ptr<ChoiceBoard> raised;
    for (const auto& set : weights) {  // the first alone, so that worlds which share it stay alike
      raise_heights(nests, dissimilarity, set, there_is->reference, heights);
      if ((raised ? raised : there_is)->board.reaches(heights)) continue;
      if (!raised) raised = std::make_shared<ChoiceBoard>(*there_is);
      raised->board.raise(heights);
    }
    double hits = 0.0;
    for (const auto& set : weights)
      hits = std::max(hits, inclusive_value(nests, set, dissimilarity));
    if ((raised ? raised : there_is)->board.measure() <= most_darts * hits)
      return raised ? raised : there_is;
  }
  std::vector<double> reference = reference_of(nests, dissimilarity, weights.front());
  std::vector<double> heights(reference.size(), 0.0);
  raise_heights(nests, dissimilarity, weights.front(), reference, heights);
  DartBoard board(measure_of(nests, dissimilarity, reference), heights);
  for (const auto& set : weights) {
    raise_heights(nests, dissimilarity, set, reference, heights);
    if (!board.empty() && !board.reaches(heights)) board.raise(heights);
  }
  return std::make_shared<const ChoiceBoard>(ChoiceBoard{std::move(board), std::move(reference)});
}

LocationChoice::LocationChoice(const Nests& nests, double dissimilarity,
                               std::span<const double> weights, const ChoiceBoard& board,
                               sim::Purpose purpose)
    : nests_(&nests),
      dissimilarity_(dissimilarity),
      weights_(weights.begin(), weights.end()),
      purpose_(purpose) {
  if (board.board.empty() ||
      std::none_of(weights.begin(), weights.end(), [](double w) { return w > 0.0; }))
    return;
  height_.resize(weights.size());
  nest_reference_.resize(weights.size());
  std::vector<double> most(weights.size());
  for (const auto& nest : nests.nests) {
    const bool alone = is_alone(nest, dissimilarity);
    double best = 0.0;
    for (const sim::PlaceIndex place : nest) {
      const double worth = weights[place] / board.reference[place];
      height_[place] =
          alone ? weights[place] : (worth > 0.0 ? sim::power(worth, dissimilarity) : 0.0);
      best = std::max(best, height_[place]);
    }
    const double reference = sum_over(nest, board.reference);
    for (const sim::PlaceIndex place : nest) {
      most[place] = alone ? height_[place] : best;
      nest_reference_[place] = reference;
    }
  }
  for (std::size_t place = 0; place < weights.size(); ++place)
    worth_.push_back(weights[place] / board.reference[place]);
  rank_rivals(board.reference);
  for (const DartBoard::Page& from : board.board.pages()) {
    Page page{32 - std::countr_zero(from.cells.size()),
              static_cast<std::uint32_t>(pages_.size()) * pairs_of_a_page,
              from.measure(),
              std::vector<Target>(from.cells.size()),
              std::vector<double>(from.cells.size()),
              {}};
    for (std::size_t place = 0; place < weights.size(); ++place)
      page.height.push_back(board.board.cell_height(from, place));
    for (std::size_t i = 0; i < from.cells.size(); ++i) {
      const auto [place, floor] = from.cells[i];
      if (place == sim::no_place) continue;
      page.floor[i] = floor;
      page.targets[i] = {as_word((most[place] - floor) / page.height[place]), place,
                         height_[place] < most[place]};
    }
    pages_.push_back(std::move(page));
  }
}

void LocationChoice::rank_rivals(std::span<const double> reference) {
  first_rival_.resize(worth_.size());
  rivals_above_.resize(worth_.size());
  for (const auto& nest : nests_->nests) {
    if (is_alone(nest, dissimilarity_)) continue;
    const std::size_t first = rivals_.size();
    for (const sim::PlaceIndex place : nest)
      rivals_.push_back({worth_[place], reference[place], nests_->place_keys[place], place});
    std::sort(rivals_.begin() + static_cast<std::ptrdiff_t>(first), rivals_.end(),
              [](const Rival& a, const Rival& b) { return a.worth > b.worth; });
    std::size_t above = first;
    for (std::size_t i = first; i < rivals_.size(); ++i) {
      if (rivals_[i].worth < rivals_[above].worth) above = i;
      first_rival_[rivals_[i].place] = static_cast<std::uint32_t>(first);
      rivals_above_[rivals_[i].place] = static_cast<std::uint32_t>(above - first);
    }
  }
}

// Whether a city of the nest may be worth more than the one that was hit, by bounds that need no logarithm:
// τ·Q ≤ −ln u ≤ (1 − u)/u, and E ≥ 1 − u. Most of the time there is none.
bool LocationChoice::may_be_outdone(sim::PlaceIndex hit, const DartLuck& luck) const {
  const double u = luck.of_nest(0);
  const double latest = (1.0 - u) / u / nest_reference_[hit];
  bool may_be = false;
  for (const Rival& rival : rivals(hit))
    may_be |= (1.0 - luck.of_city(rival.key)) * worth_[hit] <
              rival.reference * latest * (rival.worth - worth_[hit]);
  return may_be;
}

sim::PlaceIndex LocationChoice::contest(const Page& page, std::uint32_t cell_word,
                                        std::uint32_t height_word) const {
  const DartLuck luck(cell_word, height_word);
  const std::uint32_t cell = cell_word >> page.shift;
  const sim::PlaceIndex hit = page.targets[cell].place;
  const double height =
      page.floor[cell] + page.height[hit] * ((static_cast<double>(height_word) + 0.5) * 0x1p-32);
  if (!may_be_outdone(hit, luck)) return height < height_[hit] ? hit : sim::no_place;
  const double arrival = gamma_below_one(dissimilarity_, luck) / nest_reference_[hit];
  sim::PlaceIndex best = hit;
  double most = worth_[hit];
  for (const Rival& rival : rivals(hit)) {
    if (!(rival.worth > most)) break;
    const double late = rival.reference * arrival;
    const double wait = -sim::natural_log(luck.of_city(rival.key));
    const double worth = rival.worth * late / (late + wait);
    if (worth > most) {
      most = worth;
      best = rival.place;
    }
  }
  if (best == hit) return height < height_[hit] ? hit : sim::no_place;
  return height < sim::power(most, dissimilarity_) ? best : sim::no_place;
}

inline sim::PlaceIndex LocationChoice::hit(const Page& page, std::uint32_t cell_word,
                                           std::uint32_t height_word) const {
  const Target& target = page.targets[cell_word >> page.shift];
  if (height_word >= target.below) return sim::no_place;
  return target.contested ? contest(page, cell_word, height_word) : target.place;
}

inline sim::PlaceIndex LocationChoice::first_hit(const Page& page, const sim::Draw& two) const {
  const sim::PlaceIndex place = hit(page, two.words[0], two.words[1]);
  return place != sim::no_place ? place : hit(page, two.words[2], two.words[3]);
}

sim::PlaceIndex LocationChoice::on_one_page(const Thrower& by) const {
  for (std::uint32_t pair = 0;; ++pair) {
    const sim::PlaceIndex place =
        first_hit(pages_.front(), by.draws.firm(by.firm, by.year, purpose_, pair));
    if (place != sim::no_place) return place;
  }
}

sim::PlaceIndex LocationChoice::on_many_pages(const Thrower& by) const {
  std::vector<double> arrival(pages_.size(), 0.0);
  std::vector<std::uint32_t> dart(pages_.size(), 0);
  const auto wait = [&](std::size_t p) {
    const std::uint32_t pair = pages_[p].first_pair + dart[p] / 2;
    arrival[p] += by.draws.firm(by.firm, by.year, purpose_, pair | waiting)
                      .exponential(static_cast<int>(dart[p] % 2)) /
                  pages_[p].measure;
  };
  for (std::size_t p = 0; p < pages_.size(); ++p) wait(p);
  for (;;) {
    const auto p = static_cast<std::size_t>(std::min_element(arrival.begin(), arrival.end()) -
                                            arrival.begin());
    const std::uint32_t i = dart[p] % 2;
    const sim::Draw two =
        by.draws.firm(by.firm, by.year, purpose_, pages_[p].first_pair + dart[p] / 2);
    const sim::PlaceIndex place = hit(pages_[p], two.words[2 * i], two.words[2 * i + 1]);
    if (place != sim::no_place) return place;
    ++dart[p];
    wait(p);
  }
}

sim::PlaceIndex LocationChoice::operator()(sim::FirmId firm, sim::Year year,
                                           const sim::Draws& draws) const {
  if (pages_.empty()) return sim::no_place;
  return pages_.size() == 1 ? on_one_page({firm, year, draws}) : on_many_pages({firm, year, draws});
}

void LocationChoice::many(std::span<const std::uint32_t> numbers,
                          std::span<const std::int16_t> founded, sim::Year year,
                          const sim::Draws& draws, std::span<sim::PlaceIndex> chosen) const {
  if (pages_.size() != 1) {
    for (std::size_t i = 0; i < numbers.size(); ++i)
      chosen[i] = (*this)({numbers[i], founded[i]}, year, draws);
    return;
  }
  const Page& page = pages_.front();
  sim::DrawRow two;
  draws.firms(numbers, founded, year, purpose_, 0, two);
  std::array<std::uint32_t, sim::DrawRow::firms> waits, number;
  std::array<std::int16_t, sim::DrawRow::firms> year_founded;
  std::size_t left = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    chosen[i] = first_hit(page, two[i]);
    waits[left] = static_cast<std::uint32_t>(i);
    left += chosen[i] == sim::no_place;
  }
  for (std::uint32_t pair = 1; left > 0; ++pair) {  // those who missed throw again, side by side
    for (std::size_t k = 0; k < left; ++k) {
      number[k] = numbers[waits[k]];
      year_founded[k] = founded[waits[k]];
    }
    draws.firms(std::span(number.data(), left), std::span(year_founded.data(), left), year,
                purpose_, pair, two);
    const std::size_t threw = left;
    left = 0;
    for (std::size_t k = 0; k < threw; ++k) {
      const std::uint32_t i = waits[k];
      chosen[i] = first_hit(page, two[k]);
      waits[left] = i;
      left += chosen[i] == sim::no_place;
    }
  }
}

}  // namespace agglomera::models
