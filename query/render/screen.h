#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

struct ScreenSize {
  std::size_t rows = 0, columns = 0;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

/// A key that was pressed, or what else a terminal tells.
struct Key {
  enum class Kind {
    None,
    Text,     ///< `character`
    Control,  ///< with the letter `character`, in lower case
    Enter,
    Escape,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Backspace,
    Delete,
    Click,      ///< at `row`, `column`, counted from 0
    WheelUp,    ///< likewise
    WheelDown,  ///< likewise
    Resized,
    Woken,  ///< by wake()
    Ended,  ///< the program is to end: `signal`
  };
  Kind kind = Kind::None;
  char32_t character = 0;
  std::size_t row = 0, column = 0;
  int signal = 0;
  friend bool operator==(const Key&, const Key&) = default;
};

/// A line of text at its place. A picture is made of these, and not of whole lines, so that a
/// terminal which takes a character for wider than we do shifts no more than its piece.
struct Piece {
  std::size_t row = 0, column = 0;
  std::size_t width = 0;  ///< columns that are its own: what is left of them is blank
  std::string text;       ///< one line, as Style makes it: with its codes
  bool chosen = false;    ///< stands out as a whole
};

struct Place {
  std::size_t row = 0, column = 0;
};

struct Picture {
  std::vector<Piece> pieces;
  std::optional<Place> cursor;  ///< nothing: it is hidden
};

/// The terminal as a whole screen, until it is destroyed; the one file that knows ncurses. One at a
/// time. Ctrl-C and Ctrl-Z come as keys; signals that end the program, and the size of the window,
/// come as well. What was on the terminal before is there again afterwards, whatever happens.
class Screen {
 public:
  struct Options {
    bool colour = true;  ///< false: bold, underlined and reversed text alone
    bool mouse = false;  ///< clicks come to us: the terminal itself selects no text with it
  };
  /// Null if this kind of terminal ($TERM) is not known, or can't place text.
  [[nodiscard]] static std::unique_ptr<Screen> open(const Options& options);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  [[nodiscard]] ScreenSize size() const;
  /// Shows a picture in place of the one before. What lies beyond the edges is cut off.
  void draw(const Picture& picture);
  /// Waits for the next thing.
  [[nodiscard]] Key wait();
  /// Makes wait() return Woken; from any thread.
  void wake() const;
  /// Stops the program as Ctrl-Z does; returns when it goes on.
  void suspend();
  /// Gives the terminal back while `run` runs.
  void leave_for(const std::function<void()>& run);
  /// Asks the terminal to put a text on the clipboard (OSC 52). Many do, some refuse: none says.
  void copy(std::string_view text);

 private:
  class Signals;
  struct Colours;
  explicit Screen(const Options& options);
  void put(const Piece& piece, const ScreenSize& size);
  [[nodiscard]] Key read_key();
  [[nodiscard]] static Key mouse_key();

  std::unique_ptr<Signals> signals_;
  std::unique_ptr<Colours> colours_;
  void* terminal_ = nullptr;  // ncurses' own
};

}  // namespace morgue
