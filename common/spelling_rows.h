#pragma once

#include <array>
#include <string_view>

namespace morgue {

/// Spellings of one foreign word in our letters, folded. Facts, and our own choice of what papers
/// print. Only what is the same word in the language it comes from: "Sergei" and "Serhiy" are one
/// name in two languages, and stand with the nicknames (indexer/annotate/spelling.cc). A word
/// stands in one row.
inline constexpr auto kSpellingRows = std::to_array<std::string_view>({
    // Russian and Ukrainian first names
    "aleksandr alexandr",
    "aleksei alexei alexey aleksey",
    "anatoly anatoli anatoliy",
    "andrei andrey",
    "andriy andrii",
    "arkady arkadi arkadiy",
    "dmitri dmitry dmitriy dimitri dimitry",
    "evgeny evgeni evgeniy yevgeny yevgeni yevgeniy",
    "evgenia evgeniya yevgenia yevgeniya",
    "ekaterina yekaterina",
    "fyodor fedor fiodor",
    "gennady gennadi gennadiy",
    "georgy georgiy",
    "grigory grigori grigoriy",
    "nikolai nikolay",
    "oleksandr olexandr",
    "oleksiy oleksii olexiy",
    "sergei sergey",
    "serhiy serhii",
    "valery valeri valeriy valerii",
    "vasily vasili vasiliy vassily",
    "vitaly vitali vitaliy vitalii",
    "volodymyr wolodymyr",
    "vyacheslav viacheslav",
    "yulia yuliya iuliia yuliia",
    "yuri yury yuriy yurii",
    // surnames
    "dostoevsky dostoyevsky",
    "gorbachev gorbachov gorbatchev",
    "khrushchev khrushchov",
    "lukashenko lukashenka",
    "navalny navalniy navalnyy",
    "tolstoy tolstoi",
    "tymoshenko timoshenko",
    "yanukovych yanukovich",
    "yeltsin eltsin",
    // Arabic, Persian, Turkish
    "ahmed ahmad",
    "abdullah abdallah abdulla",
    "gaddafi gadaffi gadafi gadhafi kadafi kaddafi kadhafi khadafi qaddafi qadhafi",
    "hassan hasan",
    "haniyeh haniya haniyah",
    "hezbollah hezbullah hizbollah hizbullah",
    "houthi huthi",
    "houthis huthis",
    "hussein husain husayn hussain",
    "ibrahim ebrahim",
    "khaled khalid",
    "mahmoud mahmud",
    "mohammed mohamad mohamed mohammad muhammad muhammed",
    "moslem muslim",
    "moslems muslims",
    "mustafa moustafa mustapha",
    "omar umar",
    "osama usama",
    "qaeda qaida",
    "koran quran",
    "raisi raeisi",
    "rouhani rohani ruhani",
    "sheikh shaikh shaykh sheik",
    "taliban taleban",
    "yousef youssef yousuf yusef yusuf",
    // places
    "basra basrah",
    "chernobyl chornobyl",
    "donbas donbass",
    "falluja fallujah",
    "kharkiv kharkov",
    "kyiv kiev",
    "luhansk lugansk",
    "lviv lvov",
    "mykolaiv mykolayiv",
    "odesa odessa",
    "riyadh riyad",
    "tehran teheran",
    "zaporizhzhia zaporizhia zaporizhzhya",
    // others
    "czar tsar tzar",
    "czars tsars tzars",
    "hanukkah chanukah hanukah",
    "netanyahu netanjahu netanyahou",
});

}  // namespace morgue
