#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <iterator>

#include "output/measures/location_quotient.hpp"
#include "scenarios/cli/measure_print.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

// JSON as it is written to stdout, a megabyte at a time.
class JsonStream {
 public:
  ~JsonStream() { flush(); }
  void raw(std::string_view text) { buffer_.append(text.data(), text.data() + text.size()); }
  void quoted(std::string_view text) {
    buffer_.push_back('"');
    for (const char letter : text) {
      const auto byte = static_cast<unsigned char>(letter);
      if (letter == '"' || letter == '\\') buffer_.push_back('\\');
      if (byte < 0x20 || byte == 0x7F)
        fmt::format_to(std::back_inserter(buffer_), "\\u{:04x}", byte);
      else
        buffer_.push_back(letter);
    }
    buffer_.push_back('"');
  }
  void number(double value) {
    if (std::isfinite(value))
      fmt::format_to(std::back_inserter(buffer_), "{}", value);
    else
      raw("null");
  }
  void whole(std::size_t value) { fmt::format_to(std::back_inserter(buffer_), "{}", value); }

  void key(std::string_view name) {  // within a row
    raw(first_ ? "" : ", ");
    first_ = false;
    buffer_.push_back('"');
    raw(name);
    raw("\": ");
  }
  void text(std::string_view name, std::string_view value) { key(name), quoted(value); }
  void value(std::string_view name, double value) { key(name), number(value); }
  void yes(std::string_view name) { key(name), raw("true"); }

  void begin_object() {
    buffer_.push_back('{');
    first_ = true;
  }
  void begin_rows(std::string_view name) {
    raw(",\n  ");
    quoted(name);
    raw(": [");
    any_ = false;
  }
  void begin_row() {
    raw(any_ ? ",\n    {" : "\n    {");
    any_ = first_ = true;
  }
  void end_row() {
    buffer_.push_back('}');
    if (buffer_.size() > std::size_t{1} << 20) flush();
  }
  void end_rows() { raw(any_ ? "\n  ]" : "]"); }
  void flush() {
    std::fwrite(buffer_.data(), 1, buffer_.size(), stdout);
    buffer_.clear();
  }

 private:
  fmt::memory_buffer buffer_;
  bool first_ = true, any_ = false;
};

void year_of(JsonStream& json, const ActivityTable& table, std::size_t place) {
  json.key("year");
  if (table.has_years)
    json.whole(static_cast<std::size_t>(table.years[place]));
  else
    json.raw("null");
}

constexpr Index of_cells[] = {Index::lq, Index::symmetric_lq, Index::standardised_lq, Index::rca};

void write_quotients(JsonStream& json, const ActivityTable& table, const MeasureRequest& request,
                     const Quotients& measured) {
  json.begin_rows("lq");
  bool any = false;
  for (const Index index : of_cells) any = any || request.wants(index);
  for (std::size_t row = 0; any && row < table.size(); ++row) {
    if (table.region[row] == table.total_region || table.industry[row] == table.total_industry)
      continue;
    const double quotient = measured.lq[row];
    json.begin_row();
    json.text("region", table.regions[table.region[row]]);
    json.text("industry", table.industries[table.industry[row]]);
    year_of(json, table, table.year[row]);
    json.value("lq", quotient);
    if (!measured.low.empty()) {
      json.value("low", measured.low[row]);
      json.value("high", measured.high[row]);
    }
    if (request.wants(Index::symmetric_lq))
      json.value("symmetric_lq", output::symmetric_location_quotient(quotient));
    if (request.wants(Index::standardised_lq))
      json.value("standardised_lq", measured.standardised[row]);
    if (request.wants(Index::rca)) json.value("rca", advantage(request, table, measured, row));
    if (const std::string_view why = standing(table, measured, row); !why.empty())
      json.text("why", why);
    if (measured.incomplete[row]) json.yes("incomplete");
    json.end_row();
  }
  json.end_rows();
}

void write_index(JsonStream& json, const ActivityTable& table, const MeasureRequest& request,
                 const IndexValue& row) {
  json.begin_row();
  json.text("index", name_of(row.index));
  if (row.region != nobody) json.text("region", table.regions[row.region]);
  if (row.industry != nobody) json.text("industry", table.industries[row.industry]);
  if (row.other != nobody) json.text("other", table.industries[row.other]);
  year_of(json, table, row.year);
  json.value("value", row.value);
  if (const std::string_view name = beside_name(row.index); !name.empty())
    json.value(name, row.beside);
  if (row.incomplete) json.yes("incomplete");
  json.text("convention", request.conventions.text(row.index));
  json.end_row();
}

// As an index its value is the probability, of all years together; as a transition it has its own name.
void write_transition(JsonStream& json, const ActivityTable& table, const MeasureRequest& request,
                      const TransitionRow& row, bool as_index) {
  json.begin_row();
  json.text("index", name_of(row.index));
  json.text("industry", table.industries[row.industry]);
  if (as_index) {
    json.key("year");
    json.raw("null");
  }
  if (!row.neighbours.empty()) json.text("neighbours", row.neighbours);
  json.text("from", row.from);
  json.text("to", row.to);
  json.key("count");
  json.whole(row.count);
  json.value(as_index ? "value" : "probability", row.probability);
  json.text("convention", request.conventions.text(row.index));
  json.end_row();
}

void write_indices(JsonStream& json, const ActivityTable& table, const MeasureRequest& request,
                   const Quotients& quotients) {
  std::vector<TransitionRow> transitions;
  json.begin_rows("indices");
  tell_indices(table, request, quotients,
               {[&](const IndexValue& row) { write_index(json, table, request, row); },
                [&](const TransitionRow& row) {
                  write_transition(json, table, request, row, true);
                  transitions.push_back(row);
                }});
  json.end_rows();
  json.begin_rows("transitions");
  for (const TransitionRow& row : transitions) write_transition(json, table, request, row, false);
  json.end_rows();
}

void write_table(JsonStream& json, const ActivityTable& table, const Quotients& measured) {
  const auto count = [&](std::string_view name, std::size_t number) {
    json.key(name);
    json.whole(number);
  };
  json.raw("{\n  \"table\": ");
  json.begin_object();
  json.text("file", table.file);
  count("regions", table.regions.size() - (table.total_region ? 1 : 0));
  count("industries", table.industries.size() - (table.total_industry ? 1 : 0));
  count("years", table.has_years ? table.years.size() : 0);
  count("numbers", measured.numbers);
  count("zeros", measured.zeros);
  count("missing", measured.missing);
  count("suppressed", measured.suppressed);
  count("absent", measured.absent);
  json.raw("}");
}

void write_head(JsonStream& json, const ActivityTable& table, const MeasureRequest& request,
                const Quotients& quotients) {
  write_table(json, table, quotients);
  json.raw(",\n  \"conventions\": ");
  json.begin_object();
  for (const Index index : of_cells)
    if (request.wants(index)) json.text(name_of(index), request.conventions.text(index));
  if (!quotients.low.empty())
    json.text("interval",
              fmt::format("90 %, percentiles of {} samples of the world's firms drawn with "
                          "replacement, seed {}",
                          request.bootstrap, request.seed));
  if (request.neighbours)
    json.text("neighbours", fmt::format("{}; {} permutations, seed {}; of the {}",
                                        request.neighbours_text, request.permutations, request.seed,
                                        request.of_quotients ? "LQs" : "values"));
  json.raw("}");
  json.raw(",\n  \"notes\": [");
  for (std::size_t k = 0; k < quotients.notes.size(); ++k) {
    json.raw(k > 0 ? ",\n    " : "\n    ");
    json.quoted(quotients.notes[k]);
  }
  json.raw(quotients.notes.empty() ? "]" : "\n  ]");
}

}  // namespace

void print_measured_json(const ActivityTable& table, const MeasureRequest& request,
                         const Quotients& quotients) {
  JsonStream json;
  write_head(json, table, request, quotients);
  write_quotients(json, table, request, quotients);
  write_indices(json, table, request, quotients);
  json.raw("\n}\n");
}

void print_folder_json(const ActivityTable& table, const MeasureRequest& request,
                       const Quotients& quotients, const std::string& folder,
                       const std::vector<MeasuredFile>& files) {
  JsonStream json;
  write_head(json, table, request, quotients);
  json.raw(",\n  \"output\": ");
  json.quoted(folder);
  json.begin_rows("files");
  for (const MeasuredFile& file : files) {
    json.begin_row();
    json.text("file", file.name);
    json.key("rows");
    json.whole(file.rows);
    json.end_row();
  }
  json.end_rows();
  json.raw("\n}\n");
}

}  // namespace agglomera::cli
