#include "scenarios/experiments/point_work.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "scenarios/experiments/learning.hpp"
#include "scenarios/experiments/sweep_origin.hpp"
#include "sim/missing.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double soonest_part = 1.0, latest_part = 5.0;    // seconds from part to part
constexpr double first_round = 1.0, longest_round = 60.0;  // seconds between meetings of ranks
constexpr double points_in_a_round = 50.0;                 // of a thread, at least
constexpr std::int64_t largest_piece = 32,
                       pieces_left = 16;  // points; pieces of each thread still to come

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The points that no earlier work has finished.
class Missing {
 public:
  Missing(const Variation& variation, const PointList& points, const PointStore& store,
          PointsOutcome& outcome)
      : variation_(variation), points_(points), outcome_(outcome) {
    if (sim::is_first_rank()) find(store);
    sim::Bytes bytes = sim::bytes_of(std::span<const std::int64_t>(missing_));
    sim::share_from_first(bytes);
    missing_ = sim::records_of<std::int64_t>(bytes);
  }

  std::int64_t size() const { return static_cast<std::int64_t>(missing_.size()); }
  std::int64_t operator[](std::int64_t i) const { return missing_[static_cast<std::size_t>(i)]; }

  std::vector<std::uint64_t> key_of_point(std::int64_t point) const {
    const std::vector<double> values = points_.values(point);
    std::vector<std::uint64_t> key;
    for (std::size_t i = 0; i < values.size(); ++i)
      key.push_back(key_of(variation_.factors[i], values[i]));
    return key;
  }

 private:
  void find(const PointStore& store) {
    const KeptPoints& kept = store.taken_up();
    const std::size_t outputs = variation_.outputs.all.size();
    outcome_.mean.assign(static_cast<std::size_t>(points_.size) * outputs, missing);
    outcome_.sd = outcome_.mean;
    outcome_.failed.assign(static_cast<std::size_t>(points_.size), 0);
    for (std::int64_t point = 0; point < points_.size; ++point) {
      const auto found = kept.size() > 0 ? store.find(key_of_point(point)) : std::nullopt;
      if (!found) {
        missing_.push_back(point);
        continue;
      }
      const double* numbers = kept.values.data() + *found * kept.numbers;
      const auto to = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(point) * outputs);
      std::copy_n(numbers, outputs, outcome_.mean.begin() + to);
      std::copy_n(numbers + outputs, outputs, outcome_.sd.begin() + to);
      outcome_.failed[static_cast<std::size_t>(point)] =
          static_cast<std::int32_t>(numbers[2 * outputs]);
      if (const auto reason = kept.reasons.find(*found); reason != kept.reasons.end())
        outcome_.reasons[point] = reason->second;
      ++outcome_.taken_up;
    }
  }

  const Variation& variation_;
  const PointList& points_;
  PointsOutcome& outcome_;
  std::vector<std::int64_t> missing_;
};

class Work {
 public:
  Work(const Variation& variation, const PointList& points, PointStore& store,
       const PointsWatch& watch, PointsOutcome& outcome)
      : store_(store),
        watch_(watch),
        outcome_(outcome),
        outputs_(variation.outputs.all.size()),
        points_(points),
        missing_(variation, points, store, outcome),
        trial_(variation, watch.stop),
        ranks_(sim::ranks()) {
    outcome_.points_per_rank.assign(static_cast<std::size_t>(ranks_), 0);
  }

  void pass() {
    if (points_.together)
      pass_together();
    else
      pass_rounds();
    store_.close();
    const std::int64_t done = points_.size - (missing_.size() - done_);
    if (done_ < missing_.size()) throw PointsInterrupted{done, points_.size};
  }

 private:
  struct Piece {
    std::int64_t from = 0, end = 0;  // of the missing
  };

  void pass_together() {
    for (std::int64_t i = 0; i < missing_.size(); ++i) {
      const auto outputs = points_.together(points_.values(missing_[i]));
      if (!outputs) return;
      for (std::int64_t& count : outcome_.points_per_rank) ++count;
      ++done_;
      if (!sim::is_first_rank()) continue;
      finished_.push_back(missing_[i]);
      fresh_.add(missing_.key_of_point(missing_[i]), *outputs);
      keep_part();
      if (watch_.progress) watch_.progress({done_, missing_.size(), 0});
    }
  }

  void pass_rounds() {
    sim::restart_count();
    double round = first_round;
    bool more = true, stopped = false;
    while (more && !stopped) {
      round_end_ = ranks_ > 1 ? std::optional(round) : std::nullopt;
      run_round();
      if (problem_) std::rethrow_exception(problem_);
      gather();
      if (sim::is_first_rank()) keep_part();
      stopped = sim::on_any_rank(stopping());
      more = sim::on_any_rank(next_ < missing_.size() || at_ < end_);
      round = next_round(round);
    }
  }

  bool stopping() const { return watch_.stop && watch_.stop->load(std::memory_order_relaxed); }

  // On all threads of this rank, which meets no other meanwhile.
  void run_round() {
    round_start_ = Clock::now();
    done_here_ = failed_here_ = 0;
    const sim::Apart apart;
#pragma omp parallel
    while (const auto piece = take())
      for (std::int64_t i = piece->from; i < piece->end; ++i) {
        if (over_ || stopping()) break;
        run_point(missing_[i]);
      }
  }

  bool round_is_over() const {
    return over_ || stopping() || (round_end_ && seconds_since(round_start_) > *round_end_);
  }

  // The next few points for the thread that asks; nothing when the round is over or all are handed out.
  std::optional<Piece> take() {
    for (;;) {
      if (round_is_over()) return std::nullopt;
      {
        const std::lock_guard lock(mutex_);
        if (omp_get_thread_num() == 0 || ranks_ == 1) refill();
        if (at_ < end_) {
          const Piece piece{at_, std::min(end_, at_ + piece_)};
          at_ = piece.end;
          return piece;
        }
        if (next_ >= missing_.size()) return std::nullopt;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));  // until the main thread has asked
    }
  }

  // Asks for more than this rank's threads need at once, so that none waits for the main thread.
  void refill() {
    if (at_ < end_ && (ranks_ == 1 || end_ - at_ > omp_get_num_threads() * piece_)) return;
    if (at_ < end_ || next_ >= missing_.size()) return;
    const std::int64_t threads = omp_get_num_threads();
    const std::int64_t left = missing_.size() - next_;
    piece_ = std::clamp<std::int64_t>(left / (ranks_ * threads * pieces_left), 1, largest_piece);
    const std::int64_t wanted = ranks_ > 1 ? threads * piece_ : piece_;
    at_ = sim::count_on(wanted);
    end_ = std::min(missing_.size(), at_ + wanted);
    next_ = std::min(missing_.size(), at_ + wanted);
    at_ = std::min(at_, end_);
  }

  void run_point(std::int64_t point) {
    try {
      const PointOutputs outputs = trial_(points_.values(point));
      const std::vector<std::uint64_t> key = missing_.key_of_point(point);
      const std::lock_guard lock(mutex_);
      finished_.push_back(point);
      fresh_.add(key, outputs);
      ++done_here_;
      failed_here_ += outputs.failed > 0;
      if (sim::is_first_rank() && part_is_due()) keep_part();
      if (watch_.progress)
        watch_.progress({std::min(missing_.size(), done_ + done_here_ * ranks_), missing_.size(),
                         failed_ + failed_here_ * ranks_});
    } catch (const Stopped&) {
      return;  // the point is left for another time
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!problem_) problem_ = std::current_exception();
      over_ = true;
    }
  }

  bool part_is_due() const {
    const double since = seconds_since(last_part_);
    return since > std::clamp(seconds_since(start_) / 60.0, soonest_part, latest_part) ||
           store_.fills_reserve(fresh_);
  }

  // At the first rank: what is finished and not kept yet becomes a part, and goes into the outcome.
  void keep_part() {
    last_part_ = Clock::now();
    if (fresh_.size() == 0) return;
    const std::vector<std::int64_t> points = std::move(finished_);
    const KeptPoints kept = std::move(fresh_);
    finished_.clear();
    fresh_ = {};
    for (std::size_t i = 0; i < points.size(); ++i) record(points[i], kept, i);
    kept_ += kept.size();
    store_.keep(kept, missing_.size() - static_cast<std::int64_t>(kept_));
  }

  void record(std::int64_t point, const KeptPoints& kept, std::size_t i) {
    const double* numbers = kept.values.data() + i * kept.numbers;
    const auto to = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(point) * outputs_);
    std::copy_n(numbers, outputs_, outcome_.mean.begin() + to);
    std::copy_n(numbers + outputs_, outputs_, outcome_.sd.begin() + to);
    outcome_.failed[static_cast<std::size_t>(point)] =
        static_cast<std::int32_t>(numbers[2 * outputs_]);
    if (const auto reason = kept.reasons.find(i); reason != kept.reasons.end())
      outcome_.reasons[point] = reason->second;
  }

  // The first rank learns what the others have finished, and all how many they are.
  void gather() {
    sim::Packer packer;
    if (!sim::is_first_rank()) {
      packer(finished_, fresh_.key_words, fresh_.numbers, fresh_.keys, fresh_.values);
      std::vector<std::uint64_t> failed;
      std::vector<std::string> reasons;
      for (const auto& [point, reason] : fresh_.reasons)
        failed.push_back(point), reasons.push_back(reason);
      packer(failed, reasons);
      finished_.clear();
      fresh_ = {};
    }
    const std::vector<sim::Bytes> all = sim::gather_at_first(packer.take());
    for (std::size_t r = 1; r < all.size(); ++r) take_in(all[r]);
    std::vector<std::int64_t> counts(static_cast<std::size_t>(ranks_) + 1);
    counts[static_cast<std::size_t>(sim::rank())] = done_here_;
    counts.back() = failed_here_;
    sim::add_up(counts);
    for (int r = 0; r < ranks_; ++r) {
      outcome_.points_per_rank[static_cast<std::size_t>(r)] += counts[static_cast<std::size_t>(r)];
      done_ += counts[static_cast<std::size_t>(r)];
    }
    failed_ += counts.back();
  }

  void take_in(const sim::Bytes& bytes) {
    KeptPoints theirs;
    std::vector<std::int64_t> points;
    std::vector<std::uint64_t> failed;
    std::vector<std::string> reasons;
    sim::Unpacker unpacker(bytes);
    unpacker(points, theirs.key_words, theirs.numbers, theirs.keys, theirs.values, failed, reasons);
    for (std::size_t i = 0; i < failed.size(); ++i) theirs.reasons[failed[i]] = reasons[i];
    finished_.insert(finished_.end(), points.begin(), points.end());
    fresh_.add(theirs);
  }

  // Long enough that waiting for the last point of the slowest costs little; as the first rank's clock says.
  double next_round(double last) const {
    const double each = done_here_ > 0 ? seconds_since(round_start_) * omp_get_max_threads() /
                                             static_cast<double>(done_here_)
                                       : last;
    double round = std::clamp(points_in_a_round * each, 2.0 * first_round, longest_round);
    sim::Bytes bytes = sim::bytes_of(std::span<const double>(&round, 1));
    sim::share_from_first(bytes);
    return sim::records_of<double>(bytes).front();
  }

  PointStore& store_;
  const PointsWatch& watch_;
  PointsOutcome& outcome_;
  std::size_t outputs_;
  const PointList& points_;
  Missing missing_;
  PointTrial trial_;
  std::int64_t ranks_;

  std::mutex mutex_;               // of all below
  std::int64_t at_ = 0, end_ = 0;  // this rank's, not yet run
  std::int64_t next_ = 0;          // the first that nobody had when this rank asked last
  std::int64_t piece_ = 1;
  std::vector<std::int64_t> finished_;
  KeptPoints fresh_;  // of these
  std::uint64_t kept_ = 0;
  std::int64_t done_here_ = 0, failed_here_ = 0;  // in this round
  std::int64_t done_ = 0, failed_ = 0;            // on all ranks, when they met last
  std::exception_ptr problem_;
  std::atomic<bool> over_ = false;
  std::optional<double> round_end_;
  Clock::time_point start_ = Clock::now(), round_start_ = start_, last_part_ = start_;
};

}  // namespace

PointsOutcome run_points(const Variation& variation, const PointList& points, PointStore& store,
                         const PointsWatch& watch) {
  PointsOutcome outcome;
  Work(variation, points, store, watch, outcome).pass();
  if (sim::is_first_rank() &&
      std::all_of(outcome.mean.begin(), outcome.mean.end(), [](double x) { return std::isnan(x); }))
    throw std::runtime_error(fmt::format(
        "no point has a value{}",
        outcome.reasons.empty() ? "" : "; the first failed: " + outcome.reasons.begin()->second));
  return outcome;
}

}  // namespace agglomera::scenarios
