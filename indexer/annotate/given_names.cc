#include "indexer/annotate/given_names.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace morgue::annotate {
namespace {

constexpr std::string_view kMale =
    "aaron abdul abdullah adam adrian ahmed alan albert alejandro alex alexander alexei alfred ali "
    "allan allen amir anatoly andre andreas andrei andrew angelo angus anthony anton antonio "
    "arnold "
    "arthur barack barry ben benjamin bernard bernie bill billy bob boris brad brandon brendan "
    "brett brian bruce bryan calvin carl carlos charles charlie chris christian christopher chuck "
    "claude clarence colin conor craig dan daniel danny darren dave david dean dennis derek diego "
    "dick dieter dimitri dmitry don donald doug douglas duncan dustin dwayne dwight earl ed eddie "
    "edgar eduardo edward edwin elon emmanuel enrique eric erik ernest eugene evan fernando finn "
    "francisco francois frank frankie franz fred frederick gabriel gareth gary gavin geoff "
    "geoffrey george gerald gerard gerhard giovanni giuseppe glenn gordon graham greg gregory "
    "guillermo gunther gustavo guy hans harold harry harvey hassan heinz helmut henri henry "
    "herbert "
    "herman hiroshi howard hugh hugo hussein ian ibrahim igor imran isaac ivan jack jacob jacques "
    "jake james jamie jan jared jason javier jay jeff jeffrey jens jeremy jerome jerry "
    "jim jimmy joachim joe joel johan johannes john johnny jon jonathan jorge jose josef joseph "
    "josh joshua juan julian jurgen justin karim karl keith ken kenneth kevin khalid kieran klaus "
    "kurt kyle larry lars laurent lawrence lee len leo leon leonard leonid lewis lionel "
    "louis luca lucas luis luiz luke mahmoud malcolm manuel marc marcel marco marcus mario mark "
    "martin marvin mathieu matt matteo matthew maurice max mehmet michael michel miguel mikael "
    "mike "
    "mikhail milan milos mitch mohamed mohammad mohammed muhammad murray mustafa nathan neil "
    "nelson "
    "nicholas nick nicolas nigel nikolai noah norman oleg oliver omar oscar osama otto owen pablo "
    "patrick paul pedro pete peter petr phil philip philippe pierre piotr rafael rahul rajiv ralph "
    "ramon randy raul ray raymond reggie reinhard reto ricardo richard rick rob robert roberto "
    "rodney rodrigo roger roland roman ron ronald rory ross rowan roy rudolf russell ryan "
    "salman sam samir samuel scott sean sebastian serge sergei sergey sergio shane shawn "
    "shinzo sidney simon spencer stan stanley stefan stephen steve steven stuart suresh sven tariq "
    "ted terrence theo theodore thomas tim timothy tobias toby todd tom tommy tony travis trevor "
    "tyler ulrich uwe vaclav victor viktor vincent vladimir volodymyr wade wallace walter warren "
    "wayne werner wilhelm will william winston wolfgang yuri yusuf yves zach zachary";
constexpr std::string_view kFemale =
    "abigail adriana agnes aileen aisha alexandra alice alicia alison amanda amber amelia amy ana "
    "anastasia angela angelina anita anja ann anna anne annette annie antonia aoife ashley "
    "astrid audrey barbara beatrice becky bella beth bettina betty beverly bonnie brenda bridget "
    "brigitte brooke camilla carla carmen carol carolina caroline carolyn catherine cathy cecilia "
    "charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie "
    "courtney cristina crystal cynthia daisy daniela danielle dawn debbie deborah debra deirdre "
    "denise diana diane dianne dolores dominique donna dora doris dorothy edith eileen elaine "
    "eleanor elena elise elisabeth eliza elizabeth ella ellen ellie elsa emilia emily emma erica "
    "erin esther eva evelyn faith fatima fiona florence frances francesca gabriela gabrielle gail "
    "genevieve georgia geraldine gemma gertrude gina giorgia giulia gloria grace greta gwen hailey "
    "hanna hannah hazel heather heidi helen helena helga hilary hillary holly ida ilse imelda ines "
    "ingrid irene irina iris isabel isabella isabelle ivana ivanka jackie jacqueline jane janet "
    "janice janine jasmine jeanne jenna jennifer jenny jessica jill jo joan joanna "
    "joanne jodie josephine joy joyce juanita judith judy julia juliana julie june kamala karen "
    "karin karine kate katherine kathleen kathryn kathy katie katja katrina kayla keisha "
    "kimberly kirsten kristen kristi kristin kristina latoya laura lauren leah leila lena leonora "
    "leticia lidia lillian lily linda lisa liz lois lorraine louise lucia lucy luisa "
    "lydia lynn madeleine madison magdalena maggie malala marcia margaret margarita maria mariam "
    "marianne marie marilyn marina marine marion marjorie marlene marta martha martina mary "
    "maureen "
    "megan melania melanie melissa mercedes mia michaela michelle mildred miranda miriam molly "
    "monica monika muriel nadia nadine nancy naomi natalia natalie natasha nicola nicole nina nora "
    "norma olga olivia pamela patricia patty paula pauline peggy penelope phyllis polly "
    "priscilla priti rachael rachel rebecca regina renata renee rhonda rita roberta rosa rosalie "
    "rose rosemary roxanne ruth sabine sabrina sally samantha sandra sara sarah selena serena "
    "sharon "
    "sheila shelley sheryl shirley sigrid silvia simone sofia sonia sonja sophia sophie stacey "
    "stacy stella stephanie sue susan susanna susanne suzanne svetlana sylvia tamara tanya tara "
    "tatiana teresa tessa theresa tiffany tina tricia tulsi ulrike ulla ursula valentina "
    "valerie vanessa vera veronica vicki vicky victoria viola violet virginia vivian wanda wendy "
    "whitney wilma yolanda yvette yvonne zoe";

constexpr std::size_t kSlots = 4096;

struct Entry {
  WordKey key{};
  std::int8_t sex = 0;
};
using Table = std::array<Entry, kSlots>;

constexpr std::size_t slot_of(WordKey key) { return static_cast<std::size_t>(key) % kSlots; }

constexpr void enter(Table& table, std::string_view names, std::int8_t sex) {
  while (!names.empty()) {
    const std::size_t blank = names.find(' ');
    const WordKey key = key_of(names.substr(0, blank));
    std::size_t slot = slot_of(key);
    while (table[slot].key != WordKey{}) slot = (slot + 1) % kSlots;
    table[slot] = {key, sex};
    names.remove_prefix(blank == std::string_view::npos ? names.size() : blank + 1);
  }
}

constexpr Table build() {
  Table table{};
  enter(table, kMale, 1);
  enter(table, kFemale, -1);
  return table;
}

}  // namespace

int sex_of_given_name(WordKey name) {
  static constexpr Table kTable = build();
  for (std::size_t slot = slot_of(name); kTable[slot].key != WordKey{}; slot = (slot + 1) % kSlots)
    if (kTable[slot].key == name) return kTable[slot].sex;
  return 0;
}

}  // namespace morgue::annotate
