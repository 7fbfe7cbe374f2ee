// Xapian's own MSet::snippet as a peer of our passages (passage_hits.py):
//
//     passage_hits_xapian DIR [WORDS] >PEER.tsv
//
// DIR is what `passage_hits.py prepare` made. Indexed with TermGenerator and asked with QueryParser
// as their documentation shows: stems, any of the words. Xapian makes one snippet for an article,
// of about as many bytes as it is told. Written are, for passages of WORDS (60) words,
//   article   one snippet of three times as many words, of the right article
//   archive   the same of the best article
//   one each  a snippet of so many words of each of the three best articles
#include <fmt/format.h>
#include <simdjson.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr std::size_t kPassageWords = 60;
constexpr Xapian::doccount kPassages = 3;
/// English news has 5.9 bytes a word, the blank included.
constexpr double kBytesOfWord = 5.9;

std::size_t bytes_of(std::size_t words) {
  return static_cast<std::size_t>(static_cast<double>(words) * kBytesOfWord);
}

std::string text_of(simdjson::ondemand::document_reference document, const char* key) {
  std::string_view value;
  return document[key].get_string().get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

void index(const std::string& path, Xapian::WritableDatabase& database) {
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(path).get(bytes) != simdjson::SUCCESS)
    throw std::runtime_error(fmt::format("can't read {}", path));
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document_stream articles;
  if (parser.iterate_many(bytes, std::size_t{16} << 20U).get(articles) != simdjson::SUCCESS)
    throw std::runtime_error(fmt::format("{} is not JSON lines", path));
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  for (auto article : articles) {
    simdjson::ondemand::document_reference fields = article.value();
    const std::string id = text_of(fields, "id");
    const std::string title = text_of(fields, "title");
    const std::string text = text_of(fields, "text");
    Xapian::Document document;
    document.set_data(text);
    document.add_boolean_term("Q" + id);
    generator.set_document(document);
    generator.index_text(title, 3);
    generator.increase_termpos();
    generator.index_text(text);
    database.add_document(document);
  }
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

void print(const std::string& id, std::string_view way, const Xapian::MSet& found,
           std::size_t words) {
  const Xapian::Stem stem("en");
  for (auto item = found.begin(); item != found.end(); ++item)
    fmt::print("{}\t{}\t{}\n", id, way,
               one_line(found.snippet(
                   item.get_document().get_data(), bytes_of(words), stem,
                   Xapian::MSet::SNIPPET_BACKGROUND_MODEL | Xapian::MSet::SNIPPET_EXHAUSTIVE, "",
                   "", " ... ")));
}

/// `row`: number of the question, the question, id of the right article.
void answer(const Xapian::Database& database, const std::vector<std::string>& row,
            std::size_t words) {
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_database(database);
  const Xapian::Query query = parser.parse_query(row[1], 0);
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query("Q" + row[2])));
  print(row[0], "article", enquire.get_mset(0, 1), words * kPassages);
  enquire.set_query(query);
  print(row[0], "archive", enquire.get_mset(0, 1), words * kPassages);
  print(row[0], "one each", enquire.get_mset(0, kPassages), words);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    fmt::print(stderr, "usage: passage_hits_xapian DIR [WORDS]\n");
    return 2;
  }
  const std::string folder = argv[1];
  const std::size_t words = argc > 2 ? std::stoul(argv[2]) : kPassageWords;
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  index(folder + "/articles.jsonl", database);
  std::ifstream questions(folder + "/asked.tsv");
  for (std::string line; std::getline(questions, line);) {
    std::vector<std::string> row;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      row.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (row.size() == 3) answer(database, row, words);
  }
} catch (const Xapian::Error& error) {
  fmt::print(stderr, "passage_hits_xapian: {}\n", error.get_description());
  return 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "passage_hits_xapian: {}\n", error.what());
  return 1;
}
