#include "indexer/extract/agency.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"

namespace morgue {
namespace {

using namespace std::literals;

constexpr std::size_t kMaxCreditBytes = 600;

struct Agency {
  std::string_view key;  ///< folded, words joined by one blank
  std::string_view name;
};

/// National and international agencies, from the member lists of the European, Asian and African
/// alliances of news agencies and our own reading.
constexpr std::array kAgencies = {
    Agency{"aap", "AAP"},
    Agency{"aa", "Anadolu"},
    Agency{"adnkronos", "Adnkronos"},
    Agency{"afp", "AFP"},
    Agency{"afp com", "AFP"},
    Agency{"agence france presse", "AFP"},
    Agency{"agencia brasil", "Agência Brasil"},
    Agency{"agencia efe", "EFE"},
    Agency{"agencia estado", "Agência Estado"},
    Agency{"agencia lusa", "Lusa"},
    Agency{"agerpres", "Agerpres"},
    Agency{"anadolu agency", "Anadolu"},
    Agency{"anadolu ajansi", "Anadolu"},
    Agency{"anadolu", "Anadolu"},
    Agency{"ani", "ANI"},
    Agency{"anp", "ANP"},
    Agency{"ansa", "ANSA"},
    Agency{"antara", "Antara"},
    Agency{"ap", "AP"},
    Agency{"ap news", "AP"},
    Agency{"apa", "APA"},
    Agency{"associated press", "AP"},
    Agency{"ats", "Keystone-ATS"},
    Agency{"australian associated press", "AAP"},
    Agency{"belga", "Belga"},
    Agency{"bernama", "Bernama"},
    Agency{"bloomberg news", "Bloomberg"},
    Agency{"bns", "BNS"},
    Agency{"bta", "BTA"},
    Agency{"canadian press", "The Canadian Press"},
    Agency{"cp", "The Canadian Press"},
    Agency{"ctk", "ČTK"},
    Agency{"deutsche presse agentur", "dpa"},
    Agency{"dha", "DHA"},
    Agency{"dpa", "dpa"},
    Agency{"dpa afx", "dpa-AFX"},
    Agency{"dpa infocom", "dpa"},
    Agency{"efe", "EFE"},
    Agency{"elta", "ELTA"},
    Agency{"epd", "epd"},
    Agency{"estadao conteudo", "Estadão Conteúdo"},
    Agency{"eta", "ETA"},
    Agency{"europa press", "Europa Press"},
    Agency{"evangelischer pressedienst", "epd"},
    Agency{"folhapress", "Folhapress"},
    Agency{"hina", "HINA"},
    Agency{"ians", "IANS"},
    Agency{"iha", "İHA"},
    Agency{"interfax", "Interfax"},
    Agency{"itar tass", "TASS"},
    Agency{"jiji press", "Jiji Press"},
    Agency{"keystone ats", "Keystone-ATS"},
    Agency{"keystone sda", "Keystone-SDA"},
    Agency{"kna", "KNA"},
    Agency{"kyodo", "Kyodo"},
    Agency{"kyodo news", "Kyodo"},
    Agency{"la presse canadienne", "La Presse canadienne"},
    Agency{"leta", "LETA"},
    Agency{"lusa", "Lusa"},
    Agency{"mti", "MTI"},
    Agency{"notimex", "Notimex"},
    Agency{"ntb", "NTB"},
    Agency{"pa", "PA"},
    Agency{"pa media", "PA"},
    Agency{"pap", "PAP"},
    Agency{"prensa latina", "Prensa Latina"},
    Agency{"press association", "PA"},
    Agency{"press trust of india", "PTI"},
    Agency{"pti", "PTI"},
    Agency{"reuters", "Reuters"},
    Agency{"ria novosti", "RIA Novosti"},
    Agency{"ritzau", "Ritzau"},
    Agency{"sda", "Keystone-SDA"},
    Agency{"sid", "SID"},
    Agency{"sport informations dienst", "SID"},
    Agency{"sta", "STA"},
    Agency{"stt", "STT"},
    Agency{"tanjug", "Tanjug"},
    Agency{"tasr", "TASR"},
    Agency{"tass", "TASS"},
    Agency{"telam", "Télam"},
    Agency{"the associated press", "AP"},
    Agency{"the canadian press", "The Canadian Press"},
    Agency{"thomson reuters", "Reuters"},
    Agency{"tt", "TT"},
    Agency{"ukrinform", "Ukrinform"},
    Agency{"unian", "UNIAN"},
    Agency{"united press international", "UPI"},
    Agency{"upi", "UPI"},
    Agency{"wam", "WAM"},
    Agency{"xinhua", "Xinhua"},
    Agency{"xinhua news agency", "Xinhua"},
    Agency{"yonhap", "Yonhap"},
    Agency{"yonhap news agency", "Yonhap"},
    Agency{"интерфакс", "Interfax"},
    Agency{"риа новости", "RIA Novosti"},
    Agency{"тасс", "TASS"},
    Agency{"унiан", "UNIAN"},
    Agency{"укринформ", "Ukrinform"},
    Agency{"新华社", "Xinhua"},
    Agency{"新華社", "Xinhua"},
    Agency{"共同通信", "Kyodo"},
    Agency{"時事通信", "Jiji Press"},
    Agency{"연합뉴스", "Yonhap"},
    Agency{"뉴시스", "Newsis"},
};

/// Short names that are also words or initials.
constexpr std::size_t kNeedsCapitals = 3;

struct Item {
  std::string key;
  bool capitals = true;  ///< no letter is small
};

/// True for what parts the items of a credit.
bool parts_items(char32_t c) {
  constexpr std::u32string_view marks = U",;|/()[]•·—–+©&:*\"";
  return marks.find(c) != std::u32string_view::npos;
}

std::string_view agency_of(const Item& item) {
  for (const Agency& agency : kAgencies) {
    if (agency.key != item.key) continue;
    // "dpa", "epd" and "sda" write themselves small.
    const bool small = item.key == "dpa" || item.key == "epd" || item.key == "sda" ||
                       item.key == "sid" || item.key == "afp" || item.key == "ats";
    if (item.key.size() > kNeedsCapitals || item.capitals || small) return agency.name;
  }
  return {};
}

bool is_joiner(std::string_view word) {
  constexpr std::array kJoiners = {"and"sv, "und"sv, "et"sv,  "with"sv, "y"sv,   "e"sv,   "en"sv,
                                   "og"sv,  "och"sv, "mit"sv, "avec"sv, "con"sv, "com"sv, "by"sv,
                                   "par"sv, "von"sv, "por"sv, "da"sv,   "di"sv,  "van"sv, "via"sv};
  return std::ranges::find(kJoiners, word) != kJoiners.end();
}

class CreditReader {
 public:
  std::string_view read(std::string_view credit) {
    for (std::size_t at = 0; at < credit.size() && found_.empty();) {
      const auto d = utf8::decode(credit, at);
      if (parts_items(d.code_point)) {
        end_word();
        end_item();
      } else if (utf8::is_letter(d.code_point) || utf8::is_digit(d.code_point)) {
        if (utf8::is_lower(d.code_point)) word_capitals_ = false;
        utf8::append_folded(word_, d.code_point);
      } else if (d.code_point != U'\'') {
        end_word();
      }
      at += d.length;
    }
    end_word();
    end_item();
    return found_;
  }

 private:
  void end_word() {
    if (word_.empty()) return;
    if (is_joiner(word_) && !word_capitals_) {
      end_item();
    } else {
      if (!item_.key.empty()) item_.key += ' ';
      item_.key += word_;
      item_.capitals = item_.capitals && word_capitals_;
    }
    word_.clear();
    word_capitals_ = true;
  }

  void end_item() {
    if (found_.empty() && !item_.key.empty()) found_ = agency_of(item_);
    item_ = {};
  }

  std::string word_;
  bool word_capitals_ = true;
  Item item_;
  std::string_view found_;
};

}  // namespace

std::string credited_agency(std::string_view credit) {
  return std::string(CreditReader().read(utf8::prefix(credit, kMaxCreditBytes)));
}

}  // namespace morgue
