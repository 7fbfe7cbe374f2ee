#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace morgue {

/// What kind of thing answers a question. English; the plain question words of German, French and
/// Spanish too.
enum class Asked : std::uint8_t {
  Nothing,   ///< no question
  Anything,  ///< a question that names no kind ("what happened to the ferry")
  Person,    ///< who, whom, whose
  Day,       ///< when, which year
  Clock,     ///< at what time
  Place,     ///< where, which city
  Number,    ///< how many, how deep, what percentage
  Money,     ///< how much did it cost
  Duration,  ///< how long, how quickly
  Reason,    ///< why, what caused
  Words,     ///< what did he say
  Name,      ///< what is it called, which team
};

struct Question {
  Asked asked = Asked::Nothing;
  std::string thing;  ///< folded: what is counted or named ("dockers" of "how many dockers")
  friend bool operator==(const Question&, const Question&) = default;
};

/// Reads the words of a query as they were typed, in order. Of several question words the first one
/// counts, or the last one with a capital: it begins a sentence. Pure.
[[nodiscard]] Question read_question(std::span<const std::string> typed);

}  // namespace morgue
