// The databases of feed readers: newsboat's cache.db and FreshRSS's SQLite files.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/error.h"
#include "common/sqlite.h"
#include "common/utf8.h"
#include "indexer/read/members.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

using Field = Candidate::Field;

struct Known {
  const char* table;
  /// Columns: title, author, url, guid, content, published, feed's title, tags.
  const char* query;
};
constexpr Known kKnown[] = {
    {"rss_item",
     "SELECT i.title, i.author, i.url, i.guid, i.content, i.pubDate, f.title, '' FROM rss_item i "
     "LEFT JOIN rss_feed f ON f.rssurl = i.feedurl WHERE i.deleted = 0 ORDER BY i.id"},
    {"entry",
     "SELECT e.title, e.author, e.link, e.guid, e.content, e.date, f.name, e.tags FROM entry e "
     "LEFT JOIN feed f ON f.id = e.id_feed ORDER BY e.id"}};

std::string clean(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

/// "#sea #ports" (FreshRSS)
std::vector<std::string> tags_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('#', at), text.size());
    if (std::string tag = clean(std::string_view(text).substr(at, end - at)); !tag.empty())
      out.push_back(std::move(tag));
    at = end + 1;
  }
  return out;
}

class SqliteMembers : public Members {
 public:
  explicit SqliteMembers(BufferedSource source) {
    std::string bytes;
    source.take(bytes, kMaxMemberBytes);
    if (!source.at_end()) {
      failed_ = fmt::format("a database larger than {} MB", kMaxMemberBytes >> 20U);
      return;
    }
    try {
      open(std::move(bytes));
    } catch (const Error& error) {
      failed_ = std::string("damaged database: ") + error.what();
    }
  }

  std::optional<Item> next() override {
    if (!failed_.empty()) return MemberRefused{{}, std::exchange(failed_, {})};
    if (!entries_) return {};
    try {
      if (entries_->step()) return entry();
    } catch (const Error& error) {
      entries_.reset();
      return MemberRefused{{}, std::string("damaged database: ") + error.what()};
    }
    entries_.reset();
    return {};
  }

 private:
  void open(std::string bytes) {
    database_ = std::make_unique<sqlite::Database>(sqlite::Database::from_memory(std::move(bytes)));
    for (const Known& known : kKnown) {
      sqlite::Statement table(*database_,
                              "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
      table.bind(1, known.table);
      if (!table.step()) continue;
      entries_ = std::make_unique<sqlite::Statement>(*database_, known.query);
      return;
    }
    failed_ = "a database of none of the feed readers that are known (newsboat, FreshRSS)";
  }

  Item entry() {
    const auto text = [this](int column) { return clean(entries_->text(column)); };
    Member member;
    const std::string title = text(0);
    const std::string url = text(2);
    member.name = url.empty() ? text(3) : url;
    if (member.name.empty()) member.name = fmt::format("entry {}", ++nameless_);
    const std::string content = utf8::repaired(entries_->text(4));
    const std::string published = iso_date(text(5));
    if (content.find('<') == std::string::npos) return record(std::move(member), title, content);
    const auto state = [&member](Field field, const std::string& value) {
      if (!value.empty()) member.stated.push_back({field, value, "feed"});
    };
    state(Field::Title, title);
    state(Field::Author, text(1));
    state(Field::Url, url);
    state(Field::Published, published);
    state(Field::Source, text(6));
    for (const std::string& tag : tags_of(text(7))) state(Field::Tag, tag);
    member.bytes = content;
    member.format = Format::Html;
    member.charset = "utf-8";
    return member;
  }

  /// What has no markup is a record as it stands.
  Item record(Member member, const std::string& title, const std::string& content) {
    nlohmann::json record = {{"title", title}, {"text", content}};
    const auto add = [&record](const char* name, const std::string& value) {
      if (!value.empty()) record[name] = value;
    };
    add("url", clean(entries_->text(2)));
    add("author", clean(entries_->text(1)));
    add("date", iso_date(clean(entries_->text(5))));
    add("source", clean(entries_->text(6)));
    if (content.empty()) record["x-link-only"] = "true";
    member.bytes = record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    member.format = Format::Json;
    return member;
  }

  std::unique_ptr<sqlite::Database> database_;
  std::unique_ptr<sqlite::Statement> entries_;
  std::string failed_;
  std::size_t nameless_ = 0;
};

}  // namespace

std::unique_ptr<Members> sqlite_members(BufferedSource source) {
  return std::make_unique<SqliteMembers>(std::move(source));
}

}  // namespace morgue
