#include "query/match/remote_shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "common/archive.h"
#include "common/error.h"
#include "common/schema.h"
#include "common/served_index.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr std::string_view kTcp = "tcp://";
constexpr std::string_view kSsh = "ssh://";
/// Milliseconds that a shard may need to be reached, and to answer.
constexpr unsigned kConnectTimeout = 5'000, kAnswerTimeout = 30'000;
/// A writer commits at most every few hundred milliseconds; whoever loses so often has met
/// something else.
constexpr int kOpenAttempts = 5;

bool holds_only(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

bool is_host(std::string_view text) {
  return !text.empty() && text.front() != '-' && holds_only(text, ".-_:");
}

/// Takes ":7000" off the end; false if what stands there is no port.
bool take_port(std::string_view& text, unsigned& port) {
  const std::size_t colon = text.rfind(':');
  const std::size_t bracket = text.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket))
    return true;
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port == 0 || port > 65535)
    return false;
  text = text.substr(0, colon);
  return true;
}

std::string_view without_brackets(std::string_view host) {
  return host.size() > 2 && host.front() == '[' && host.back() == ']'
             ? host.substr(1, host.size() - 2)
             : host;
}

Xapian::Database connect(const RemoteAddress& address) {
  if (address.how == RemoteAddress::How::Tcp)
    return Xapian::Remote::open(address.host, address.port, kAnswerTimeout, kConnectTimeout);
  // Xapian parts the arguments at blanks, which parse_remote() has let nowhere in.
  std::string arguments =
      fmt::format("-T -oBatchMode=yes -oConnectTimeout={}", kConnectTimeout / 1000);
  if (address.port != 0) arguments += fmt::format(" -p {}", address.port);
  if (!address.user.empty()) arguments += " -l " + address.user;
  arguments += fmt::format(" -- {} xapian-progsrv {}/served", address.host, address.path);
  return Xapian::Remote::open("ssh", arguments, kAnswerTimeout);
}

Manifest manifest_of(const Xapian::Database& database) {
  const std::string text = database.get_metadata(served::kManifest);
  if (text.empty())
    throw Error(Exit::Archive, "no archive is served there",
                "serve the directory ARCHIVE/served: xapian-tcpsrv --port 7000 ARCHIVE/served");
  const auto manifest = parse_manifest(text);
  if (!manifest || manifest->format != schema::kFormatVersion ||
      manifest->analysis != kAnalysisVersion)
    throw Error(Exit::Archive, "the archive there is of another version",
                "use the same version of morgue on both machines");
  return *manifest;
}

/// How the server numbers a document: `about` comes before the segments.
Xapian::docid number_of(const Manifest& manifest, const DocumentPlace& place) {
  const auto at = std::find(manifest.segments.begin(), manifest.segments.end(), place.segment);
  const auto segment = static_cast<std::size_t>(at - manifest.segments.begin()) + 1;
  return static_cast<Xapian::docid>((place.document - 1) * (manifest.segments.size() + 1) +
                                    segment + 1);
}

KinFile kin_of(const Xapian::Database& database, const Manifest& manifest) {
  std::vector<KinRecord> all(database.get_lastdocid());
  for (const std::string& segment : manifest.segments) {
    const std::vector<KinRecord> records =
        KinFile::from_bytes(database.get_metadata(served::kKin + segment)).records();
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const Xapian::docid number = number_of(manifest, {segment, i + 1});
      if (number <= all.size()) all[number - 1] = records[i];
    }
  }
  return KinFile::from_bytes(kin_file_of(all));
}

bool is_of_one_commit(const Xapian::Database& database) {
  const std::string served = database.get_uuid();
  const std::size_t colon = served.find(':');
  const std::string segments =
      colon == std::string::npos ? std::string() : served.substr(colon + 1);
  return segments == database.get_metadata(served::kUuids);
}

RemoteShard shard_of(const Xapian::Database& database) {
  const Manifest manifest = manifest_of(database);
  RemoteShard out{database, kin_of(database, manifest), {}, {}, {}, {}};
  const std::vector<ArticleId> ids = served::ids_of_bytes(database.get_metadata(served::kHidden));
  if (ids.size() != manifest.dead.size() + manifest.superseded.size())
    throw Error(Exit::Archive, "what is served there is damaged",
                "remove ARCHIVE/served there; the next morgue-index add writes it anew");
  const auto split = ids.begin() + static_cast<std::ptrdiff_t>(manifest.dead.size());
  out.dead_ids.assign(ids.begin(), split);
  out.superseded_ids.assign(split, ids.end());
  for (const DocumentPlace& place : manifest.dead) out.dead.push_back(number_of(manifest, place));
  for (const DocumentPlace& place : manifest.superseded)
    out.superseded.push_back(number_of(manifest, place));
  return out;
}

}  // namespace

bool is_remote(std::string_view archive) {
  return archive.starts_with(kTcp) || archive.starts_with(kSsh);
}

std::optional<RemoteAddress> parse_remote(std::string_view text) {
  RemoteAddress out;
  if (text.starts_with(kTcp)) {
    text.remove_prefix(kTcp.size());
    if (!take_port(text, out.port) || out.port == 0) return {};
    out.host = without_brackets(text);
  } else if (text.starts_with(kSsh)) {
    out.how = RemoteAddress::How::Ssh;
    text.remove_prefix(kSsh.size());
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash + 1 == text.size()) return {};
    out.path = text.substr(text.substr(slash).starts_with("/~/") ? slash + 1 : slash);
    while (out.path.size() > 1 && out.path.back() == '/') out.path.pop_back();
    text = text.substr(0, slash);
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
      out.user = text.substr(0, at);
      if (out.user.empty()) return {};
      text.remove_prefix(at + 1);
    }
    if (!take_port(text, out.port)) return {};
    out.host = without_brackets(text);
    if ((!out.user.empty() && !is_host(out.user)) || !holds_only(out.path, "/.-_+~,=@%")) return {};
  } else {
    return {};
  }
  if (!is_host(out.host)) return {};
  return out;
}

RemoteShard open_remote(const RemoteAddress& address) {
  try {
    for (int attempt = 1;; ++attempt) {
      const Xapian::Database database = connect(address);
      const bool whole = is_of_one_commit(database);
      if (whole || attempt == kOpenAttempts) {
        RemoteShard out = shard_of(database);
        if (whole) return out;
        throw Error(Exit::Archive, "what is served there changes all the time", "try again");
      }
    }
  } catch (const Xapian::Error& error) {
    throw Error(Exit::Archive,
                error.get_error_string() != nullptr
                    ? fmt::format("{} ({})", error.get_msg(), error.get_error_string())
                    : error.get_msg());
  }
}

}  // namespace morgue
