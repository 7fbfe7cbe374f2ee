#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

constexpr std::size_t kBar = 20;
constexpr std::size_t kShortestBar = 5;
constexpr std::size_t kShare = 8;  // with the blanks before it
/// Bursts to name: the highest ones.
constexpr std::size_t kMostBursts = 10;
/// So many empty buckets in a row are one line.
constexpr std::size_t kShortestGap = 3;

double share(std::int64_t articles, const TimeBucket& bucket) {
  return bucket.archive == 0 ? 0
                             : static_cast<double>(articles) / static_cast<double>(bucket.archive);
}

bool in_burst(const TimeSeries& series, std::size_t bucket) {
  return std::any_of(series.bursts.begin(), series.bursts.end(), [&](const Burst& burst) {
    return burst.first <= bucket && bucket <= burst.last;
  });
}

std::string_view unit_name(TimeUnit unit, std::size_t number) {
  const bool one = number == 1;
  switch (unit) {
    case TimeUnit::Day:
      return one ? "day" : "days";
    case TimeUnit::Week:
      return one ? "week" : "weeks";
    case TimeUnit::Month:
      return one ? "month" : "months";
    default:
      return one ? "year" : "years";
  }
}

bool nobody(const TimelineView& view, std::size_t bucket) {
  return std::all_of(view.series.begin(), view.series.end(),
                     [&](const TimeSeries& series) { return series.counts[bucket] == 0; });
}

std::int64_t highest(const TimelineView& view) {
  std::int64_t out = 0;
  for (const TimeSeries& series : view.series)
    for (const std::int64_t count : series.counts) out = std::max(out, count);
  return out;
}

/// Columns of a series: bar, mark, number and, if there is room for it, share.
struct Layout {
  std::size_t label = 0, bar = kBar, number = 1;
  bool shares = true;

  Layout(const TimelineView& view, std::size_t width) {
    label = bucket_label(view.buckets.empty() ? TimeBucket() : view.buckets[0], view.unit).size();
    number = with_commas(highest(view)).size();
    const std::size_t room = (width - 1 - label) / std::max<std::size_t>(1, view.series.size());
    const std::size_t fixed = 2 + 3 + number;
    shares = room >= fixed + kShare + kShortestBar;
    const std::size_t used = fixed + (shares ? kShare : 0);
    bar = std::clamp<std::size_t>(room > used ? room - used : 0, kShortestBar, kBar);
  }
  [[nodiscard]] std::size_t series() const { return bar + 3 + number + (shares ? kShare : 0); }
};

std::string one_line(const TimelineView& view, std::size_t i, const Layout& layout,
                     std::int64_t most) {
  const TimeBucket& bucket = view.buckets[i];
  std::string out = ' ' + bucket_label(bucket, view.unit);
  for (const TimeSeries& series : view.series) {
    out += "  " + cell(bar(series.counts[i], most, layout.bar), layout.bar);
    out += in_burst(series, i) ? " * " : "   ";
    out += right_cell(with_commas(series.counts[i]), layout.number);
    if (layout.shares)
      out += right_cell(
          bucket.archive == 0 ? "" : fmt::format("{:.1f}%", 100 * share(series.counts[i], bucket)),
          kShare);
  }
  if (bucket.thin && bucket.archive > 0)
    out += fmt::format("\n {}  (the archive holds {} of this {}: read with care)",
                       std::string(layout.label, ' '), articles_text(bucket.archive),
                       unit_name(view.unit, 1));
  out.erase(out.find_last_not_of(' ') + 1);
  return out + '\n';
}

std::string gap(const TimelineView& view, std::size_t first, std::size_t last, std::size_t label) {
  bool empty = true;
  for (std::size_t i = first; i < last; ++i) empty = empty && view.buckets[i].archive == 0;
  return fmt::format(" {}  ({} {}{})\n", std::string(label, ' '), last - first,
                     unit_name(view.unit, last - first),
                     empty && !view.about ? " of which the archive holds nothing" : " without any");
}

struct NamedBurst {
  const TimeSeries* series;
  const Burst* burst;
};

/// The highest bursts of all series, by time.
std::vector<NamedBurst> bursts_of(const TimelineView& view) {
  std::vector<NamedBurst> out;
  for (const TimeSeries& series : view.series)
    for (const Burst& burst : series.bursts) out.push_back({&series, &burst});
  std::stable_sort(out.begin(), out.end(), [](const NamedBurst& a, const NamedBurst& b) {
    return a.burst->z > b.burst->z;
  });
  if (out.size() > kMostBursts) out.resize(kMostBursts);
  std::stable_sort(out.begin(), out.end(), [](const NamedBurst& a, const NamedBurst& b) {
    return a.burst->peak < b.burst->peak;
  });
  return out;
}

Json burst_json(const TimelineView& view, const TimeSeries& series, const Burst& burst) {
  return {{"from", to_iso8601(view.buckets[burst.first].first)},
          {"to", to_iso8601(view.buckets[burst.last].last)},
          {"peak", to_iso8601(view.buckets[burst.peak].first)},
          {"articles", series.counts[burst.peak]},
          {"expected", std::round(burst.expected * 100) / 100},
          {"z", std::round(burst.z * 100) / 100},
          {"top",
           {{"id", to_string(burst.article)},
            {"title", burst.title},
            {"published", burst.day ? Json(to_iso8601(*burst.day)) : Json(nullptr)}}}};
}

Json bucket_json(const TimelineView& view, std::size_t i) {
  const TimeBucket& bucket = view.buckets[i];
  Json out = {{"from", to_iso8601(bucket.first)},
              {"to", to_iso8601(bucket.last)},
              {"archive", bucket.archive},
              {"thin", bucket.thin},
              {"counts", Json::array()}};
  for (const TimeSeries& series : view.series)
    out["counts"].push_back(
        {{"articles", series.counts[i]},
         {"share", bucket.archive == 0
                       ? Json(nullptr)
                       : Json(std::round(share(series.counts[i], bucket) * 1e6) / 1e6)},
         {"burst", in_burst(series, i)}});
  return out;
}

}  // namespace

std::string bucket_label(const TimeBucket& bucket, TimeUnit unit) {
  const std::string day = to_iso8601(bucket.first);
  if (unit == TimeUnit::Year) return day.substr(0, 4);
  return unit == TimeUnit::Month ? day.substr(0, 7) : day;
}

std::string render_timeline(const TimelineView& view, const RenderOptions& options) {
  std::string out;
  for (const TimeSeries& series : view.series) {
    if (view.series.size() > 1)
      out += ' ' +
             options.style.apply(
                 Role::Title,
                 cell(series.query, utf8::columns(utf8::one_line(utf8::repaired(series.query))))) +
             ": ";
    else
      out += ' ';
    out += answer_line(series.articles, view.what == CountedArticles::Heads, series.extent);
    if (series.undated > 0)
      out += fmt::format("; {} without a day are not counted",
                         with_commas(static_cast<std::int64_t>(series.undated)));
    out += '\n';
  }
  if (view.buckets.empty()) return out;
  const Layout layout(view, options.width == 0 ? 80 : options.width);
  out += "\n " + std::string(layout.label, ' ');
  for (const TimeSeries& series : view.series) {
    const std::size_t heading = layout.series() - (layout.shares ? kShare : 0);
    const std::string what = view.series.size() > 1 ? series.query
                             : view.about           ? "speak of it"
                                                    : "articles";
    out += "  " + options.style.apply(Role::Title, cell(what, heading));
    if (layout.shares) out += right_cell("share", kShare);
  }
  out += '\n';
  const std::int64_t most = highest(view);
  for (std::size_t i = 0; i < view.buckets.size();) {
    std::size_t end = i;
    while (end < view.buckets.size() && nobody(view, end)) ++end;
    if (end - i >= kShortestGap) {
      out += gap(view, i, end, layout.label);
      i = end;
    } else {
      out += one_line(view, i++, layout, most);
    }
  }
  const std::vector<NamedBurst> bursts = bursts_of(view);
  if (bursts.empty()) return out;
  out += " * burst, and its best article\n";
  const std::size_t width = options.width == 0 ? 80 : options.width;
  for (const auto& [series, burst] : bursts) {
    const std::string id =
        '#' + (options.shown_id ? options.shown_id(burst->article) : to_string(burst->article));
    // An article may be the best of several times that it speaks of.
    const std::string day = view.about   ? bucket_label(view.buckets[burst->peak], view.unit)
                            : burst->day ? to_iso8601(*burst->day)
                                         : std::string(10, ' ');
    const std::size_t room = width - std::min(width, 1 + day.size() + 2 + 2 + id.size());
    out += ' ' + day + "  " + cell(burst->title, std::max<std::size_t>(room, 20)) + "  " +
           options.style.apply(Role::Id, id) + '\n';
  }
  return out;
}

std::string render_timeline_plain(const TimelineView& view) {
  std::string out;
  for (std::size_t i = 0; i < view.buckets.size(); ++i)
    for (const TimeSeries& series : view.series)
      out += fmt::format("{}\t{}\t{}\t{}\t{}\n", bucket_label(view.buckets[i], view.unit),
                         field_text(series.query), series.counts[i], view.buckets[i].archive,
                         in_burst(series, i) ? "*" : "");
  return out;
}

std::string render_timeline_csv(const TimelineView& view) {
  std::string out = "from,to,query,articles,archive,share,burst\n";
  for (std::size_t i = 0; i < view.buckets.size(); ++i)
    for (const TimeSeries& series : view.series) {
      const TimeBucket& bucket = view.buckets[i];
      out += fmt::format(
          "{},{},{},{},{},{},{}\n", to_iso8601(bucket.first), to_iso8601(bucket.last),
          escape_csv(series.query), series.counts[i], bucket.archive,
          bucket.archive == 0 ? "" : fmt::format("{:.6f}", share(series.counts[i], bucket)),
          in_burst(series, i) ? 1 : 0);
    }
  return out;
}

std::string render_timeline_json(const TimelineView& view) {
  Json out = {{"format_version", 1},
              {"unit", unit_name(view.unit, 1)},
              {"about", view.about},
              {"queries", Json::array()},
              {"buckets", Json::array()}};
  for (const TimeSeries& series : view.series) {
    Json one = json_answer(series.query, series.articles, view.what == CountedArticles::Heads,
                           series.extent);
    one.erase("format_version");
    one["undated"] = series.undated;
    one["bursts"] = Json::array();
    for (const Burst& burst : series.bursts)
      one["bursts"].push_back(burst_json(view, series, burst));
    out["queries"].push_back(std::move(one));
  }
  for (std::size_t i = 0; i < view.buckets.size(); ++i)
    out["buckets"].push_back(bucket_json(view, i));
  return json_line(out);
}

std::string render_timeline_jsonl(const TimelineView& view) {
  std::string out;
  for (std::size_t i = 0; i < view.buckets.size(); ++i) {
    Json line = {{"format_version", 1}, {"queries", Json::array()}};
    for (const TimeSeries& series : view.series) line["queries"].push_back(series.query);
    line.update(bucket_json(view, i));
    out += json_line(line);
  }
  return out;
}

}  // namespace morgue
