#pragma once

#include <string>
#include <string_view>

#include "query/render/render.h"
#include "query/views/figures.h"
#include "query/views/story.h"

// What stories and their figures look like. The documents of render_..._json() are described by
// query/render/schema/story.json and figures.json; lines of render_..._plain() and of CSV never
// wrap.

namespace morgue {

/// Its span, its turning points with what each added, silences, and the figures that are told of
/// most.
[[nodiscard]] std::string render_story(const StoryView& story, const RenderOptions& options);
/// id, time, source, title, copies, * for a turning point, what is new, and the id that it is most
/// like with the words that both have; an article a line.
[[nodiscard]] std::string render_story_plain(const StoryView& story, const RenderOptions& options);
[[nodiscard]] std::string render_story_json(const StoryView& story);
/// An article a line.
[[nodiscard]] std::string render_story_jsonl(const StoryView& story);

/// Things that are counted, and what was said of each over time, with the sentence. Of each thing
/// so many values (0: all).
[[nodiscard]] std::string render_figures(const FiguresView& view, std::size_t most,
                                         const RenderOptions& options);
/// thing, value, id, time, source, articles, label, sentence; a value a line.
[[nodiscard]] std::string render_figures_plain(const FiguresView& view,
                                               const RenderOptions& options);
[[nodiscard]] std::string render_figures_csv(const FiguresView& view);
[[nodiscard]] std::string render_figures_json(const FiguresView& view, std::string_view query);
/// A value a line.
[[nodiscard]] std::string render_figures_jsonl(const FiguresView& view);

}  // namespace morgue
