#include "indexer/store/glass_database.h"

#include <algorithm>
#include <random>
#include <span>

#include "common/files.h"
#include "indexer/store/glass_pack.h"

namespace morgue::glass {
namespace {

// Keys of the table of posting lists that are no term's begin with these.
constexpr std::string_view kMetadata{"\0\xC0", 2};
constexpr std::string_view kValueStatistics{"\0\xD0", 2};
constexpr std::string_view kValues{"\0\xD8", 2};
constexpr std::string_view kLengths{"\0\xE0", 2};
/// A chunk of a list ends with the entry that makes it so long: the bytes that a reader has to walk
/// to skip within it.
constexpr std::size_t kChunk = 2000;
/// Tags of documents are worth compressing from here on, says Xapian; ours are compressed already.
constexpr unsigned kCompressMin = 18;
constexpr std::string_view kMagic{"\x0F\x0DXapian Glass", 14};
/// The format's date: 2016-03-14.
constexpr unsigned kFormat = (2016U - 2014U) << 9 | 3U << 5 | 14U;

/// The entries of a chunk, the first of which has the number that its key or its head tells.
struct Chunk {
  std::string entries;
  std::uint32_t first = 0, last = 0;
};

/// Takes the next chunk off a list.
Chunk take_chunk(std::span<const Posting>& list) {
  Chunk chunk;
  chunk.first = list[0].document;
  std::size_t taken = 0;
  for (; taken < list.size() && chunk.entries.size() < kChunk; ++taken) {
    if (taken > 0) pack_uint(chunk.entries, list[taken].document - chunk.last - 1);
    pack_uint(chunk.entries, list[taken].wdf);
    chunk.last = list[taken].document;
  }
  list = list.subspan(taken);
  return chunk;
}

/// Writes a posting list; `key`: of its first chunk, `key_before_number`: of the others without the
/// number of their first document.
void write_list(TableWriter& table, std::string_view key, std::string_view key_before_number,
                std::uint32_t documents, std::uint64_t occurrences, std::span<const Posting> list) {
  bool is_first = true;
  std::string chunk_key;
  std::string tag;
  while (!list.empty()) {
    const Chunk chunk = take_chunk(list);
    tag.clear();
    chunk_key = is_first ? key : key_before_number;
    if (is_first) {
      pack_uint(tag, documents);
      pack_uint(tag, occurrences);
      pack_uint(tag, chunk.first - 1);
    } else {
      pack_uint_sortable(chunk_key, chunk.first);
    }
    tag += list.empty() ? '1' : '0';  // the last one?
    pack_uint(tag, chunk.last - chunk.first);
    tag += chunk.entries;
    table.add(chunk_key, tag);
    is_first = false;
  }
}

/// Sixteen random bytes, marked as such (RFC 4122, version 4): what replication knows it by.
std::string random_uuid() {
  std::random_device random;
  std::string out;
  while (out.size() < 16) out += static_cast<char>(random());
  out[6] = static_cast<char>((static_cast<unsigned char>(out[6]) & 0x0FU) | 0x40U);
  out[8] = static_cast<char>((static_cast<unsigned char>(out[8]) & 0x3FU) | 0x80U);
  return out;
}

}  // namespace

DatabaseWriter::DatabaseWriter(std::filesystem::path directory,
                               std::map<std::string, std::string> metadata)
    : directory_(std::move(directory)), metadata_(std::move(metadata)) {
  make_private_directory(directory_);
}

std::uint32_t DatabaseWriter::add(const IndexDocument& document) {
  postings_.begin_document();
  const auto number = static_cast<std::uint32_t>(lengths_.size() + 1);
  std::uint32_t length = 0;
  for (const IndexDocument::Term& term : document.terms) {
    postings_.add(document.text(term), term.wdf);
    length += term.wdf;
  }
  for (const auto& [slot, value] : document.values)
    if (!value.empty()) values_[slot].push_back({number, value});
  lengths_.push_back({number, length});
  if (length > 0 && (statistics_.shortest == 0 || length < statistics_.shortest))
    statistics_.shortest = length;
  statistics_.longest = std::max(statistics_.longest, length);
  statistics_.total_length += length;
  if (!document.data.empty()) {
    if (!data_) data_.emplace(directory_ / "docdata.glass");
    std::string key;
    pack_uint_sortable(key, number);
    data_->add_packed(key, document.data);
  }
  return number;
}

void DatabaseWriter::write_values(TableWriter& table) const {
  std::string key;
  std::string tag;
  for (const auto& [slot, values] : values_) {
    const auto by_bytes = [](const Value& a, const Value& b) { return a.bytes < b.bytes; };
    const auto [least, most] = std::minmax_element(values.begin(), values.end(), by_bytes);
    key = kValueStatistics;
    pack_uint_last(key, slot);
    tag.clear();
    pack_uint(tag, values.size());
    pack_string(tag, least->bytes);
    if (least->bytes != most->bytes) tag += most->bytes;
    table.add(key, tag);
  }
  for (const auto& [slot, values] : values_) {
    std::size_t i = 0;
    while (i < values.size()) {
      key = kValues;
      pack_uint(key, slot);
      pack_uint_sortable(key, values[i].document);
      tag.clear();
      for (bool is_first = true; i < values.size() && tag.size() < kChunk; ++i, is_first = false) {
        if (!is_first) pack_uint(tag, values[i].document - values[i - 1].document - 1);
        pack_string(tag, values[i].bytes);
      }
      table.add(key, tag);
    }
  }
}

void DatabaseWriter::write_lengths(TableWriter& table) const {
  write_list(table, kLengths, kLengths, 0, 0, lengths_);
}

void DatabaseWriter::write_terms(TableWriter& table) {
  std::string key;
  std::string key_before_number;
  for (const Postings::List& list : postings_.lists()) {
    std::uint64_t occurrences = 0;
    for (const Posting& posting : list.postings) {
      occurrences += posting.wdf;
      statistics_.greatest_wdf = std::max(statistics_.greatest_wdf, posting.wdf);
    }
    key.clear();
    pack_term(key, list.term);
    key_before_number = key;
    key_before_number += '\0';
    write_list(table, key, key_before_number, static_cast<std::uint32_t>(list.postings.size()),
               occurrences, list.postings);
  }
}

/// The last file: with it, the database is one.
void DatabaseWriter::write_version(const std::string& postings, const std::string& data) const {
  std::string out(kMagic);
  out += static_cast<char>(kFormat >> 8);
  out += static_cast<char>(kFormat & 0xFF);
  out += random_uuid();
  pack_uint(out, 1);  // revision
  out += postings;
  out += data;
  out += empty_table(kCompressMin);  // term lists
  out += empty_table(0);             // positions
  out += empty_table(kCompressMin);  // spellings
  out += empty_table(kCompressMin);  // synonyms
  pack_uint(out, lengths_.size());
  pack_uint(out, 0);  // numbers of documents that are gone
  pack_uint(out, statistics_.shortest);
  pack_uint(out, statistics_.greatest_wdf);
  pack_uint(out, statistics_.longest - statistics_.greatest_wdf);
  pack_uint(out, 0);  // the oldest change set
  pack_uint(out, statistics_.total_length);
  pack_uint(out, 0);  // the greatest frequency of a spelling
  NewFile file(directory_ / "iamglass");
  file.write(out);
  file.close();
}

void DatabaseWriter::finish() {
  TableWriter table(directory_ / "postlist.glass");
  for (const auto& [key, value] : metadata_) table.add(std::string(kMetadata) + key, value);
  write_values(table);
  if (!lengths_.empty()) write_lengths(table);
  write_terms(table);
  const std::string data = data_ ? data_->finish(kCompressMin) : empty_table(kCompressMin);
  write_version(table.finish(0), data);
}

}  // namespace morgue::glass
