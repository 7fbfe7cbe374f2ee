#include "common/annotation_tables.h"

#include <array>
#include <string_view>
#include <vector>

namespace morgue {

struct AnnotationTables::Statements {
  explicit Statements(sqlite::Database& db)
      : appearance(db, "INSERT OR IGNORE INTO appearances VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        mention(db, "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)"),
        quotation(db, "INSERT OR IGNORE INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?)"),
        day(db, "INSERT OR IGNORE INTO days VALUES (?, ?, ?, ?, ?, ?)"),
        removals{sqlite::Statement(db, "DELETE FROM appearances WHERE article = ?"),
                 sqlite::Statement(db, "DELETE FROM mentions WHERE article = ?"),
                 sqlite::Statement(db, "DELETE FROM quotations WHERE article = ?"),
                 sqlite::Statement(db, "DELETE FROM days WHERE article = ?")} {}

  sqlite::Statement appearance, mention, quotation, day;
  std::array<sqlite::Statement, 4> removals;
};

AnnotationTables::AnnotationTables(sqlite::Database& db)
    : statements_(std::make_unique<Statements>(db)) {}
AnnotationTables::~AnnotationTables() = default;
AnnotationTables::AnnotationTables(AnnotationTables&&) noexcept = default;

void AnnotationTables::add(std::int64_t article, const AnnotatedArticle& content,
                           std::span<const Recognition> recognised) {
  std::vector<std::int64_t> times(content.entities.size());
  for (const Mention& mention : content.mentions) {
    ++times[mention.entity];
    auto& s = statements_->mention;
    s.bind(1, article).bind(2, mention.in_title ? 1 : 0);
    s.bind(3, std::int64_t{mention.where.begin}).bind(4, std::int64_t{mention.where.end});
    s.bind(5, std::int64_t{mention.entity}).run();
  }
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    const Entity& entity = content.entities[i];
    auto& s = statements_->appearance;
    s.bind(1, article).bind(2, static_cast<std::int64_t>(i)).bind(3, to_string(entity.kind));
    s.bind(4, entity.name).bind(6, times[i]);
    if (!entity.role.empty()) s.bind(5, entity.role);
    if (recognised[i].person != 0) s.bind(7, std::int64_t{recognised[i].person});
    if (recognised[i].identity != 0) s.bind(8, std::int64_t{recognised[i].identity});
    s.run();
  }
  for (const Quotation& quote : content.quotations) {
    auto& s = statements_->quotation;
    s.bind(1, article).bind(2, std::int64_t{quote.where.begin});
    s.bind(3, std::int64_t{quote.where.end}).bind(4, to_string(quote.kind));
    s.bind(5, quote.continues ? 1 : 0);
    if (!quote.speaker.empty()) s.bind(6, quote.speaker);
    if (quote.entity) s.bind(7, std::int64_t{*quote.entity});
    s.run();
  }
  for (const DateMention& date : content.dates) {
    auto& s = statements_->day;
    s.bind(1, article).bind(2, date.in_title ? 1 : 0).bind(3, std::int64_t{date.where.begin});
    s.bind(4, std::int64_t{date.where.end});
    s.bind(5, day_number(date.from)).bind(6, day_number(date.to)).run();
  }
}

void AnnotationTables::remove(std::int64_t article) {
  for (sqlite::Statement& statement : statements_->removals) statement.bind(1, article).run();
}

std::int64_t day_number(Day day) {
  const std::chrono::year_month_day date(day);
  return std::int64_t{static_cast<int>(date.year())} * 10'000 +
         std::int64_t{static_cast<unsigned>(date.month())} * 100 +
         static_cast<unsigned>(date.day());
}

}  // namespace morgue
