#include "indexer/annotate/function_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace morgue::annotate {
namespace {

constexpr std::string_view kSmall =
    // Spanish, Portuguese, Catalan
    "el la los las lo un una unos unas de del al en con por para segun sin sobre tras desde "
    "hasta entre hacia ante bajo durante contra y e o u ni pero sino aunque porque cuando donde "
    "como mas menos muy ya no si tambien ademas asi esta este esto estos "
    "estas ese esa eso esos esas aquel aquella su sus mi mis tu nos nosotros ella ellos ellas "
    "usted quien que cual todo toda todos todas otro otra otros otras cada algo alguno "
    "algunos algunas nada nadie ninguno mientras despues antes ahora hoy ayer manana aqui alli "
    "aun luego entonces ha han hay es son era fue ser estan tal mucho mucha muchos muchas poco "
    "pocos pocas dos tres cuatro cinco solo incluso casi os as um uma uns umas da das do "
    "na nas em com pelo pela nao tambem quando segundo esse essa isso ele eles elas sao foi "
    "els les amb per "
    // French
    "le l une des du au aux dans sur sous avec sans pour par chez vers selon depuis pendant "
    "apres avant malgre contre et ou mais donc or car comme quand lorsque puisque parce "
    "il elle ils elles on nous vous je ce cet cette ces cela ca ceci celui celle ceux sa "
    "ses leur leurs notre votre mon ma mes tout toute tous toutes autre autres plus moins "
    "aussi ainsi alors encore deja enfin ensuite puis pourtant cependant toutefois outre quant "
    "aujourd'hui hier demain ici la-dessus est sont etait a ont c'est n'est qui quoi dont "
    "plusieurs certains certaines chaque deux trois quatre suite "
    // Italian
    "i gli uno di dal dalla dello della dei degli delle nel nella nei nelle sul sulla ad "
    "tra fra perche dove come anche ancora gia poi inoltre infatti secondo dopo prima "
    "questo questa questi queste quello quella quelli lui lei loro noi voi io suo sua suoi "
    "ogni tutti tutto tutta altri altre non piu meno molto molti ora oggi ieri domani sono "
    "stato cosa chi che "
    // German, Dutch, Scandinavian
    "der die den dem ein eine einen einem einer eines und oder aber denn doch sondern nicht "
    "auch nur noch schon sehr mit ohne von vom zu zum zur bei beim nach vor seit aus auf in im ins "
    "an am uber unter durch fur gegen wegen trotz wahrend zwischen neben hinter ist sind war "
    "waren wird werden wurde hat haben hatte kann konnen soll sollte muss er sie wir ihr ich man "
    "sein seine seiner ihre ihrer ihren unser dieser diese dieses diesem diesen jeder jede alle "
    "alles viele einige mehr als wie wenn weil dass ob wo was wer so dann damit dabei dazu "
    "dort heute gestern morgen nun jetzt bereits bislang allein zwei drei vier funf het een van op "
    "te voor met naar bij uit over maar want ook niet nog dat deze dit zij hij we zijn haar hun "
    "is werd wordt ett och att det som pa av med till fran for om men vi jag hon "
    "og at af til ikke jeg "
    // Polish, Czech
    "w z od po za przez dla nie to jest oraz ale jak gdy v ve s se ze k pro pri "
    "podle vsak take";

constexpr std::string_view kGermanDeterminers =
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keiner im am zum "
    "zur vom beim ins ans dieser diese dieses diesem diesen jener jene jeder jede jedes jeden "
    "jedem "
    "sein seine seiner seinen seinem seines ihr ihre ihrer ihren ihrem ihres unser unsere unseren "
    "mein meine meinen welche welcher viele einige mehrere alle beide";

constexpr std::string_view kAnds = "y e et i und og och en ed";

constexpr std::size_t count(std::string_view words) {
  return 1 + static_cast<std::size_t>(std::count(words.begin(), words.end(), ' '));
}

/// The keys of words that blanks separate, sorted.
template <std::size_t kSize>
constexpr std::array<WordKey, kSize> keys(std::string_view words) {
  std::array<WordKey, kSize> keys{};
  for (WordKey& key : keys) {
    const std::size_t size = std::min(words.find(' '), words.size());
    key = key_of(words.substr(0, size));
    words.remove_prefix(std::min(size + 1, words.size()));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

bool is_function_word(WordKey folded) {
  static constexpr auto kKeys = keys<count(kSmall)>(kSmall);
  return std::binary_search(kKeys.begin(), kKeys.end(), folded);
}

bool is_german_determiner(WordKey folded) {
  static constexpr auto kKeys = keys<count(kGermanDeterminers)>(kGermanDeterminers);
  return std::binary_search(kKeys.begin(), kKeys.end(), folded);
}

bool is_and(WordKey folded) {
  static constexpr auto kKeys = keys<count(kAnds)>(kAnds);
  return std::binary_search(kKeys.begin(), kKeys.end(), folded);
}

}  // namespace morgue::annotate
