#include "query/render/screen.h"

#include <fcntl.h>
#include <langinfo.h>
#include <ncurses.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <clocale>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cwchar>
#include <map>
#include <utility>

#include "common/terminal.h"
#include "common/utf8.h"

namespace morgue {
namespace {

// A signal handler can reach nothing but such variables.
std::atomic<int> g_wake{-1};         // NOLINT: see above; the end of a pipe that wait() hears
std::atomic<int> g_ended{0};         // NOLINT: see above
std::atomic<bool> g_resized{false};  // NOLINT: see above
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

/// One byte in the pipe is as good as many: if it is full, it has rung.
void ring() {
  const int to = g_wake.load();
  if (to >= 0 && ::write(to, "w", 1) < 0) return;
}

void on_end(int signal) {
  g_ended = signal;
  ring();
}

void on_resize(int) {
  g_resized = true;
  ring();
}

/// A lone Escape is told from the beginning of a longer code by this wait; over a slow line the
/// parts of one code may come so far apart.
constexpr int kEscapeMilliseconds = 100;

/// The parts of a code of Style: "\x1b[01;35m".
std::vector<int> numbers_of(std::string_view code) {
  std::vector<int> out;
  const char* at = code.data();
  const char* const end = at + code.size();
  while (at < end) {
    int number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error == std::errc()) out.push_back(number);
    at = next == at ? at + 1 : next;
  }
  return out;
}

/// Colours and attributes of text.
struct Look {
  attr_t attributes = A_NORMAL;
  int foreground = -1, background = -1;  // -1: the terminal's own

  void apply(std::string_view code) {
    const std::vector<int> numbers = numbers_of(code);
    if (numbers.empty()) *this = {};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const bool of_palette = (numbers[i] == 38 || numbers[i] == 48) && i + 2 < numbers.size();
      if (!of_palette) {
        apply(numbers[i]);
        continue;
      }
      (numbers[i] == 38 ? foreground : background) = numbers[i + 1] == 5 ? numbers[i + 2] : -1;
      i += numbers[i + 1] == 5 ? 2 : 4;
    }
  }

 private:
  void apply(int number) {
    static constexpr auto kAttributes = std::to_array<std::pair<int, attr_t>>(
        {{1, A_BOLD}, {2, A_DIM}, {3, A_ITALIC}, {4, A_UNDERLINE}, {7, A_REVERSE}});
    if (number == 0) *this = {};
    for (const auto& [code, attribute] : kAttributes)
      if (code == number) attributes |= attribute;
    const auto within = [&](int first) { return number >= first && number < first + 8; };
    if (within(30)) foreground = number - 30;
    if (within(90)) foreground = number - 90 + 8;
    if (within(40)) background = number - 40;
    if (within(100)) background = number - 100 + 8;
  }
};

/// What is shown as one character. ncurses keeps a few marks with each.
struct Cluster {
  std::array<wchar_t, CCHARW_MAX + 1> characters{};
  std::size_t count = 0;
  std::size_t columns = 0;
};

/// Signs of direction (Unicode's isolates). ncurses has no place for them: it writes cells, and
/// only those that have changed.
bool is_isolate(char32_t c) { return c >= 0x2066 && c <= 0x2069; }

/// What the C library does not know, and whatever could steer a terminal, is shown as U+FFFD:
/// ncurses counts columns as that does.
wchar_t shown(char32_t c) {
  const auto wide = static_cast<wchar_t>(c);
  return utf8::is_control(c) || ::wcwidth(wide) < 0 ? static_cast<wchar_t>(utf8::kReplacement)
                                                    : wide;
}

Cluster next_cluster_of(std::string_view text, std::size_t& at) {
  Cluster out;
  while (at < text.size() && text[at] != '\x1b') {
    const utf8::Decoded d = utf8::decode(text, at);
    if (is_isolate(d.code_point)) {
      at += d.length;
      continue;
    }
    const wchar_t c = shown(d.code_point);
    const int columns = ::wcwidth(c);
    if (out.count > 0 && columns != 0) break;
    at += d.length;
    if (out.count == 0) out.columns = static_cast<std::size_t>(std::max(columns, 0));
    // A mark without a letter has nothing to stand on.
    if (out.count == 0 && columns == 0) continue;
    if (out.count < CCHARW_MAX) out.characters[out.count++] = c;
  }
  return out;
}

/// All our text is UTF-8, whatever the locale says: where it says otherwise the one that always
/// knows UTF-8 is taken for characters.
void know_wide_characters() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = at; i < at + 3; ++i)
      three = three << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    const std::size_t digits = std::min<std::size_t>(bytes.size() - at, 3) + 1;
    for (std::size_t i = 0; i < 4; ++i)
      out += i < digits ? kDigits[three >> (18U - 6U * i) & 63U] : '=';
  }
  return out;
}

Key special_key(wint_t code) {
  using Kind = Key::Kind;
  static constexpr auto kKinds =
      std::to_array<std::pair<wint_t, Kind>>({{KEY_ENTER, Kind::Enter},
                                              {KEY_BTAB, Kind::BackTab},
                                              {KEY_UP, Kind::Up},
                                              {KEY_DOWN, Kind::Down},
                                              {KEY_LEFT, Kind::Left},
                                              {KEY_RIGHT, Kind::Right},
                                              {KEY_PPAGE, Kind::PageUp},
                                              {KEY_NPAGE, Kind::PageDown},
                                              {KEY_HOME, Kind::Home},
                                              {KEY_END, Kind::End},
                                              {KEY_BACKSPACE, Kind::Backspace},
                                              {KEY_DC, Kind::Delete},
                                              {KEY_RESIZE, Kind::Resized}});
  for (const auto& [key, kind] : kKinds)
    if (key == code) return {kind};
  return {};
}

Key typed_key(wint_t character) {
  switch (character) {
    case L'\r':
    case L'\n':
      return {Key::Kind::Enter};
    case L'\t':
      return {Key::Kind::Tab};
    case 0x1B:
      return {Key::Kind::Escape};
    case 0x08:
    case 0x7F:
      return {Key::Kind::Backspace};
    default:
      break;
  }
  if (character > 0 && character < 0x20)
    return {Key::Kind::Control, static_cast<char32_t>(character) + U'a' - 1};
  if (utf8::is_control(static_cast<char32_t>(character))) return {};
  return {Key::Kind::Text, static_cast<char32_t>(character)};
}

}  // namespace

/// What signals do while there is a screen, and the pipe by which they are heard.
class Screen::Signals {
 public:
  Signals() {
    if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    g_ended = 0;
    g_resized = false;
    g_wake = pipe_[1];
    for (std::size_t i = 0; i < kEnding.size(); ++i) set(kEnding[i], on_end, before_[i]);
    set(SIGWINCH, on_resize, before_.back());
  }
  ~Signals() {
    for (std::size_t i = 0; i < kEnding.size(); ++i) ::sigaction(kEnding[i], &before_[i], nullptr);
    ::sigaction(SIGWINCH, &before_.back(), nullptr);
    g_wake = -1;
    for (const int end : pipe_) ::close(end);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  [[nodiscard]] int heard() const { return pipe_[0]; }
  void drain() const {
    std::array<char, 64> bytes{};
    while (::read(pipe_[0], bytes.data(), bytes.size()) > 0) {
    }
  }

 private:
  static constexpr auto kEnding = std::to_array<int>({SIGINT, SIGTERM, SIGHUP, SIGQUIT});

  static void set(int signal, void (*handler)(int), struct sigaction& before) {
    struct sigaction action {};
    action.sa_handler = handler;
    ::sigaction(signal, &action, &before);
  }

  std::array<int, 2> pipe_ = {-1, -1};
  std::array<struct sigaction, kEnding.size() + 1> before_{};
};

/// Pairs of colours, as ncurses wants them: numbered in the order in which they were needed.
struct Screen::Colours {
  bool enabled = false;
  std::map<std::pair<int, int>, short> pairs;

  /// 0 if there are no colours, or no more pairs.
  short pair(const Look& look) {
    if (!enabled || (look.foreground < 0 && look.background < 0)) return 0;
    // Bright colours are beyond the palette of some terminals.
    const auto known = [](int colour) {
      return colour < COLORS ? colour : colour < 16 ? colour % 8 : -1;
    };
    const std::pair<int, int> wanted = {known(look.foreground), known(look.background)};
    const auto number = static_cast<short>(pairs.size() + 1);
    const auto [at, fresh] = pairs.try_emplace(wanted, number);
    if (fresh && (number >= COLOR_PAIRS || ::init_pair(number, static_cast<short>(wanted.first),
                                                       static_cast<short>(wanted.second)) == ERR))
      at->second = 0;
    return at->second;
  }
};

std::unique_ptr<Screen> Screen::open(const Options& options) {
  std::unique_ptr<Screen> out(new Screen(options));
  return out->terminal_ != nullptr ? std::move(out) : nullptr;
}

Screen::Screen(const Options& options)
    : signals_(std::make_unique<Signals>()), colours_(std::make_unique<Colours>()) {
  know_wide_characters();
  std::fflush(stdout);
  terminal_ = ::newterm(nullptr, stdout, stdin);
  if (terminal_ == nullptr) return;
  ::set_escdelay(kEscapeMilliseconds);
  ::raw();
  ::noecho();
  ::nonl();
  ::keypad(stdscr, TRUE);
  ::nodelay(stdscr, TRUE);
  ::leaveok(stdscr, FALSE);
  if (options.colour && ::has_colors() && ::start_color() == OK)
    colours_->enabled = ::use_default_colors() == OK;
  if (options.mouse) {
    ::mouseinterval(0);  // a click is told when it begins
    ::mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, nullptr);
  }
}

Screen::~Screen() {
  if (terminal_ == nullptr) return;
  ::curs_set(1);
  ::endwin();
  ::delscreen(static_cast<SCREEN*>(terminal_));
}

ScreenSize Screen::size() const {
  return {static_cast<std::size_t>(LINES), static_cast<std::size_t>(COLS)};
}

void Screen::put(const Piece& piece, const ScreenSize& size) {
  if (piece.row >= size.rows || piece.column >= size.columns) return;
  const std::size_t width = std::min(piece.width, size.columns - piece.column);
  ::move(static_cast<int>(piece.row), static_cast<int>(piece.column));
  Look look;
  const auto attributes = [&] { return look.attributes | (piece.chosen ? A_REVERSE : A_NORMAL); };
  std::size_t used = 0;
  for (std::size_t at = 0; at < piece.text.size();) {
    if (piece.text[at] == '\x1b') {
      const std::size_t end = std::min(piece.text.find('m', at), piece.text.size() - 1);
      look.apply(std::string_view(piece.text).substr(at, end - at));
      at = end + 1;
      continue;
    }
    const Cluster cluster = next_cluster_of(piece.text, at);
    if (used + cluster.columns > width) break;
    if (cluster.count == 0) continue;
    cchar_t cell{};
    ::setcchar(&cell, cluster.characters.data(), attributes(), colours_->pair(look), nullptr);
    ::add_wch(&cell);
    used += cluster.columns;
  }
  look = {};
  ::attr_set(attributes(), 0, nullptr);
  for (; used < width; ++used) ::addch(' ');
  ::attr_set(A_NORMAL, 0, nullptr);
}

void Screen::draw(const Picture& picture) {
  const ScreenSize now = size();
  ::erase();
  for (const Piece& piece : picture.pieces) put(piece, now);
  ::curs_set(picture.cursor ? 1 : 0);
  if (picture.cursor)
    ::move(static_cast<int>(picture.cursor->row), static_cast<int>(picture.cursor->column));
  ::refresh();
}

Key Screen::mouse_key() {
  MEVENT event;
  if (::getmouse(&event) != OK) return {};
  const Key::Kind kind = (event.bstate & BUTTON4_PRESSED) != 0   ? Key::Kind::WheelUp
                         : (event.bstate & BUTTON5_PRESSED) != 0 ? Key::Kind::WheelDown
                                                                 : Key::Kind::Click;
  return {kind, 0, static_cast<std::size_t>(event.y), static_cast<std::size_t>(event.x)};
}

Key Screen::read_key() {
  // ncurses may have read on, and says ERR for what it leaves out itself (a button that goes up):
  // only twice nothing is nothing.
  for (int nothing = 0; nothing < 2;) {
    wint_t code = 0;
    const int got = ::get_wch(&code);
    nothing = got == ERR ? nothing + 1 : 0;
    if (got == ERR) continue;
    const Key key = got != KEY_CODE_YES ? typed_key(code)
                    : code == KEY_MOUSE ? mouse_key()
                                        : special_key(code);
    if (key.kind != Key::Kind::None) return key;
  }
  return {};
}

Key Screen::wait() {
  for (;;) {
    if (const int signal = g_ended.exchange(0)) return {Key::Kind::Ended, 0, 0, 0, signal};
    if (g_resized.exchange(false)) {
      const auto rows = static_cast<int>(terminal_rows(Stream::Out));
      const auto columns = static_cast<int>(terminal_columns(Stream::Out));
      if (rows > 0 && columns > 0) ::resizeterm(rows, columns);
      return {Key::Kind::Resized};
    }
    if (const Key key = read_key(); key.kind != Key::Kind::None) return key;
    std::array<pollfd, 2> waiting = {{{STDIN_FILENO, POLLIN, 0}, {signals_->heard(), POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;  // a signal: it has rung
    if (waiting[1].revents != 0) {
      signals_->drain();
      if (g_ended == 0 && !g_resized) return {Key::Kind::Woken};
    }
    // The terminal is gone.
    if ((waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
      return {Key::Kind::Ended, 0, 0, 0, SIGHUP};
  }
}

void Screen::wake() const { ring(); }

void Screen::suspend() {
  std::raise(SIGTSTP);  // ncurses gives the terminal back, and takes it again
  ::clearok(curscr, TRUE);
}

void Screen::leave_for(const std::function<void()>& run) {
  ::def_prog_mode();
  ::endwin();
  run();
  ::reset_prog_mode();
  ::clearok(curscr, TRUE);
  ::refresh();
}

void Screen::copy(std::string_view text) {
  const std::string code = "\x1b]52;c;" + base64(text) + '\a';
  if (::write(STDOUT_FILENO, code.data(), code.size()) < 0) return;  // then it is not copied
}

}  // namespace morgue
