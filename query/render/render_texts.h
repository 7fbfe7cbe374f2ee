#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "common/instant.h"
#include "query/render/cells.h"
#include "query/render/render.h"
#include "query/views/diff.h"
#include "query/views/dups.h"
#include "query/views/quotes.h"
#include "query/views/trace.h"

// Printers of the views of texts: quotations, copies, differences, carriers of a sentence. Plain
// forms have a result on each line, its fields parted by tabs; JSON is described in
// query/render/schema.

namespace morgue {

// What they share.
[[nodiscard]] nlohmann::ordered_json iso_or_null(const std::optional<Timestamp>& time);
/// The day, as exact as it is known; empty if there is none.
[[nodiscard]] std::string day_or_unknown(const std::optional<Timestamp>& time);
/// The same with the minute, if that is known: "2025-03-11 05:58".
[[nodiscard]] std::string minute_or_day(const std::optional<Timestamp>& time);

/// `variants`: how else they are quoted, on lines of their own.
[[nodiscard]] std::string render_quotes(std::span<const FoldedQuote> quotes, bool variants,
                                        const RenderOptions& options);
/// id, date, source, speaker, number of articles, text.
[[nodiscard]] std::string render_quotes_plain(std::span<const FoldedQuote> quotes, bool variants,
                                              const RenderOptions& options);
[[nodiscard]] std::string render_quotes_jsonl(std::span<const FoldedQuote> quotes);
[[nodiscard]] std::string render_quotes_json(const Quotes& all, std::span<const FoldedQuote> quotes,
                                             std::string_view query);

[[nodiscard]] std::string render_dups(const FamilyView& family, const RenderOptions& options);
/// id, time, source, words, percent, what differs.
[[nodiscard]] std::string render_dups_plain(const FamilyView& family, const RenderOptions& options);
[[nodiscard]] std::string render_dups_jsonl(const FamilyView& family);
[[nodiscard]] std::string render_dups_json(const FamilyView& family);

/// Changed paragraphs with [-what was cut-] and {+what was added+}.
[[nodiscard]] std::string render_diff(const ArticleDiff& diff, const RenderOptions& options);
/// Place, a tab and the paragraph whole, a paragraph a line.
[[nodiscard]] std::string render_diff_plain(const ArticleDiff& diff);
[[nodiscard]] std::string render_diff_json(const ArticleDiff& diff);

[[nodiscard]] std::string render_trace(const Trace& trace, const RenderOptions& options);
/// id, time, source, title, how (", first" behind it), percent, its words.
[[nodiscard]] std::string render_trace_plain(const Trace& trace, const RenderOptions& options);
[[nodiscard]] std::string render_trace_jsonl(const Trace& trace);
[[nodiscard]] std::string render_trace_json(const Trace& trace);

}  // namespace morgue
