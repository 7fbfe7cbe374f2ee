#include "indexer/extract/byline.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "common/instant.h"
#include "common/utf8.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

/// The longest bylines seen (a dozen reporters of an agency) are under 400 bytes.
constexpr std::size_t kMaxBylineBytes = 600;
/// Capitalised words in one name, particles and suffixes not counted: "Maria Luisa Ortega Prieto".
constexpr std::size_t kMaxNameWords = 4;
/// "Dana M. Okafor Staff Writer"; with more words in front of the role some are a beat.
constexpr std::size_t kMaxWordsBeforeRole = 3;
/// Shorter words in capitals may be initials or suffixes.
constexpr std::size_t kMinShoutedLetters = 4;
/// A line that ends with a full stop is a byline only if it is as short as "By Dana M. Okafor Jr."
constexpr std::size_t kMaxStopped = 8;
/// A byline has hardly a word in small letters that is not known from bylines.
constexpr std::size_t kMaxForeignWords = 1;
/// A line of text that is only a byline is short; a sentence that starts with "By" goes on.
constexpr std::size_t kMaxBylineLineBytes = 200;

constexpr auto kBy = word_list({"af", "av", "by", "door", "par", "por", "von"});

/// Words before "by" that credit something else than the writing.
constexpr auto kOtherCredits = word_list(
    {"checked",     "curated",      "edited",        "editing",   "graphic",    "graphics",
     "illustrated", "illustration", "illustrations", "image",     "images",     "photo",
     "photograph",  "photographs",  "photography",   "photos",    "picture",    "pictures",
     "produced",    "production",   "reviewed",      "sponsored", "translated", "translation",
     "verified",    "video",        "videos"});

/// A name ends before these: roles and their beats, time words, buttons, kinds of outlets.
// clang-format off
constexpr auto kNeverInNames =
    word_list({
    "about", "affairs", "agentur", "agencia", "ajansi", "anzahl", "agenturen", "afp", "agence", "agencies", "agency", "ago", "all", "alle", "articles", "artikel", "analysis",
    "analyst", "anchor", "ap", "apr", "assistant", "associate", "associated", "aug", "author",
    "authors", "bbc", "blog", "bloomberg", "board", "breaking", "broadcasting", "bureau",
    "business", "chief", "chronicle", "click", "columnist", "columnists", "comment",
    "commentary", "comments", "company", "contributing", "contributor", "contributors", "copy",
    "correspondent", "correspondents", "daily", "days", "dec", "department", "deputy", "desk",
    "digital", "diplomatic", "director", "dpa", "economics", "edition", "edited", "editor", "editorial",
    "editors", "education", "email", "entertainment", "environment", "est", "exclusive",
    "facebook", "features", "feb", "foto", "fotos", "follow", "for", "foreign", "freelance", "friday", "from",
    "gazette", "global", "guardian", "guest", "health", "herald", "hour", "hours", "inc",
    "international", "investigative", "journal", "journalist", "journalists", "jul", "last",
    "live", "llc", "local", "ltd", "magazine", "managing", "media", "min", "mins", "minute",
    "minutes", "modified", "monday", "month", "months", "national", "newsdesk", "network", "news",
    "newspaper", "newsroom", "nov", "npr", "observer", "oct", "online", "opinion",
    "photographer", "photocredits", "photography", "political", "politics", "posted", "presented", "press",
    "quelle", "presse", "print", "producer", "published", "publisher", "radio", "read", "related", "report",
    "redaccion", "redacao", "redaction", "redaktion", "redazione", "reporter", "reporters",
    "reporting", "reuters", "review", "saturday", "save", "science",
    "senior", "sept", "series", "service", "services", "share", "shared", "sponsored", "sport",
    "sports", "stand", "staff", "stories", "story", "studio", "subscribe", "summary", "sunday", "team", "tech", "technology",
    "telegraph", "television", "the", "thursday", "times", "today", "topics", "tribune", "tuesday", "tv",
    "themen", "uber", "tweet", "twitter", "veroffentlicht", "university", "updated", "upi", "video", "watch", "wednesday", "week",
    "weekly", "weeks", "whatsapp", "wire", "wires", "words", "world", "writer", "writers", "www",
    "xinhua", "yesterday"});
// clang-format on

/// Roles: they may follow a name ("Dana Okafor Staff Writer"), but after a comma they and their
/// beat make no name ("Home Affairs Correspondent").
constexpr auto kRoles =
    word_list({"affairs", "columnist", "contributor", "correspondent", "correspondents", "editor",
               "editors", "eingestellt", "editorial", "journalist", "reporter", "reporters",
               "staff", "writer", "writers"});

/// Right behind a name and with no role after them these make it an outlet: "Calder Bay Herald".
// clang-format off
constexpr auto kOutletNouns = word_list(
    {
    "agency", "associated", "board", "broadcasting", "bureau", "chronicle", "daily", "desk",
    "gazette", "guardian", "herald", "journal", "magazine", "media", "network", "news",
    "newspaper", "newsroom", "observer", "press", "radio", "reuters", "review", "service",
    "services", "team", "telegraph", "television", "times", "tribune", "university", "weekly"});
// clang-format on

// clang-format off
constexpr auto kParticles =
    word_list({
    "al", "ap", "bin", "bint", "da", "dal", "das", "de", "degli", "del", "della", "den", "der",
    "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "op", "san", "st",
    "ten", "ter", "van", "von", "y", "zu"});
// clang-format on

/// After a comma these start a place, not a person: "By Dana Okafor, New Calder".
constexpr auto kPlaceStarts = word_list(
    {"buenos", "cape", "east",  "fort", "hong",  "kuala", "las",   "los", "mount", "new", "north",
     "port",   "rio",  "saint", "san",  "santa", "sao",   "south", "st",  "tel",   "west"});
constexpr auto kPlaceEnds =
    word_list({"bay", "beach", "city", "county", "dc", "district", "falls", "heights", "island",
               "islands", "province", "springs", "state", "town", "valley"});

/// Words that a sentence or a headline starts with, never a name: articles, as they are written at
/// the beginning.
constexpr auto kArticles =
    word_list({"a",      "an",     "aufs", "das",  "dein", "deine", "der", "die",
               "dieser", "ein",    "eine", "euer", "eure", "gli",   "het", "mehr",
               "unser",  "unsere", "il",   "les",  "los",  "the",   "una", "une"});
constexpr auto kSuffixes = word_list({"ii", "iii", "iv", "jr", "sr"});
/// Small words that tie a name to its place or its outlet.
constexpr auto kJoiners = word_list({"at", "for", "in", "of", "on", "to"});
constexpr auto kTitles = word_list({"dr", "miss", "mr", "mrs", "ms", "prof", "professor"});

/// "And" in the languages of Europe and beyond, folded; written small.
constexpr auto kAnd = word_list(
    {"et", "es", "ir", "och", "og", "oraz", "und", "va", "ve", "with", "и", "та", "і", "й", "και"});
/// These may as well be a part of one name ("Ortega y Gasset", "Silva e Costa"): they join two
/// people only between two names of two words each.
constexpr auto kPerhapsAnd = word_list({"a", "e", "en", "i", "ja", "y"});

/// What a piece of the line is to the words around it.
enum class Kind : std::uint8_t {
  Word,
  And,    ///< "and", "&", "with": the next name of the same list
  Comma,  ///< the next name, or something about the one before
  Break,  ///< "|", "-", a bracket: another part of the line
};

struct Piece {
  Kind kind = Kind::Word;
  std::string_view word;  ///< without the punctuation around it
  std::string key;        ///< folded, without full stops
};

bool is_break_character(char32_t c) {
  constexpr std::u32string_view breaks = U"|•·—–;:/<>»«●▪‧∙…";
  return breaks.find(c) != std::u32string_view::npos;
}

std::string key_of(std::string_view word) {
  std::string key = utf8::folded(word);
  std::erase(key, '.');
  return key;
}

struct Shape {
  std::size_t letters = 0;
  std::size_t upper = 0;
  bool starts_upper = false;
  bool vowel = false;
  bool clean = true;  ///< letters, hyphens, apostrophes and full stops only
};

Shape shape_of(std::string_view word) {
  Shape shape;
  bool joined = false;  // the character before is a hyphen or an apostrophe
  for (std::size_t at = 0; at < word.size();) {
    const auto [c, length] = utf8::decode(word, at);
    const bool joint = c == U'-' || c == U'\'' || c == U'’' || c == U'‑';
    if (utf8::is_letter(c)) {
      const bool upper = utf8::is_upper(c);
      if (shape.letters == 0) shape.starts_upper = upper;
      // "al-Amari", "d'Arcy": a short prefix in front of the capital.
      if (upper && joined && shape.letters <= 2) shape.starts_upper = true;
      ++shape.letters;
      if (upper) ++shape.upper;
      // A letter beyond ASCII counts as a vowel: acronyms of agencies are plain ASCII.
      if (c > 0x7F ||
          std::string_view("AEIOUYaeiouy").find(static_cast<char>(c)) != std::string_view::npos)
        shape.vowel = true;
    } else if (!joint && c != U'.' && !(c >= 0x300 && c <= 0x36F)) {
      shape.clean = false;
    }
    joined = joint;
    at += length;
  }
  return shape;
}

void add_word(std::string_view word, std::vector<Piece>& out) {
  const bool comma = word.ends_with(',');
  while (!word.empty() && std::string_view(",\"'*").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && std::string_view("\"'*").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  if (!word.empty()) {
    Piece piece{Kind::Word, word, key_of(word)};
    const bool small = shape_of(word).upper == 0;
    if (piece.key == "&" || (small && holds(kAnd, piece.key)) || piece.key == "and" ||
        piece.key == "with")
      piece.kind = Kind::And;
    else if (piece.key == "-" || piece.key == "--")
      piece.kind = Kind::Break;
    out.push_back(std::move(piece));
  }
  if (comma) out.push_back({Kind::Comma, {}, {}});
}

/// Words and what stands between them; brackets and what they hold are one Break.
std::vector<Piece> split(std::string_view line) {
  std::vector<Piece> out;
  std::size_t begin = 0;
  int depth = 0;
  const auto close = [&](std::size_t end) {
    if (end > begin && depth == 0) add_word(line.substr(begin, end - begin), out);
  };
  for (std::size_t at = 0; at < line.size();) {
    const auto [c, length] = utf8::decode(line, at);
    const bool opens = c == U'(' || c == U'[';
    const bool closes = c == U')' || c == U']';
    if (opens || closes || c == U' ' || is_break_character(c)) {
      close(at);
      begin = at + length;
      if (opens) ++depth;
      if (closes && depth > 0) --depth;
      if (c != U' ' && depth == 0) out.push_back({Kind::Break, {}, {}});
      if (opens) out.push_back({Kind::Break, {}, {}});
    } else if (c == U',' && at + 1 < line.size() && line[at + 1] != ' ' && depth == 0) {
      close(at);
      begin = at + length;
      out.push_back({Kind::Comma, {}, {}});
    }
    at += length;
  }
  close(line.size());
  return out;
}

bool is_initials(std::string_view word, const Shape& shape) {
  return shape.upper == shape.letters && (shape.letters == 1 || word.find('.') != word.npos);
}

/// "O'NEILL-MCKAY" -> "O'Neill-McKay".
std::string title_case(std::string_view word) {
  std::string out;
  bool start = true;
  std::size_t part = 0;  // where the current hyphenated part begins in `out`
  for (std::size_t at = 0; at < word.size();) {
    const auto [c, length] = utf8::decode(word, at);
    const std::string_view character = word.substr(at, length);
    if (!utf8::is_letter(c)) {
      out += character;
      start = true;
      part = out.size();
    } else if (start) {
      out += character;
      start = false;
    } else if (c < 0x80) {
      const bool after_mc = out.size() - part == 2 && out.compare(part, 2, "Mc") == 0;
      out += after_mc ? character.front()
                      : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else {
      // Latin, Greek and Cyrillic capitals of two bytes; the few others keep their case.
      utf8::append(out, utf8::lower(c));
    }
    at += length;
  }
  return out;
}

bool starts_upper(const Piece& piece) {
  return piece.kind == Kind::Word && shape_of(piece.word).starts_upper;
}

/// Makes "Ana Solberg y Li Wei" two people.
void join_with_doubt(std::vector<Piece>& pieces) {
  for (std::size_t i = 2; i + 2 < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    if (piece.kind != Kind::Word || !holds(kPerhapsAnd, piece.word)) continue;
    if (starts_upper(pieces[i - 2]) && starts_upper(pieces[i - 1]) && starts_upper(pieces[i + 1]) &&
        starts_upper(pieces[i + 2]))
      piece.kind = Kind::And;
  }
}

/// One name under construction: the words of one list item up to the first that can't belong.
struct Name {
  std::vector<const Piece*> words;
  std::size_t capitalised = 0;
  bool after_comma = false;
  bool after_and = false;
};

bool belongs(const Piece& piece, const Shape& shape) {
  if (!shape.clean || shape.letters == 0) return false;
  if (holds(kParticles, piece.key) && !shape.starts_upper) return true;
  if (!shape.starts_upper || holds(kNeverInNames, piece.key)) return false;
  // "CNN", "WSJ": three capitals without a vowel are no word of a name, "DUPONT" may be.
  return shape.vowel || shape.letters < 3 || shape.upper < shape.letters ||
         is_initials(piece.word, shape);
}

std::string spelled(const Name& name) {
  const bool shouted = std::ranges::all_of(name.words, [](const Piece* piece) {
    const Shape shape = shape_of(piece->word);
    return shape.upper == shape.letters || holds(kParticles, piece->key);
  });
  std::string out;
  for (std::size_t i = 0; i < name.words.size(); ++i) {
    const Piece& piece = *name.words[i];
    const Shape shape = shape_of(piece.word);
    const bool last = i + 1 == name.words.size();
    const bool keep = is_initials(piece.word, shape) ||
                      (holds(kSuffixes, piece.key) && piece.key.front() == 'i') ||
                      (shape.letters == 2 && !shape.vowel && !last);
    if (i > 0) out += ' ';
    if (keep || shape.upper != shape.letters || shape.letters < (shouted ? 2U : 3U))
      out += piece.word;
    else if (shouted && i > 0 && !last && holds(kParticles, piece.key))
      out += piece.key;
    else
      out += title_case(piece.word);
  }
  // "Dana Okafor." at the end of a line; "Okafor Jr." and "J." keep their full stop.
  const Piece& last = *name.words.back();
  if (out.ends_with('.') && !holds(kSuffixes, last.key) &&
      !is_initials(last.word, shape_of(last.word)))
    out.pop_back();
  return out;
}

std::optional<std::string> finished(Name name, const std::vector<Piece>& all) {
  const bool role =
      std::ranges::any_of(all, [](const Piece& piece) { return holds(kRoles, piece.key); });
  const std::size_t next = name.words.size();
  const bool outlet = next < all.size() && holds(kOutletNouns, all[next].key);
  while (!name.words.empty() && holds(kTitles, name.words.front()->key)) {
    name.words.erase(name.words.begin());
    --name.capitalised;
  }
  while (!name.words.empty() && !shape_of(name.words.back()->word).starts_upper)
    name.words.pop_back();
  if (name.words.size() < 2 || name.capitalised < 2 || name.capitalised > kMaxNameWords) return {};
  if (!shape_of(name.words.front()->word).starts_upper) return {};
  if (holds(kArticles, name.words.front()->key)) return {};
  const auto is_full = [](const Piece* piece) {
    return shape_of(piece->word).letters > 1 && !holds(kSuffixes, piece->key);
  };
  if (std::ranges::none_of(name.words, is_full)) return {};
  if (outlet && (!role || holds(kPlaceStarts, name.words.front()->key))) return {};
  if (role && (name.after_comma || name.capitalised > kMaxWordsBeforeRole)) return {};
  // "Dana Okafor, Amsel Calder universiteto dekanas": what goes on in small letters after a comma
  // is about somebody.
  if (name.after_comma && !name.after_and && next < all.size() &&
      shape_of(all[next].word).letters > 1 && shape_of(all[next].word).upper == 0 &&
      !holds(kNeverInNames, all[next].key) && !holds(kParticles, all[next].key) &&
      !holds(kJoiners, all[next].key))
    return {};
  if (name.after_comma && !name.after_and &&
      (holds(kPlaceStarts, name.words.front()->key) || holds(kPlaceEnds, name.words.back()->key)))
    return {};
  return spelled(name);
}

bool mixed_case(const Name& name) {
  return std::ranges::all_of(name.words, [](const Piece* piece) {
    const Shape shape = shape_of(piece->word);
    return shape.letters < 2 || shape.upper < shape.letters || is_initials(piece->word, shape);
  });
}

/// One item of the list: pieces of kind Word only.
std::optional<std::string> read_item(const std::vector<Piece>& item, bool after_comma,
                                     bool after_and) {
  Name name;
  name.after_comma = after_comma;
  name.after_and = after_and;
  for (std::size_t i = 0; i < item.size(); ++i) {
    const Piece& piece = item[i];
    const Shape shape = shape_of(piece.word);
    if (!belongs(piece, shape)) break;
    // "Dana Okafor March 3"; April and June may be given names.
    const bool figure = i + 1 < item.size() &&
                        std::isdigit(static_cast<unsigned char>(item[i + 1].word.front())) != 0;
    if (figure && month_by_name(piece.word) != 0) break;
    // "Dana Okafor AMSEL Nov 29": a dateline behind the name; nothing behind it, and it is a
    // surname as French and agency style has it.
    if (shape.upper == shape.letters && shape.letters >= kMinShoutedLetters &&
        i + 1 < item.size() && name.capitalised >= 2 && mixed_case(name))
      break;
    name.words.push_back(&piece);
    const bool suffix = holds(kSuffixes, piece.key) && name.words.size() > 1;
    if (shape.starts_upper && !suffix) ++name.capitalised;
  }
  return finished(std::move(name), item);
}

class People {
 public:
  void read(std::vector<Piece> pieces) {
    std::vector<Piece> item;
    Kind before = Kind::Break;
    bool named = false;  // somebody was named since the last Break
    for (Piece& piece : pieces) {
      if (piece.kind == Kind::Word) {
        item.push_back(std::move(piece));
        continue;
      }
      named = close(item, before, named);
      // ", and" is an and.
      before =
          piece.kind == Kind::Comma && before == Kind::And && item.empty() ? Kind::And : piece.kind;
      item.clear();
      if (before == Kind::Break) named = false;
    }
    close(item, before, named);
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(names_); }

 private:
  bool close(const std::vector<Piece>& item, Kind before, bool named) {
    if (item.empty()) return named;
    if (item.size() == 1 && before == Kind::Comma && named && holds(kSuffixes, item[0].key)) {
      names_.back() += ", ";
      names_.back() += item[0].word;
      return named;
    }
    auto name = read_item(item, before == Kind::Comma && named, before == Kind::And);
    if (!name) return named;
    const std::string key = utf8::folded(*name);
    const auto same = [&](const std::string& known) { return utf8::folded(known) == key; };
    if (std::ranges::none_of(names_, same)) names_.push_back(std::move(*name));
    return true;
  }

  std::vector<std::string> names_;
};

bool is_by(const Piece& piece) { return piece.kind == Kind::Word && holds(kBy, piece.key); }

/// Whether the "by" at `at` credits the writing. "von" and its like are "by" only where a line or a
/// part of it begins: elsewhere they are parts of names.
bool opens_clause(const std::vector<Piece>& pieces, std::size_t at) {
  if (!is_by(pieces[at])) return false;
  return pieces[at].key == "by" || at == 0 || pieces[at - 1].kind == Kind::Break;
}

/// Drops what does not credit the writing: everything before the first "by", and the clauses of
/// photographers, editors and so on.
std::vector<Piece> author_clauses(const std::vector<Piece>& pieces) {
  std::vector<Piece> out;
  bool dropping = false;
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (opens_clause(pieces, at)) {
      dropping = at > 0 && holds(kOtherCredits, pieces[at - 1].key);
      if (dropping && !out.empty() && out.back().kind == Kind::Word)
        out.pop_back();
      else if (!dropping && std::ranges::none_of(out, is_by))
        out.clear();
      out.push_back({Kind::Break, {}, {}});
    } else if (pieces[at].kind == Kind::Break) {
      dropping = false;
      out.push_back(pieces[at]);
    } else if (!dropping) {
      out.push_back(pieces[at]);
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> byline_people(std::string_view line) {
  const std::string clean = utf8::one_line(utf8::prefix(line, kMaxBylineBytes));
  std::vector<Piece> pieces = split(clean);
  join_with_doubt(pieces);
  People people;
  people.read(author_clauses(pieces));
  return people.take();
}

bool is_byline(std::string_view line) {
  if (line.size() > kMaxBylineLineBytes) return false;
  const std::string clean = utf8::one_line(line);
  const auto pieces = split(clean);
  const auto by = std::ranges::find_if(pieces, is_by);
  if (by == pieces.end() || by + 1 == pieces.end() || by - pieces.begin() > 1) return false;
  constexpr auto lead_ins =
      word_list({"analysis", "authored", "opinion", "posted", "published", "reported", "reporting",
                 "story", "text", "words", "written"});
  // "Von Amsel bis Calder: ..." is a headline, "Von: Dana Okafor" is not.
  const std::size_t colon = clean.find(':');
  const bool headline = colon != std::string::npos && colon > by->key.size();
  const bool short_enough = pieces.size() <= kMaxStopped && !headline;
  if (by != pieces.begin() && !holds(lead_ins, pieces.front().key)) return false;
  const auto foreign = std::ranges::count_if(by + 1, pieces.end(), [&](const Piece& piece) {
    if (piece.kind != Kind::Word || shape_of(piece.word).starts_upper) return false;
    return shape_of(piece.word).letters > 0 && !holds(kParticles, piece.key) &&
           !holds(kNeverInNames, piece.key) && !holds(kJoiners, piece.key) && !is_by(piece);
  });
  if (foreign > static_cast<std::ptrdiff_t>(kMaxForeignWords)) return false;
  // A long line is one if it has nothing but names: "Von Dana Okafor, Li Wei und Ana Prieto, NDR".
  if (by->key != "by" && !short_enough && (headline || foreign > 0)) return false;
  if (!byline_people(line).empty()) return !clean.ends_with('.') || pieces.size() <= kMaxStopped;
  return foreign == 0;
}

}  // namespace morgue
