#include "indexer/read/http_message.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "indexer/read/ascii.h"
#include "indexer/read/byte_source.h"
#include "indexer/read/members.h"
#include "indexer/read/sniff.h"

namespace morgue {
namespace {

using namespace std::literals;

constexpr std::size_t kBlock = std::size_t{64} << 10U;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Nothing if the body is not cut into chunks. A chunk that breaks off ends it.
std::string without_chunks(std::string_view body) {
  std::string out;
  for (bool first = true; !body.empty(); first = false) {
    std::string_view line = take_line(body);
    line = ascii::trimmed(line.substr(0, line.find(';')));
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length, 16);
    const bool number = error == std::errc{} && end == line.data() + line.size();
    if (!number || length == 0) return first && !number ? std::string() : out;
    const std::string_view chunk = body.substr(0, length);
    out += chunk;
    body.remove_prefix(chunk.size());
    take_line(body);
  }
  return out;
}

/// gzip and zstd, whatever comes before a break.
std::string unpacked(std::string_view body) {
  const auto source = decompressed(memory_source(std::string(body)));
  std::string out;
  for (std::array<char, kBlock> block{}; out.size() <= kMaxMemberBytes;) {
    const std::size_t got = source->read(block.data(), block.size());
    if (got == 0) break;
    out.append(block.data(), got);
  }
  return out;
}

/// With the header of zlib or, as some servers have it, without.
std::string inflated(std::string_view body, int window_bits) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::array<char, kBlock> block{};
  int status = Z_OK;
  while (status == Z_OK && out.size() <= kMaxMemberBytes) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = block.size();
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(block.data(), block.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return out;
}

std::string unbrotlied(std::string_view body) {
  struct Destroy {
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
  };
  const std::unique_ptr<BrotliDecoderState, Destroy> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!state) throw std::bad_alloc();
  std::size_t left = body.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  std::string out;
  std::array<std::uint8_t, kBlock> block{};
  auto status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.size() <= kMaxMemberBytes) {
    std::size_t room = block.size();
    std::uint8_t* to = block.data();
    status = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    out.append(reinterpret_cast<const char*>(block.data()), block.size() - room);
  }
  return out;
}

/// The body without one content coding; nothing if it does not have it.
std::string without_coding(std::string_view body, std::string_view coding) {
  if (coding == "br") return unbrotlied(body);
  if (coding == "deflate") {
    std::string out = inflated(body, MAX_WBITS);
    return out.empty() ? inflated(body, -MAX_WBITS) : out;
  }
  constexpr auto kGzip = "\x1F\x8B"sv;
  constexpr auto kZstd = "\x28\xB5\x2F\xFD"sv;
  return body.starts_with(kGzip) || body.starts_with(kZstd) ? unpacked(body) : std::string();
}

bool knows_coding(std::string_view coding) {
  constexpr std::array kKnown = {"br"sv, "deflate"sv, "gzip"sv, "x-gzip"sv, "zstd"sv};
  return std::find(kKnown.begin(), kKnown.end(), coding) != kKnown.end();
}

}  // namespace

std::string_view HeaderFields::value(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

HeaderFields take_header_fields(std::string_view& text) {
  HeaderFields out;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    const bool continued = line[0] == ' ' || line[0] == '\t';
    if (continued && !out.fields.empty()) {
      out.fields.back().second += ' ';
      out.fields.back().second += ascii::trimmed(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    out.fields.emplace_back(ascii::folded(ascii::trimmed(line.substr(0, colon))),
                            ascii::trimmed(line.substr(colon + 1)));
  }
  return out;
}

MediaType media_type(std::string_view value) {
  MediaType out;
  const std::size_t semicolon = value.find_first_of(";,");
  out.type = ascii::folded(ascii::trimmed(value.substr(0, semicolon)));
  const std::string folded = ascii::folded(value);
  if (const std::size_t at = folded.find("charset="); at != std::string::npos) {
    std::string_view label = std::string_view(folded).substr(at + "charset="sv.size());
    label = ascii::trimmed(label.substr(0, label.find_first_of(";,")));
    while (label.starts_with('"') || label.starts_with('\'')) label.remove_prefix(1);
    while (label.ends_with('"') || label.ends_with('\'')) label.remove_suffix(1);
    out.charset = label;
  }
  return out;
}

HttpResponse read_http_response(std::string_view message) {
  HttpResponse out;
  if (!ascii::starts_with_folded(message, "http/")) {
    out.body = message;
    return out;
  }
  const std::string_view line = take_line(message);
  const std::string_view code = ascii::trimmed(line.substr(std::min(line.find(' '), line.size())));
  std::from_chars(code.data(), code.data() + std::min<std::size_t>(code.size(), 3), out.status);
  out.fields = take_header_fields(message);
  out.body = message;
  return out;
}

HttpBody decoded_body(HttpResponse response) {
  HttpBody out{std::move(response.body), {}};
  if (ascii::folded(response.fields.value("transfer-encoding")).find("chunked") !=
      std::string::npos)
    if (std::string whole = without_chunks(out.bytes); !whole.empty()) out.bytes = std::move(whole);
  std::string codings = ascii::folded(response.fields.value("content-encoding"));
  // They are listed in the order in which they were put on.
  while (!codings.empty()) {
    const std::size_t comma = codings.rfind(',');
    const std::size_t begin = comma == std::string::npos ? 0 : comma + 1;
    const std::string coding(ascii::trimmed(std::string_view(codings).substr(begin)));
    codings.erase(comma == std::string::npos ? 0 : comma);
    if (coding.empty() || coding == "identity" || coding == "utf-8" || coding == "none") continue;
    std::string plain = knows_coding(coding) ? without_coding(out.bytes, coding) : std::string();
    if (!plain.empty())
      out.bytes = std::move(plain);
    else if (looks_binary(out.bytes.substr(0, kBlock)))
      out.why =
          "Content-Encoding " + coding + (knows_coding(coding) ? ": damaged" : " is not supported");
  }
  return out;
}

}  // namespace morgue
