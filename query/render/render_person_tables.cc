#include <fmt/format.h>

#include "query/render/escape.h"
#include "query/render/render_views.h"

namespace morgue {
namespace {

std::string id_of(std::uint32_t identity) {
  return identity != 0 ? fmt::format("p{}", identity) : std::string();
}

std::string day_of(const std::optional<Day>& day) { return day ? to_iso8601(*day) : std::string(); }

std::string node(std::size_t number, std::string_view name, EntityKind kind,
                 std::uint32_t identity) {
  std::string out =
      fmt::format("    <node id=\"n{}\"><data key=\"name\">{}</data><data key=\"kind\">{}</data>",
                  number, escape_xml(name), to_string(kind));
  if (identity != 0) out += fmt::format("<data key=\"person\">{}</data>", id_of(identity));
  return out + "</node>\n";
}

}  // namespace

std::string render_person_page_csv(const PersonPage& page) {
  std::string out = "what,name,id,kind,articles,sentences,g2,day,article,text\n";
  for (const Company& with : page.company)
    out += fmt::format("with,{},{},{},{},{},{:.1f},{},{},{}\n", escape_csv(with.name),
                       id_of(with.identity), to_string(with.kind), with.articles, with.sentences,
                       with.g2, day_of(with.proof ? with.proof->day : with.last),
                       with.proof ? to_string(with.proof->article) : "",
                       with.proof ? escape_csv(with.proof->text) : "");
  for (const RepeatedQuotation& said : page.says)
    out += fmt::format("says,,,,{},,,{},{},{}\n", said.articles, day_of(said.first),
                       to_string(said.article), escape_csv(said.text));
  return out;
}

std::string render_person_page_graphml(const PersonView& person, const PersonPage& page) {
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="person" for="node" attr.name="person" attr.type="string"/>
  <key id="articles" for="edge" attr.name="articles" attr.type="int"/>
  <key id="sentences" for="edge" attr.name="sentences" attr.type="int"/>
  <key id="g2" for="edge" attr.name="g2" attr.type="double"/>
  <graph edgedefault="undirected">
)";
  out += node(0, person.summary.name, EntityKind::Person, person.summary.number);
  for (std::size_t i = 0; i < page.company.size(); ++i) {
    const Company& with = page.company[i];
    out += node(i + 1, with.name, with.kind, with.identity);
    out += fmt::format(
        "    <edge source=\"n0\" target=\"n{}\"><data key=\"articles\">{}</data><data "
        "key=\"sentences\">{}</data><data key=\"g2\">{:.1f}</data></edge>\n",
        i + 1, with.articles, with.sentences, with.g2);
  }
  return out + "  </graph>\n</graphml>\n";
}

}  // namespace morgue
