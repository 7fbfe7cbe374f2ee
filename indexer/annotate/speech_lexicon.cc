#include "indexer/annotate/speech_lexicon.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace morgue::annotate {
namespace {

struct Class {
  Talk talk;
  std::string_view words;  ///< folded, separated by blanks
};

constexpr std::array kClasses = std::to_array<Class>({
    {Talk::Say, "said says added adds believes believed thinks thought"},
    {Talk::That,
     "announced claimed confirmed estimated explained explains predicted predicts "
     "reiterated reported stressed suggested warned warns continued tweeted acknowledged "
     "acknowledges admitted admits denied denies alleged alleges argued argues asserted "
     "asserts boasted complained complains conceded concedes concluded concludes contended "
     "contends declared declares disclosed emphasized emphasised hinted indicated insisted "
     "insists lamented maintained maintains mentioned noted observed observes pledged "
     "promised proclaimed recalled recalls remarked repeated replied responded revealed "
     "reveals ruled stated suggests swore testified threatened vowed wrote writes cautioned "
     "cautions confessed quipped recounted reasoned worried advised posted"},
    {Talk::Utter,
     "asked asks asking began begins bellowed countered cried commented comments exclaimed gushed "
     "joked jokes laughed muttered opened opined pleaded pondered prayed quoted reflected "
     "remembered retorted sang sighed shouted shrugged smiled snapped thundered urged urges "
     "whispered yelled answered answers closed interjected deadpanned demanded demands "
     "mused chanted concurred agreed bragged greeted captioned penned texted signed read reads "
     "rejoiced raved enthused fumed rapped "
     // German
     "sagte sagt erklarte erklart betonte betont teilte meinte meint fugte berichtete berichtet "
     "schrieb schreibt kritisierte warnte warnt forderte fragte fragt antwortete antwortet "
     "erinnert erinnerte schilderte schildert erzahlte erzahlt sagten erklarten kundigte "
     "verkundete lobte mahnte mahnt resumierte versicherte behauptete ruft rief "
     // Dutch
     "zei zegt zeggen vertelde vertelt stelde stelt schreef meldde vindt reageerde benadrukte "
     // French
     "declare declarait dit explique expliquait affirme affirmait ajoute souligne estime "
     "assure confie raconte regrette indique deplore poursuit conclut martele ecrit "
     "denonce rappelle annonce insiste reagi "
     // Spanish and Portuguese
     "dijo dice anadio explico afirmo aseguro declaro senalo sostuvo indico subrayo manifesto "
     "conto reconocio advirtio agrego preciso destaco expreso escribio critico insistio "
     "disse diz afirmou explicou acrescentou declarou garantiu contou sublinhou referiu escreveu "
     "destacou adiantou concluiu frisou "
     // Italian
     "detto dichiarato spiega spiegato aggiunge aggiunto afferma affermato racconta scrive "
     "sottolinea commenta osserva"},
    {Talk::Call,
     "called calls branded described describes dubbed labeled labelled termed hailed denounced "
     "slammed blasted characterized characterised derided dismissed likened decried deemed "
     "praised calling describing branding labeling labelling referred"},
    {Talk::Tell, "told tells assured informed reminded notified convinced persuaded"},
    {Talk::Say | Talk::Gerund, "saying adding"},
    {Talk::That | Talk::Gerund,
     "arguing warning claiming noting stating insisting suggesting stressing predicting alleging "
     "acknowledging admitting announcing asserting emphasizing explaining"},
    {Talk::Utter | Talk::Gerund,
     "asking writing declaring tweeting joking vowing concluding reading quipping posting "
     "replying complaining lamenting telling"},
    {Talk::Tell | Talk::Gerund, "telling"},
    {Talk::Call | Talk::Gerund, "calling describing branding labeling labelling"},
    {Talk::Base | Talk::Say, "say think believe fear"},
    {Talk::Base | Talk::That,
     "predict warn estimate acknowledge expect argue contend insist maintain note suggest claim "
     "complain agree caution hope"},
    {Talk::Base | Talk::Tell, "tell"},
    {Talk::According, "according"},
    {Talk::Speaker,
     "spokesman spokeswoman spokesperson spokespeople official officials police authorities "
     "analyst analysts economist economists expert experts critic critics source sources "
     "supporter supporters opponent opponents resident residents witness witnesses investigator "
     "investigators prosecutor prosecutors lawyer lawyers attorney attorneys lawmaker lawmakers "
     "senator senators scientist scientists researcher researchers doctor doctors trader traders "
     "investor investors dealer dealers activist activists campaigner campaigners farmer farmers "
     "neighbor neighbors neighbour neighbours owner owners organizer organizers organiser "
     "organisers leader leaders member members colleague colleagues friend friends relative "
     "relatives mother father brother sister son daughter wife husband widow parents mayor "
     "governor "
     "president minister ministers ministry chairman chairwoman chief director directors manager "
     "managers executive executives secretary judge judges justices justice sheriff commissioner "
     "coach captain author authors professor pilot pilots officer officers soldier soldiers "
     "general generals commander ambassador diplomat diplomats envoy pope pontiff bishop priest "
     "pastor king queen prince princess teacher teachers student students nurse nurses worker "
     "workers driver drivers fan fans users user victim victims survivor survivors founder "
     "company firm agency bank board union court government department group organization "
     "organisation administration commission committee council office campaign team club party "
     "newspaper paper magazine statement letter report study survey poll email memo post tweet "
     "document documents lawsuit complaint filing review editorial indictment affidavit release "
     "candidate candidates politician politicians congressman congresswoman representative "
     "representatives premier chancellor aide aides adviser advisers advisor advisors negotiator "
     "negotiators regulator regulators watchdog charity museum university hospital airline "
     "carrier automaker retailer network broadcaster studio publisher consultant strategist "
     "strategists dealer banker bankers broker brokers shareholder shareholders rebels troops "
     "military army navy man woman boy girl people person men women nobody everyone others many "
     "some one another republicans democrats conservatives liberals republican democrat "
     "actor actress singer star comedian director writer editor host journalist journalists "
     "reporter reporters historian historians psychologist engineer engineers operator "
     "operators attendee attendees caller customer customers consumer consumers voters voter "
     "meteorologist meteorologists forecasters forecaster service bureau team-mate midfielder "
     "striker defender goalkeeper quarterback player players suspect defendant plaintiff "
     "plaintiffs firefighters paramedics detectives detective inspector constable superintendent "
     "head boss chair chairperson ceo owner delegate delegates companies governments firms states "
     "analysis sprecher sprecherin polizei behorde ministerium sender politiker mann frau"},
    {Talk::Thing,
     "ministry company firm agency bank board union court government department group organization "
     "organisation administration commission committee council office campaign club party "
     "newspaper "
     "paper magazine statement letter report study survey poll email memo post tweet document "
     "lawsuit complaint filing review editorial indictment affidavit release watchdog charity "
     "museum "
     "university hospital airline carrier automaker retailer network broadcaster studio publisher "
     "military army navy service bureau analysis briefing interview announcement"},
    {Talk::He, "he er il hij"},
    {Talk::She, "she sie elle zij ella"},
    {Talk::They, "they we"},
    {Talk::It, "it es"},
    {Talk::I, "i ich"},
    {Talk::His, "his him himself"},
    {Talk::Her, "her hers herself"},
    {Talk::Preposition,
     "of for from in on at by with to about into over under against during after before between "
     "among through around near since until within without via per outside inside behind beside "
     "following amid toward towards across despite including regarding"},
    {Talk::Joint,
     "and but or as when while because if after before since although though where whereas "
     "unless until so than then whose yet nor whether"},
    {Talk::Auxiliary,
     "has had have having is was are were be been being did does do hat habe hatte haben"},
    {Talk::Modal | Talk::Auxiliary, "would could should might must will can may shall"},
    {Talk::Negation, "not never to"},
    {Talk::Adverb,
     "also later then now once again still just even only since already yet often always first "
     "further furthermore afterwards afterward earlier recently simply quickly bluntly jokingly "
     "today yesterday tonight here there too previously publicly privately repeatedly soon "
     "himself herself themselves itself reportedly"},
    {Talk::Article,
     "the a an one some another several many two three four five most other others his her their "
     "its our my this these those no every both der die das ein eine le la les un une el los las"},
    {Talk::Who, "who which"},
    {Talk::Calendar,
     "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
     "fri sat sun january february march april may june july august september october november "
     "december jan feb aug sept sep oct nov dec today yesterday tomorrow morning afternoon evening "
     "night week month year"},
    {Talk::Complement, "that dass que che dat"},
    {Talk::Male,
     "mr sir lord king prince herr senor congressman chairman spokesman councilman businessman "
     "baron duke emperor sheikh father brother actor pope bishop monsieur"},
    {Talk::Female,
     "mrs ms miss lady queen princess dame madame mme frau senora congresswoman chairwoman "
     "spokeswoman councilwoman businesswoman baroness duchess sister actress mother"},
});

constexpr std::size_t kSlots = 4096;  // A quarter full, so that most words miss at the first look.

struct Entry {
  WordKey key{};
  Talk talk = Talk::None;
};

constexpr std::size_t slot_of(WordKey key) { return static_cast<std::size_t>(key) % kSlots; }

constexpr void enter(std::array<Entry, kSlots>& table, WordKey key, Talk talk) {
  std::size_t slot = slot_of(key);
  while (table[slot].key != WordKey{} && table[slot].key != key) slot = (slot + 1) % kSlots;
  table[slot].key = key;
  table[slot].talk = table[slot].talk | talk;
}

constexpr std::array<Entry, kSlots> build() {
  std::array<Entry, kSlots> table{};
  for (const Class& each : kClasses) {
    std::string_view words = each.words;
    while (!words.empty()) {
      const std::size_t blank = words.find(' ');
      enter(table, key_of(words.substr(0, blank)), each.talk);
      words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
    }
  }
  return table;
}

}  // namespace

Talk talk_of(WordKey word) {
  static constexpr std::array<Entry, kSlots> kTable = build();
  for (std::size_t slot = slot_of(word); kTable[slot].key != WordKey{}; slot = (slot + 1) % kSlots)
    if (kTable[slot].key == word) return kTable[slot].talk;
  return Talk::None;
}

}  // namespace morgue::annotate
