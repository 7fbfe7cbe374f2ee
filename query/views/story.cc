#include "query/views/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "common/text.h"
#include "query/match/stored_articles.h"

namespace morgue {
namespace {

/// What is new further down is mostly background.
constexpr std::size_t kBeginning = 1200;
/// Days that an article speaks of so near to its publication are when it was written.
constexpr int kAround = 7;
/// What new things are worth when turning points are chosen: somebody new, a number of casualties,
/// another number, a day; twice as much in the headline.
constexpr double kPerson = 1.5;
constexpr double kOrganisation = 1;
constexpr double kCasualties = 3;
constexpr double kNumber = 0.7;
constexpr double kDay = 0.7;
/// Less than this turns nothing.
constexpr double kLeast = 2;

/// What a thread has said so far.
class Told {
 public:
  /// How much of it is new; what is, is written down in `out`.
  double add(const AnnotatedArticle& content, StoryArticle& out) {
    return names(content, out) + figures(content, out) + days(content, out);
  }

 private:
  double names(const AnnotatedArticle& content, StoryArticle& out) {
    std::vector<double> worth(content.entities.size(), 0);
    for (const Mention& mention : content.mentions)
      if (mention.in_title || mention.where.begin < kBeginning)
        worth[mention.entity] = std::max(worth[mention.entity], mention.in_title ? 2.0 : 1.0);
    double sum = 0;
    for (std::size_t i = 0; i < content.entities.size(); ++i) {
      const Entity& entity = content.entities[i];
      if (entity.kind != EntityKind::Person && entity.kind != EntityKind::Org) continue;
      const bool fresh = is_new(entity);
      if (!fresh || worth[i] == 0) continue;
      const bool person = entity.kind == EntityKind::Person;
      (person ? out.people : out.organisations).push_back(entity.name);
      sum += worth[i] * (person ? kPerson : kOrganisation);
    }
    return sum;
  }

  /// Somebody is known by the last name, too; an organisation by its own.
  bool is_new(const Entity& entity) {
    const std::string key = word_key(entity.name);
    if (key.empty()) return false;
    bool fresh = names_.insert(key).second;
    if (entity.kind == EntityKind::Person) {
      const std::string last = key.substr(key.rfind(' ') + 1);
      fresh = names_.insert(last).second && fresh;
    }
    return fresh;
  }

  double figures(const AnnotatedArticle& content, StoryArticle& out) {
    double sum = 0;
    for (const Figure& figure : find_figures(content)) {
      const bool bare = figure.kind == FigureKind::Money || figure.kind == FigureKind::Share;
      std::string text = figure_text(figure);
      if (!bare) text += ' ' + figure.thing;
      if (!figures_.insert(text).second) continue;
      if (!figure.in_title && figure.where.begin >= kBeginning) continue;
      out.figures.push_back(std::move(text));
      const bool casualties = figure.kind <= FigureKind::Displaced;
      sum += (casualties && figure.plain ? kCasualties : kNumber) * (figure.in_title ? 2 : 1);
    }
    return sum;
  }

  double days(const AnnotatedArticle& content, StoryArticle& out) {
    double sum = 0;
    for (const DateMention& mention : content.dates) {
      if (mention.from != mention.to || !days_.insert(mention.from).second) continue;
      if (!mention.in_title && mention.where.begin >= kBeginning) continue;
      const auto& published = content.article.published;
      const bool around =
          published && std::abs((mention.from - published->local_day()).count()) <= kAround;
      if (around) continue;
      out.days.push_back(mention.from);
      sum += kDay;
    }
    return sum;
  }

  std::set<std::string> names_, figures_;
  std::set<Day> days_;
};

/// Marks those that added most, one a day.
void choose_turning_points(std::vector<StoryArticle>& members, const std::vector<double>& novelty,
                           std::size_t most) {
  if (most == 0) {
    for (StoryArticle& member : members) member.turning_point = true;
    return;
  }
  std::vector<std::size_t> order(members.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin() + 1, order.end(),
                   [&](std::size_t a, std::size_t b) { return novelty[a] > novelty[b]; });
  std::set<Day> days;
  std::size_t chosen = 0;
  for (const std::size_t i : order) {
    if (chosen == most) break;
    if (i != 0 && novelty[i] < kLeast) break;
    const auto& published = members[i].published;
    if (published && !days.insert(published->local_day()).second) continue;
    members[i].turning_point = true;
    ++chosen;
  }
}

void count_articles(StoryView& view) {
  StoryArticle* turn = nullptr;
  for (StoryArticle& member : view.members) {
    if (member.turning_point) turn = &member;
    if (turn != nullptr) turn->articles += 1 + member.copies;
    view.articles += 1 + member.copies;
  }
}

void find_silences(std::vector<StoryArticle>& members) {
  for (std::size_t i = 1; i < members.size(); ++i) {
    const auto& before = members[i - 1].published;
    const auto& now = members[i].published;
    if (!before || !now) continue;
    const auto days = static_cast<int>((now->local_day() - before->local_day()).count());
    if (days >= kSilentDays) members[i].silent = days;
  }
}

}  // namespace

StoryView story_view(const ArchiveReader& archive, const StoryThread& thread,
                     const StoryOptions& options) {
  StoryView out;
  out.name = thread.name;
  out.read = thread.read;
  out.cut_short = thread.cut_short;
  StoredArticles articles(archive);
  Told told;
  std::vector<double> novelty;
  std::vector<FigureSource> sources_of_figures;
  std::set<std::string> sources;
  for (const ThreadMember& member : thread.members) {
    if (!reading([&] { return articles.open(member.document); })) continue;
    const auto stored = articles.decoder().article();
    if (!stored) continue;
    const Article& article = stored->content.article;
    StoryArticle one;
    one.id = stored->id;
    one.published = article.published;
    one.source = article.source;
    one.title = article.title;
    one.copies = member.copies.size();
    if (member.nearest) one.linked_to = thread.members[*member.nearest].id;
    one.linked_by = member.shared;
    // Copies weigh little: they say that others found it worth printing.
    novelty.push_back(told.add(stored->content, one) +
                      std::log2(1 + static_cast<double>(one.copies)));
    if (!article.source.empty()) sources.insert(article.source);
    if (article.published) {
      if (!out.first) out.first = article.published;
      out.last = article.published;
    }
    sources_of_figures.push_back({member.document, member.copies.size()});
    out.members.push_back(std::move(one));
  }
  out.sources = sources.size();
  if (out.members.empty()) return out;
  choose_turning_points(out.members, novelty, options.turning_points);
  find_silences(out.members);
  count_articles(out);
  out.figures = figures_view(archive, sources_of_figures, true);
  return out;
}

std::string silence_text(int days) {
  if (days >= 730) return fmt::format("{} years", (days + 182) / 365);
  if (days >= 60) return fmt::format("{} months", (days + 15) / 30);
  return fmt::format("{} weeks", (days + 3) / 7);
}

}  // namespace morgue
