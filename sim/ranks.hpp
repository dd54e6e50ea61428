// Ranks: processes that run the same program together, on one machine or on many. Each rank passes the
// same steps; it does its share of the members or of the blocks of firms, and they meet in the functions
// below, all of them in the same order. Only ranks.cpp knows MPI; built without it there is one rank.
//
// Nobody waits for a rank that gave up: whatever a rank throws ends in Ranks::end, and the others learn
// of it where they meet next, by RankFailed. So an error may be thrown by one rank alone, outside
// parallel regions. Only the main thread of a rank may meet the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace agglomera::sim {

using Bytes = std::vector<std::byte>;

// 0 for the first rank; 0 of 1 while ranks work apart.
int rank();
int ranks();

// Whether this is the rank that speaks to the user and writes files; also while ranks work apart.
bool is_first_rank();
// How many there are altogether, also while they work apart.
int ranks_together();

// Of the rank that gave up, and what it would have said. No std::exception: it is none of a member's.
struct RankFailed {
  int code;
  std::string message;
};

// Stands in main: begins and ends the work of all ranks.
class Ranks {
 public:
  Ranks(int& argc, char**& argv);
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  // The last meeting: the code and message of the first rank with a code other than 0, on every rank.
  // To be called after RankFailed too.
  RankFailed end(int code, const std::string& message);
};

// While it lives, each rank works by itself: on members of its own, say. rank() is 0 of 1, and every
// meeting below is with itself and safe on any thread. Made and ended outside parallel regions.
class Apart {
 public:
  Apart();
  ~Apart();
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;
};

// Each number becomes its sum over all ranks, exactly. All ranks must give equally many.
void add_up(std::span<std::int64_t> numbers);

// Whether it is so on any rank: somebody failed, or was asked to stop.
bool on_any_rank(bool here);

// to[r] goes to rank r; gives what each rank sent here, by rank.
std::vector<Bytes> exchange(const std::vector<Bytes>& to);

// At the first rank what every rank gave, by rank; elsewhere nothing.
std::vector<Bytes> gather_at_first(const Bytes& mine);

// What every rank gave, by rank, on all of them.
std::vector<Bytes> gather_everywhere(const Bytes& mine);

// Becomes what the first rank has.
void share_from_first(Bytes& bytes);

// A number on which all ranks count together, from 0: it hands out work, to whoever asks first. Setting it
// back is a meeting. Counting on is none: a rank asks when it likes, by its main thread, also while ranks
// work apart, and waits for nobody's work. It gives the number before the steps were added.
void restart_count();
std::int64_t count_on(std::int64_t steps);

template <typename Record>
Bytes bytes_of(std::span<const Record> records) {
  static_assert(std::is_trivially_copyable_v<Record>);
  const auto bytes = std::as_bytes(records);
  return {bytes.begin(), bytes.end()};
}

template <typename Record>
std::vector<Record> records_of(const Bytes& bytes) {
  static_assert(std::is_trivially_copyable_v<Record>);
  std::vector<Record> records(bytes.size() / sizeof(Record));
  if (!records.empty()) std::memcpy(records.data(), bytes.data(), records.size() * sizeof(Record));
  return records;
}

template <typename Record>
std::vector<std::vector<Record>> exchange(const std::vector<std::vector<Record>>& to) {
  std::vector<Bytes> packed;
  for (const std::vector<Record>& records : to)
    packed.push_back(bytes_of(std::span<const Record>(records)));
  std::vector<std::vector<Record>> from;
  for (const Bytes& bytes : exchange(packed)) from.push_back(records_of<Record>(bytes));
  return from;
}

}  // namespace agglomera::sim
