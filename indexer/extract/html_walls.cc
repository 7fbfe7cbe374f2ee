#include "indexer/extract/html_walls.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/text_container.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

constexpr std::string_view kBot = "bot check instead of an article";
constexpr std::string_view kConsent = "consent wall instead of an article";
constexpr std::string_view kLogin = "login page instead of an article";
constexpr std::string_view kPaywall = "paywall instead of an article";
constexpr std::string_view kDenied = "page that was denied";
constexpr std::string_view kScript = "page that shows nothing without JavaScript";
constexpr std::string_view kIndex = "index page, not an article";

/// What pages say that show something else than their article; folded.
struct Saying {
  std::string_view says;
  std::string_view is;
};

/// Whole titles, the site's name behind them left out.
constexpr std::array kTitles = {
    Saying{"just a moment", kBot},
    Saying{"attention required!", kBot},
    Saying{"attention required", kBot},
    Saying{"are you a robot?", kBot},
    Saying{"are you human?", kBot},
    Saying{"robot check", kBot},
    Saying{"human verification", kBot},
    Saying{"security check", kBot},
    Saying{"verification required", kBot},
    Saying{"please verify you are a human", kBot},
    Saying{"pardon our interruption", kBot},
    Saying{"request unsuccessful", kBot},
    Saying{"captcha", kBot},
    Saying{"ddos-guard", kBot},
    Saying{"checking your browser", kBot},
    Saying{"bot verification", kBot},
    Saying{"one more step", kBot},
    Saying{"access denied", kDenied},
    Saying{"access to this page has been denied", kDenied},
    Saying{"access to this page has been denied.", kDenied},
    Saying{"forbidden", "error page: 403 Forbidden"},
    Saying{"403 forbidden", "error page: 403 Forbidden"},
    Saying{"error 403", "error page: 403 Forbidden"},
    Saying{"404", "error page: 404 Not Found"},
    Saying{"error 404", "error page: 404 Not Found"},
    Saying{"404 error", "error page: 404 Not Found"},
    Saying{"404 not found", "error page: 404 Not Found"},
    Saying{"404 page not found", "error page: 404 Not Found"},
    Saying{"404: page not found", "error page: 404 Not Found"},
    Saying{"page not found", "error page: 404 Not Found"},
    Saying{"not found", "error page: 404 Not Found"},
    Saying{"file not found", "error page: 404 Not Found"},
    Saying{"page not available", "error page: 404 Not Found"},
    Saying{"page unavailable", "error page: 404 Not Found"},
    Saying{"seite nicht gefunden", "error page: 404 Not Found"},
    Saying{"seite nicht verfugbar", "error page: 404 Not Found"},
    Saying{"page introuvable", "error page: 404 Not Found"},
    Saying{"page non trouvee", "error page: 404 Not Found"},
    Saying{"pagina no encontrada", "error page: 404 Not Found"},
    Saying{"pagina nao encontrada", "error page: 404 Not Found"},
    Saying{"pagina non trovata", "error page: 404 Not Found"},
    Saying{"pagina niet gevonden", "error page: 404 Not Found"},
    Saying{"sidan hittades inte", "error page: 404 Not Found"},
    Saying{"sidan kunde inte hittas", "error page: 404 Not Found"},
    Saying{"siden blev ikke fundet", "error page: 404 Not Found"},
    Saying{"siden finnes ikke", "error page: 404 Not Found"},
    Saying{"sivua ei loytynyt", "error page: 404 Not Found"},
    Saying{"nie znaleziono strony", "error page: 404 Not Found"},
    Saying{"stranka nenalezena", "error page: 404 Not Found"},
    Saying{"sayfa bulunamadi", "error page: 404 Not Found"},
    Saying{"страница не найдена", "error page: 404 Not Found"},
    Saying{"сторiнку не знайдено", "error page: 404 Not Found"},
    Saying{"ページが見つかりません", "error page: 404 Not Found"},
    Saying{"410 gone", "error page: 410 Gone"},
    Saying{"internal server error", "error page: 500 Internal Server Error"},
    Saying{"500 internal server error", "error page: 500 Internal Server Error"},
    Saying{"502 bad gateway", "error page: 502 Bad Gateway"},
    Saying{"bad gateway", "error page: 502 Bad Gateway"},
    Saying{"503 service temporarily unavailable", "error page: 503 Service Unavailable"},
    Saying{"503 service unavailable", "error page: 503 Service Unavailable"},
    Saying{"service unavailable", "error page: 503 Service Unavailable"},
    Saying{"504 gateway time-out", "error page: 504 Gateway Timeout"},
    Saying{"504 gateway timeout", "error page: 504 Gateway Timeout"},
    Saying{"before you continue", kConsent},
    Saying{"cookie consent", kConsent},
    Saying{"cookie settings", kConsent},
    Saying{"cookie-einstellungen", kConsent},
    Saying{"privacy settings", kConsent},
    Saying{"we value your privacy", kConsent},
    Saying{"your privacy choices", kConsent},
    Saying{"datenschutzeinstellungen", kConsent},
    Saying{"ihre einwilligung", kConsent},
    Saying{"gestion des cookies", kConsent},
    Saying{"log in", kLogin},
    Saying{"login", kLogin},
    Saying{"sign in", kLogin},
    Saying{"anmelden", kLogin},
    Saying{"connexion", kLogin},
    Saying{"iniciar sesion", kLogin},
    Saying{"accedi", kLogin},
    Saying{"inloggen", kLogin},
    Saying{"subscribe to read", kPaywall},
    Saying{"subscribe to continue reading", kPaywall},
};
/// Behind an error page's title there may be apologies and links, not more.
constexpr std::size_t kLongestErrorPage = 1500;

/// What walls alone say.
constexpr std::array kPlainWords = {
    Saying{"verify you are human", kBot},
    Saying{"verify that you are human", kBot},
    Saying{"verify that you are not a robot", kBot},
    Saying{"verifying you are human", kBot},
    Saying{"checking your browser before", kBot},
    Saying{"checking if the site connection is secure", kBot},
    Saying{"unusual traffic from your", kBot},
    Saying{"needs to review the security of your connection", kBot},
    Saying{"you have been blocked", kBot},
    Saying{"access to this page has been denied", kDenied},
    Saying{"you don't have permission to access", kDenied},
    Saying{"enable javascript", kScript},
    Saying{"javascript is disabled", kScript},
    Saying{"requires javascript", kScript},
    Saying{"javascript aktivieren", kScript},
    Saying{"aktivieren sie javascript", kScript},
    Saying{"activer javascript", kScript},
    Saying{"activar javascript", kScript},
    Saying{"abilitare javascript", kScript},
    Saying{"store and/or access information on a device", kConsent},
    Saying{"accept all cookies", kConsent},
    Saying{"we and our partners store", kConsent},
    Saying{"we value your privacy", kConsent},
    Saying{"consent to the use of cookies", kConsent},
    Saying{"verwendung von cookies zu", kConsent},
    Saying{"nutzung mit werbung und tracking", kConsent},
    Saying{"mit werbung und cookies", kConsent},
    Saying{"zustimmung zur nutzung", kConsent},
    Saying{"accepter les cookies", kConsent},
    Saying{"continuer sans accepter", kConsent},
    Saying{"aceptar las cookies", kConsent},
    Saying{"aceptar cookies", kConsent},
    Saying{"accetta i cookie", kConsent},
    Saying{"alle cookies accepteren", kConsent},
};
constexpr std::size_t kLongestWall = 1500;
/// Of the words of walls these are common in other texts.
constexpr std::array kCommonWords = {Saying{"captcha", kBot},
                                     Saying{"not a robot", kBot},
                                     Saying{"are you a robot", kBot},
                                     Saying{"access denied", kDenied},
                                     Saying{"page not found", "error page: 404 Not Found"},
                                     Saying{"404 not found", "error page: 404 Not Found"}};
constexpr std::size_t kLongestNotice = 400;

/// What walls of consent speak of, folded: consent, partners, cookies, the device, personal data,
/// privacy, advertising, each in some languages.
using Notion = std::array<std::string_view, 6>;
constexpr std::array kNotions = {
    Notion{"consent", "einwillig", "zustimm", "consenso", "consentimiento", "toestemming"},
    Notion{"partner", "partenaire", "socios", "parceiros", "fornitori", "vendors"},
    Notion{"cookie", "tracking", "traceur", "trackers", "rastreador", "tracciamento"},
    Notion{"device", "gerat", "appareil", "dispositivo", "apparaat", "terminal"},
    Notion{"personal data", "personenbezogen", "donnees personnelles", "datos personales",
           "dati personali", "persoonsgegevens"},
    Notion{"privacy", "datenschutz", "confidentialite", "privacidad", "privacidade", "choices"},
    Notion{"advertis", "werbung", "publicit", "publicidad", "pubblicit", "advertentie"}};
/// An article about all this has a headline, a date and more to say.
constexpr std::ptrdiff_t kSpeaksOfConsent = 5;
constexpr std::size_t kLongestConsent = 3000;

/// Calls of paywalls, folded.
constexpr std::array kPaywalls = {"subscribe to read"sv,
                                  "subscribe to continue"sv,
                                  "to continue reading"sv,
                                  "continue reading with a"sv,
                                  "this article is for subscribers"sv,
                                  "this content is for subscribers"sv,
                                  "exclusive to subscribers"sv,
                                  "for subscribers only"sv,
                                  "subscribers only"sv,
                                  "already a subscriber"sv,
                                  "register to read"sv,
                                  "sign in to read"sv,
                                  "log in to read"sv,
                                  "create a free account"sv,
                                  "nur fur abonnenten"sv,
                                  "exklusiv fur abonnenten"sv,
                                  "jetzt weiterlesen"sv,
                                  "um weiterzulesen"sv,
                                  "diesen artikel weiterlesen"sv,
                                  "sie sind bereits abonnent"sv,
                                  "reserve aux abonnes"sv,
                                  "reservee aux abonnes"sv,
                                  "pour lire la suite"sv,
                                  "deja abonne"sv,
                                  "solo para suscriptores"sv,
                                  "exclusivo para suscriptores"sv,
                                  "para seguir leyendo"sv,
                                  "exclusivo para assinantes"sv,
                                  "riservato agli abbonati"sv,
                                  "per continuare a leggere"sv,
                                  "alleen voor abonnees"sv,
                                  "verder lezen"sv,
                                  "for prenumeranter"sv,
                                  "las vidare"sv,
                                  "for abonnenter"sv,
                                  "les videre"sv,
                                  "dla prenumeratorow"sv,
                                  "tylko dla subskrybentow"sv,
                                  "только для подписчиков"sv};
/// With so much beside the call there is at least the article's beginning.
constexpr std::size_t kShortestBeginning = 100;

/// A page of teasers has many headings that are links.
constexpr std::size_t kManyTeasers = 6;
constexpr double kLinkedHeading = 0.8;
/// A page with so many blocks that are links, and no text, is a list of them.
constexpr std::size_t kManyLinks = 10;
constexpr std::size_t kEmptyPage = 30;

template <std::size_t N>
std::string_view said(const std::array<Saying, N>& sayings, std::string_view folded) {
  for (const Saying& saying : sayings)
    if (folded.find(saying.says) != std::string_view::npos) return saying.is;
  return {};
}

std::string_view without_stop(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == '!')) text.remove_suffix(1);
  return text;
}

/// Whether a title is `wanted`, with the site's name in front or behind or without one.
bool is_title(std::string_view folded, std::string_view wanted) {
  wanted = without_stop(wanted);
  if (without_stop(folded) == wanted) return true;
  for (const auto separator : {" | "sv, " - "sv, " – "sv, " — "sv, " · "sv, " » "sv, ": "sv})
    for (std::size_t at = folded.find(separator); at != std::string_view::npos;
         at = folded.find(separator, at + 1))
      if (without_stop(folded.substr(0, at)) == wanted ||
          without_stop(folded.substr(at + separator.size())) == wanted)
        return true;
  return false;
}

std::string_view by_title(const Draft& draft) {
  constexpr std::size_t kLongestTitle = 120;
  for (const Candidate& candidate : draft.candidates) {
    if (candidate.field != Field::Title || candidate.value.size() > kLongestTitle) continue;
    const std::string folded = utf8::folded(candidate.value);
    for (const Saying& title : kTitles)
      if (is_title(folded, title.says)) return title.is;
  }
  return {};
}

std::string_view by_words(std::string_view text) {
  if (text.size() > kLongestWall) return {};
  const std::string folded = utf8::folded(text);
  if (const auto wall = said(kPlainWords, folded); !wall.empty()) return wall;
  return text.size() > kLongestNotice ? std::string_view() : said(kCommonWords, folded);
}

bool speaks_of_consent(std::string_view text) {
  if (text.size() > kLongestConsent) return false;
  const std::string folded = utf8::folded(text);
  const auto spoken_of = [&folded](const Notion& notion) {
    return std::ranges::any_of(
        notion, [&folded](auto word) { return folded.find(word) != std::string::npos; });
  };
  return std::ranges::count_if(kNotions, spoken_of) >= kSpeaksOfConsent;
}

bool is_paywall(const std::vector<std::string>& paragraphs) {
  std::size_t beside = 0;
  bool called = false;
  for (const std::string& paragraph : paragraphs) {
    const std::string folded = utf8::folded(paragraph);
    const bool call =
        paragraph.size() <= kLongestNotice && std::ranges::any_of(kPaywalls, [&](auto words) {
          return folded.find(words) != std::string::npos;
        });
    called = called || call;
    if (!call) beside += paragraph.size();
  }
  return called && beside < kShortestBeginning;
}

bool declares_article(const Draft& draft) {
  return std::ranges::any_of(draft.candidates, [](const Candidate& candidate) {
    if (candidate.field == Field::Published)
      return candidate.found != "saved" && candidate.found != "http";
    if (candidate.field != Field::Type) return false;
    return candidate.found == "json-ld" || ascii::equals_folded(candidate.value, "article");
  });
}

/// The front page by its address, or a page that is declared to collect others.
bool is_front(const Draft& draft) {
  for (const Candidate& candidate : draft.candidates) {
    if (candidate.field == Field::Type && candidate.value == "CollectionPage") return true;
    if (candidate.field != Field::Url) continue;
    const std::size_t scheme = candidate.value.find("://");
    if (scheme == std::string::npos) continue;
    const std::size_t path = candidate.value.find('/', scheme + 3);
    if (path == std::string::npos || path + 1 == candidate.value.size()) return true;
  }
  return false;
}

bool is_index(const Draft& draft, const PageView& view) {
  if (declares_article(draft) || !is_front(draft)) return false;
  const auto teasers = std::ranges::count_if(view.blocks, [](const Block& block) {
    return block.tag >= Tag::H2 && block.tag <= Tag::H6 && block.link_share() > kLinkedHeading;
  });
  return static_cast<std::size_t>(teasers) >= kManyTeasers;
}

}  // namespace

std::string wall_instead(const Draft& draft, const PageView& view,
                         const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) text += paragraph + '\n';
  if (text.size() <= kLongestErrorPage)
    if (const auto wall = by_title(draft); !wall.empty()) return std::string(wall);
  if (const auto wall = by_words(text); !wall.empty()) return std::string(wall);
  if (!declares_article(draft) && speaks_of_consent(text)) return std::string(kConsent);
  if (is_paywall(paragraphs)) return std::string(kPaywall);
  return is_index(draft, view) ? std::string(kIndex) : std::string();
}

std::string why_no_text(const Draft& draft, const PageView& view) {
  const std::string all = utf8::one_line(view.page.all_text(0));
  if (const auto wall = by_title(draft); !wall.empty()) return std::string(wall);
  if (const auto wall = by_words(all); !wall.empty()) return std::string(wall);
  if (is_index(draft, view)) return std::string(kIndex);
  std::size_t letters = 0;
  std::size_t links = 0;
  for (const Block& block : view.blocks) {
    letters += block.weight;
    if (block.link_share() > kLinkedHeading) ++links;
  }
  if (letters < kEmptyPage) return "empty page";
  return links >= kManyLinks ? "list of links, not an article" : "page without running text";
}

}  // namespace morgue
