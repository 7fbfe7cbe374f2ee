#include "indexer/extract/html_parts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "common/utf8.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/text_container.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

/// Two updates may be two paragraphs with a time.
constexpr std::size_t kFewestEntries = 3;
/// Entries of a live blog hold most of its text.
constexpr double kShareOfEntries = 0.4;
/// A whole article has some paragraphs; a teaser is shorter.
constexpr std::int64_t kShortestArticle = 600;
constexpr int kFewestParagraphs = 3;
/// Articles of one page together hold nearly all of its text, ...
constexpr double kShareOfArticles = 0.6;
/// ... and the shortest this share of the longest.
constexpr double kComparable = 0.2;
/// Two sections of a page may look like articles if nobody signed or dated them.
constexpr std::size_t kSurelySeveral = 3;
/// Letters of a headline: more than a name has.
constexpr std::size_t kShortestHeadline = 16;
/// The time of an entry stands in its first lines.
constexpr std::size_t kFirstLines = 4;
/// "10:25", "Heute, 10:25 Uhr", "vor 5 Minuten, 10.25 Uhr"
constexpr std::size_t kLongestTimeLine = 40;

bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }

/// Words by which live blogs call themselves in class names, addresses and titles, folded.
bool speaks_of_live(std::string_view text) {
  constexpr std::array kWords = {
      "liveblog"sv,       "live-blog"sv,      "live blog"sv,  "liveticker"sv,
      "live-ticker"sv,    "newsticker"sv,     "newsblog"sv,   "livecenter"sv,
      "live-updates"sv,   "live updates"sv,   "live-news"sv,  "en-direct"sv,
      "en direct"sv,      "en-vivo"sv,        "en vivo"sv,    "en-directo"sv,
      "ao-vivo"sv,        "ao vivo"sv,        "diretta"sv,    "minute-by-minute"sv,
      "as-it-happened"sv, "as it happened"sv, "liveupdate"sv, "livepost"sv,
      "live-post"sv,      "live-entry"sv,     "live-item"sv,  "live-event"sv,
      "livefeed"sv,       "ticker"sv,         "онлайн"sv};
  const std::string folded = utf8::folded(text);
  return std::ranges::any_of(kWords,
                             [&](auto word) { return folded.find(word) != std::string::npos; });
}

/// The time of day in a line that has little else; nothing if it has none.
std::optional<std::chrono::minutes> clock_in(std::string_view line) {
  if (line.size() > kLongestTimeLine) return std::nullopt;
  for (std::size_t at = 1; at + 2 < line.size(); ++at) {
    if (line[at] != ':' && line[at] != '.' && line[at] != 'h') continue;
    const bool minutes = ascii::is_digit(line[at + 1]) && ascii::is_digit(line[at + 2]) &&
                         (at + 3 == line.size() || !ascii::is_digit(line[at + 3]));
    const bool hour = ascii::is_digit(line[at - 1]) &&
                      (at < 3 || !ascii::is_digit(line[at - 2]) || !ascii::is_digit(line[at - 3]));
    const bool clock = line[at] != '.' || line.find("Uhr") != std::string_view::npos;
    if (!minutes || !hour || !clock) continue;
    const bool tens = at > 1 && ascii::is_digit(line[at - 2]);
    const int hours = (tens ? line[at - 2] - '0' : 0) * 10 + (line[at - 1] - '0');
    const int past = (line[at + 1] - '0') * 10 + (line[at + 2] - '0');
    if (hours < 24 && past < 60) return std::chrono::hours(hours) + std::chrono::minutes(past);
  }
  return std::nullopt;
}

bool is_clock_line(std::string_view line) { return clock_in(line).has_value(); }

class PageCutter {
 public:
  PageCutter(const PageView& view, const Draft& draft)
      : view_(view),
        page_(view.page),
        draft_(draft),
        prose_(page_, view.blocks, [](const Block& b) { return is_prose(b) ? b.weight : 0; }),
        paragraphs_(page_, view.blocks, [](const Block& b) { return is_prose(b) ? 1 : 0; }) {}

  PageParts cut() {
    PageParts out;
    if (may_be_live()) {
      const std::vector<NodeId> entries = live_entries();
      if (entries.size() >= kFewestEntries || !draft_.entries.empty()) {
        out.live = true;
        take(entries, out);
        return out;
      }
    }
    const std::vector<NodeId> articles = whole_articles();
    if (!articles.empty()) take(articles, out);
    out.head.reset();
    return out;
  }

 private:
  bool declared_live() const {
    return std::ranges::any_of(draft_.candidates, [](const Candidate& candidate) {
      return candidate.field == Field::Type && candidate.value.ends_with("LiveBlogPosting");
    });
  }

  bool may_be_live() const {
    if (declared_live()) return true;
    // Two clocks at the least; most pages end here.
    std::size_t times = 0;
    for (NodeId id = 0; id < page_.size() && times < kFewestEntries; ++id)
      if (page_.tag(id) == Tag::Time) ++times;
    for (std::size_t i = 0; i < view_.blocks.size() && times < kFewestEntries; ++i)
      if (is_clock_line(view_.blocks[i].text)) ++times;
    return times >= kFewestEntries;
  }

  bool page_speaks_of_live() const {
    return declared_live() || std::ranges::any_of(draft_.candidates, [](const Candidate& one) {
             return (one.field == Field::Title || one.field == Field::Url) &&
                    speaks_of_live(one.value);
           });
  }

  /// Tag and first class word: later ones tell pinned and odd ones apart.
  std::string make_of(NodeId id) const {
    const auto classes = ascii::trimmed(page_.attribute(id, Attr::Class));
    std::string make(1, static_cast<char>(page_.tag(id)));
    make += classes.substr(0, classes.find_first_of(" \t\n"));
    return make + '/' + std::string(page_.attribute(id, Attr::Itemprop));
  }

  bool is_commented(NodeId id) const {
    for (NodeId at = id; at != 0; at = page_.parent(at))
      if ((view_.hints[at] & kHintComments) != 0) return true;
    return false;
  }

  bool has_time(NodeId id) const {
    for (NodeId at = id; at < page_.end(id); ++at)
      if (page_.tag(at) == Tag::Time) return true;
    return clock_of(id).has_value();
  }

  std::optional<std::chrono::minutes> clock_of(NodeId id) const {
    const std::size_t first = first_block_behind(view_.blocks, id);
    for (std::size_t i = first; i < std::min(first + kFirstLines, view_.blocks.size()); ++i)
      if (page_.contains(id, view_.blocks[i].begin))
        if (const auto clock = clock_in(view_.blocks[i].text)) return clock;
    return std::nullopt;
  }

  bool names_live(NodeId id) const {
    for (int up = 0; up < 3 && id != 0; ++up, id = page_.parent(id)) {
      if (page_.attribute(id, Attr::Itemprop) == "liveBlogUpdate") return true;
      for (const Attr attr :
           {Attr::Class, Attr::Id, Attr::Itemtype, Attr::DataTestid, Attr::DataComponent})
        if (const auto value = page_.attribute(id, attr);
            !value.empty() && (speaks_of_live(value) || value.find("LiveBlog") != value.npos))
          return true;
    }
    return false;
  }

  /// The largest group of elements of one make below one parent that may be timed entries.
  std::vector<NodeId> live_entries() const {
    std::map<std::pair<NodeId, std::string>, std::vector<NodeId>> groups;
    for (NodeId id = 1; id < page_.size(); ++id) {
      const Tag tag = page_.tag(id);
      const bool box = tag == Tag::Article || tag == Tag::Section || tag == Tag::Div ||
                       tag == Tag::Li || tag == Tag::Other;
      if (box && prose_(id) > 0) groups[{page_.parent(id), make_of(id)}].push_back(id);
    }
    std::vector<NodeId> best;
    std::int64_t most = 0;
    for (auto& [key, group] : groups) {
      if (group.size() < kFewestEntries) continue;
      std::int64_t prose = 0;
      for (const NodeId id : group) prose += prose_(id);
      const bool enough =
          static_cast<double>(prose) >= kShareOfEntries * static_cast<double>(prose_(0));
      if (!enough || prose <= most || is_commented(key.first)) continue;
      std::erase_if(group, [this](NodeId id) { return !has_time(id); });
      if (group.size() < kFewestEntries) continue;
      if (!page_speaks_of_live() && !names_live(group.front())) continue;
      most = prose;
      best = group;
    }
    return best;
  }

  /// The first heading below an element, or 0.
  NodeId heading_of(NodeId id) const {
    for (NodeId at = id; at < page_.end(id); ++at)
      if (is_heading(page_.tag(at)) && !utf8::one_line(page_.all_text(at)).empty()) return at;
    return 0;
  }

  bool is_declared_title(NodeId heading) const {
    const std::string key = letters_key(page_.all_text(heading));
    return !key.empty() && std::ranges::any_of(draft_.candidates, [&](const Candidate& candidate) {
      return candidate.field == Field::Title &&
             letters_key(candidate.value).find(key) != std::string::npos;
    });
  }

  std::vector<NodeId> whole_articles() const {
    std::vector<NodeId> found;
    std::int64_t longest = 0;
    for (NodeId id = 1; id < page_.size();) {
      // A headline over all of them: a thread of a forum, a list of questions.
      if (page_.tag(id) == Tag::H1 && is_declared_title(id)) return {};
      if (page_.tag(id) != Tag::Article || is_commented(id)) {
        ++id;
        continue;
      }
      const NodeId heading = heading_of(id);
      if (heading != 0 && is_declared_title(heading)) return {};
      if (heading != 0 && prose_(id) >= kShortestArticle && paragraphs_(id) >= kFewestParagraphs) {
        found.push_back(id);
        longest = std::max(longest, prose_(id));
      }
      id = page_.end(id);
    }
    std::erase_if(found, [&](NodeId id) {
      return static_cast<double>(prose_(id)) < kComparable * static_cast<double>(longest);
    });
    std::int64_t together = 0;
    for (const NodeId id : found) together += prose_(id);
    const bool enough =
        static_cast<double>(together) >= kShareOfArticles * static_cast<double>(prose_(0));
    const bool several = found.size() >= kSurelySeveral ||
                         (found.size() > 1 && std::ranges::all_of(found, [this](NodeId id) {
                            return has_time(id) || is_signed(id);
                          }));
    return several && enough ? found : std::vector<NodeId>{};
  }

  /// No running text of the article stands before its heading.
  bool opens(NodeId heading, NodeId article) const {
    for (std::size_t i = first_block_behind(view_.blocks, article);
         i < view_.blocks.size() && view_.blocks[i].begin < heading; ++i)
      if (is_prose(view_.blocks[i])) return false;
    return true;
  }

  /// Not the name of somebody who wrote into a forum.
  bool is_headline(NodeId heading) const {
    return letters_key(page_.all_text(heading)).size() >= kShortestHeadline;
  }

  bool is_signed(NodeId id) const {
    for (NodeId at = id; at < page_.end(id); ++at)
      if ((view_.hints[at] & kHintAuthor) != 0) return true;
    return false;
  }

  void take(const std::vector<NodeId>& elements, PageParts& out) const {
    std::vector<bool> marked(page_.size(), false);
    for (const NodeId id : elements) {
      marked[id] = true;
      out.parts.push_back(part(id));
      out.clocks.push_back(clock_of(id));
    }
    out.head = draft_;
    out.head->text.clear();
    out.head->html = std::make_shared<const HtmlDocument>(page_.without(marked));
  }

  Draft part(NodeId id) const {
    Draft out;
    out.path = draft_.path;
    out.member = draft_.member;
    out.file_time = draft_.file_time;
    out.html = std::make_shared<const HtmlDocument>(page_.part(id));
    std::string url;
    for (const Candidate& candidate : draft_.candidates) {
      if (candidate.field == Field::Url && candidate.found == "canonical") url = candidate.value;
      const bool of_all = candidate.field == Field::Source || candidate.field == Field::Language ||
                          candidate.field == Field::Section || candidate.found == "saved";
      if (of_all) out.candidates.push_back(candidate);
    }
    const auto anchor = page_.attribute(id, Attr::Id);
    if (!url.empty() && !anchor.empty())
      out.candidates.push_back({Field::Url, url + '#' + std::string(anchor), "canonical"});
    if (const NodeId heading = heading_of(id); heading != 0)
      out.candidates.push_back({Field::Title, utf8::one_line(page_.all_text(heading)), "itemprop"});
    for (NodeId at = id; at < page_.end(id); ++at) {
      if (page_.tag(at) != Tag::Time) continue;
      const auto time = page_.attribute(at, Attr::Datetime);
      if (!parse_page_date(time)) continue;
      out.candidates.push_back({Field::Published, std::string(time), "itemprop"});
      break;
    }
    return out;
  }

  const PageView& view_;
  const HtmlDocument& page_;
  const Draft& draft_;
  WeightBelow prose_;
  WeightBelow paragraphs_;
};

}  // namespace

PageParts cut_page(const PageView& view, const Draft& draft) {
  return PageCutter(view, draft).cut();
}

}  // namespace morgue
