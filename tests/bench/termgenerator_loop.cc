// Indexes a file of JSON lines in the plain manner of Xapian's tutorial, which Omega and Recoll
// follow, too: TermGenerator with stems, surface words and positions, one writer, Xapian's own
// settings, the text kept as document data. What morgue-index is measured against (rate.sh).
//
//   termgenerator_loop FILE.jsonl DATABASE
//
// Prints the articles, their text in bytes, the CPU seconds of the process and the bytes on disk.

#include <fmt/format.h>
#include <simdjson.h>
#include <sys/resource.h>
#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

struct Tally {
  std::uint64_t articles = 0;
  std::uint64_t text_bytes = 0;
};

std::string field(const simdjson::dom::element& record, const char* key) {
  std::string_view value;
  return record[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

Tally index(const std::string& file, const std::string& database) {
  Xapian::WritableDatabase db(database, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  simdjson::dom::parser parser;
  simdjson::dom::document_stream records = parser.load_many(file, std::size_t{32} << 20U);
  Tally tally;
  for (auto record : records) {
    const simdjson::dom::element article = record.value();
    const std::string title = field(article, "title");
    const std::string text = field(article, "text");
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(title, 1, "S");
    generator.increase_termpos();
    generator.index_text(title);
    generator.increase_termpos();
    generator.index_text(text);
    document.add_boolean_term("H" + field(article, "source"));
    document.add_value(0, field(article, "date"));
    document.set_data(title + '\n' + text);
    db.add_document(document);
    ++tally.articles;
    tally.text_bytes += text.size();
  }
  db.commit();
  return tally;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t bytes_below(const std::string& directory) {
  std::uint64_t sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) sum += entry.file_size();
  return sum;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    fmt::print(stderr, "usage: termgenerator_loop FILE.jsonl DATABASE\n");
    return 2;
  }
  const Tally tally = index(argv[1], argv[2]);
  fmt::print("articles {}\ntext_bytes {}\ncpu_seconds {:.2f}\nindex_bytes {}\n", tally.articles,
             tally.text_bytes, cpu_seconds(), bytes_below(argv[2]));
  return 0;
} catch (const Xapian::Error& error) {
  fmt::print(stderr, "termgenerator_loop: {}\n", error.get_description());
  return 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "termgenerator_loop: {}\n", error.what());
  return 1;
}
