#pragma once

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "indexer/extract/intake.h"

namespace morgue {

// What travels between morgue-index and the process that reads for it. Both ends are the same
// program, so numbers lie as they lie in memory and there is no version. But what comes from the
// other side is not trusted: every length is checked, and what does not fit gives nothing.

/// Writes values one behind another.
class Packer {
 public:
  void operator()(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  void operator()(const std::string& text) { (*this)(std::string_view(text)); }
  template <typename T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void operator()(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  template <typename T>
  void operator()(const std::vector<T>& list) {
    number(list.size());
    for (const T& one : list) (*this)(one);
  }
  template <typename T>
  void operator()(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <typename A, typename B>
  void operator()(const std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  void operator()(const Instant& time) { (*this)(time.time_since_epoch().count()); }
  void operator()(const Timestamp& time);
  void operator()(const Candidate& candidate);
  void operator()(const ReadError& error);
  void operator()(const RawDocument& raw);
  void operator()(const FoundArticle& found);
  void operator()(const ContentItem& item);
  template <typename T, typename E>
  void operator()(const Result<T, E>& result) {
    (*this)(result.has_value());
    if (result)
      (*this)(*result);
    else
      (*this)(result.error());
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void number(std::size_t value) { (*this)(value); }
  std::string bytes_;
};

/// Reads them back in the same order. Once something did not fit, good() is false and everything
/// that follows stays as it was.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  void operator()(std::string& text) { text = view(); }
  /// A string, without copying it.
  [[nodiscard]] std::string_view view();
  void operator()(bool& value);
  template <typename T>
  requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) void operator()(T& value) {
    if (!has(sizeof value)) return;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
  }
  /// `last`: of the enumeration, counted from 0.
  template <typename T>
  requires std::is_enum_v<T>
  void enumerated(T& value, T last) {
    std::underlying_type_t<T> number{};
    (*this)(number);
    if (number > static_cast<std::underlying_type_t<T>>(last)) good_ = false;
    if (good_) value = static_cast<T>(number);
  }
  template <typename T>
  void operator()(std::vector<T>& list) {
    std::size_t count = 0;
    for ((*this)(count); good_ && count > 0; --count) (*this)(list.emplace_back());
  }
  template <typename T>
  void operator()(std::optional<T>& value) {
    bool there = false;
    (*this)(there);
    if (there && good_) (*this)(value.emplace());
  }
  template <typename A, typename B>
  void operator()(std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  void operator()(Instant& time);
  void operator()(Timestamp& time);
  void operator()(Candidate& candidate);
  void operator()(ReadError& error);
  void operator()(RawDocument& raw);
  void operator()(FoundArticle& found);
  void operator()(ContentItem& item);
  void operator()(FoundArticles& found);

  [[nodiscard]] bool good() const { return good_; }
  /// Everything was read, and all of it fitted.
  [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

 private:
  bool has(std::size_t bytes) {
    good_ = good_ && bytes <= rest_.size();
    return good_;
  }
  std::string_view rest_;
  bool good_ = true;
};

/// Valid UTF-8 in all fields and no control characters: what extraction promises, and what is asked
/// of an article that comes from a process which may have been taken over.
[[nodiscard]] bool is_clean(const Article& article);

}  // namespace morgue
