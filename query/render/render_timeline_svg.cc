#include <fmt/format.h>

#include <algorithm>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/render_views.h"

namespace morgue {
namespace {

// In pixels of the picture's own; it scales.
constexpr double kWidth = 800, kLeft = 60, kRight = 20, kTop = 50;
constexpr double kPanel = 120, kHeading = 26, kAxis = 40;
/// Days that are written below the plot.
constexpr std::size_t kLabels = 8;

/// A panel for each query, one below the other, all by one scale.
class Plot {
 public:
  Plot(const TimelineView& view, const TimelineLink& link) : view_(view), link_(link) {
    for (const TimeSeries& series : view.series)
      for (const std::int64_t count : series.counts) most_ = std::max(most_, count);
  }

  [[nodiscard]] std::string svg() const {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
        "height=\"{1}\" role=\"{2}\" aria-labelledby=\"title desc\" "
        "font-family=\"sans-serif\" font-size=\"12\">\n",
        kWidth, height(), link_ ? "group" : "img");
    out += fmt::format("  <title id=\"title\">{}</title>\n", escape_xml(title()));
    out += fmt::format("  <desc id=\"desc\">{}</desc>\n", escape_xml(description()));
    out += fmt::format("  <rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", kWidth, height());
    out += fmt::format("  <text x=\"{}\" y=\"24\" font-size=\"16\">{}</text>\n", kLeft,
                       escape_xml(title()));
    for (std::size_t i = 0; i < view_.series.size(); ++i) out += panel(i);
    return out + axis() + "</svg>\n";
  }

 private:
  [[nodiscard]] double height() const {
    return kTop + static_cast<double>(view_.series.size()) * (kPanel + kHeading) + kAxis;
  }
  [[nodiscard]] double step() const {
    return (kWidth - kLeft - kRight) /
           static_cast<double>(std::max<std::size_t>(1, view_.buckets.size()));
  }
  [[nodiscard]] std::string title() const {
    const bool copies = view_.what == CountedArticles::All;
    return fmt::format("{} a {}{}", view_.about ? "Articles that speak of" : "Articles", unit(),
                       copies ? ", copies counted" : "");
  }
  [[nodiscard]] std::string_view unit() const {
    switch (view_.unit) {
      case TimeUnit::Day:
        return "day";
      case TimeUnit::Week:
        return "week";
      case TimeUnit::Month:
        return "month";
      default:
        return "year";
    }
  }
  [[nodiscard]] std::string label(std::size_t bucket) const {
    return bucket_label(view_.buckets[bucket], view_.unit);
  }
  /// What somebody who can't see it is told.
  [[nodiscard]] std::string description() const {
    std::string out;
    for (const TimeSeries& series : view_.series) {
      const auto top = std::max_element(series.counts.begin(), series.counts.end());
      out += fmt::format("{}{}: {}", out.empty() ? "" : " ", series.query,
                         articles_text(static_cast<std::int64_t>(series.articles)));
      if (top != series.counts.end())
        out += fmt::format(", from {} to {}, most in {} ({})", label(0),
                           label(view_.buckets.size() - 1),
                           label(static_cast<std::size_t>(top - series.counts.begin())), *top);
      for (const Burst& burst : series.bursts)
        out += fmt::format("; burst in {}: {}", label(burst.peak), burst.title);
      out += '.';
    }
    return out;
  }

  [[nodiscard]] std::string panel(std::size_t number) const {
    const TimeSeries& series = view_.series[number];
    const double bottom = kTop + static_cast<double>(number + 1) * (kPanel + kHeading);
    std::string out = fmt::format("  <text x=\"{}\" y=\"{:.1f}\">{}</text>\n", kLeft,
                                  bottom - kPanel - 8, escape_xml(series.query));
    for (const double share : {0.0, 0.5, 1.0}) {
      const double y = bottom - share * kPanel;
      out += fmt::format(
          "  <line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#cccccc\"/>\n", kLeft,
          kWidth - kRight, y, y);
      if (share != 0.5)
        out += fmt::format("  <text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                           kLeft - 6, y + 4, share > 0 ? most_ : 0);
    }
    for (std::size_t i = 0; i < series.counts.size(); ++i) {
      if (series.counts[i] == 0) continue;
      const double high = kPanel * static_cast<double>(series.counts[i]) /
                          static_cast<double>(std::max<std::int64_t>(1, most_));
      const std::string bar = fmt::format(
          "<rect x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" "
          "fill=\"#3b6ea5\"><title>{}: {}</title></rect>",
          kLeft + static_cast<double>(i) * step(), bottom - high, std::max(0.5, step() * 0.9), high,
          label(i), series.counts[i]);
      out += "  " + linked(i, series.counts[i], bar) + '\n';
    }
    for (const Burst& burst : series.bursts)
      out += fmt::format(
          "  <text x=\"{:.2f}\" y=\"{:.2f}\" text-anchor=\"middle\">*<title>{}</title></text>\n",
          kLeft + (static_cast<double>(burst.peak) + 0.45) * step(),
          bottom - kPanel * static_cast<double>(series.counts[burst.peak]) /
                       static_cast<double>(std::max<std::int64_t>(1, most_)),
          escape_xml(burst.title));
    return out;
  }

  [[nodiscard]] std::string linked(std::size_t bucket, std::int64_t count,
                                   const std::string& bar) const {
    if (!link_) return bar;
    return fmt::format("<a href=\"{}\" aria-label=\"{}: {}\">{}</a>",
                       escape_xml(link_(view_.buckets[bucket])), label(bucket),
                       articles_text(count), bar);
  }

  [[nodiscard]] std::string axis() const {
    std::string out;
    const std::size_t every =
        std::max<std::size_t>(1, (view_.buckets.size() + kLabels - 1) / kLabels);
    for (std::size_t i = 0; i < view_.buckets.size(); i += every)
      out += fmt::format("  <text x=\"{:.2f}\" y=\"{:.1f}\">{}</text>\n",
                         kLeft + static_cast<double>(i) * step(), height() - kAxis + 18, label(i));
    return out;
  }

  const TimelineView& view_;
  const TimelineLink& link_;
  std::int64_t most_ = 0;
};

}  // namespace

std::string render_timeline_svg(const TimelineView& view, const TimelineLink& link) {
  return Plot(view, link).svg();
}

}  // namespace morgue
