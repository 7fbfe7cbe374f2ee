#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"
#include "common/kin_file.h"

namespace morgue {

/// Where the archive of another machine is served: "tcp://host:port" by xapian-tcpsrv,
/// "ssh://[user@]host[:port]/path" by xapian-progsrv, which is started there.
struct RemoteAddress {
  enum class How { Tcp, Ssh };
  How how = How::Tcp;
  std::string user, host;  ///< nothing in them means anything to ssh but a name
  unsigned port = 0;       ///< 0: that of ssh
  std::string path;        ///< of the archive, from its root; "~/news" is of a home directory
  friend bool operator==(const RemoteAddress&, const RemoteAddress&) = default;
};

/// Does it look like an address of another machine, sound or not?
[[nodiscard]] bool is_remote(std::string_view archive);
/// Nothing if it is none, or holds what a shell there might read as more than a name.
[[nodiscard]] std::optional<RemoteAddress> parse_remote(std::string_view text);

/// An archive on another machine as one segment. Its documents are numbered as they are served.
struct RemoteShard {
  Xapian::Database database;
  KinFile kin;
  std::vector<Xapian::docid> dead, superseded;
  std::vector<ArticleId> dead_ids, superseded_ids;  ///< likewise, in the same order
};

/// Asks for it. Throws Error{Archive}, whose text does not name the address, if it can't be reached
/// or is no archive of this version.
[[nodiscard]] RemoteShard open_remote(const RemoteAddress& address);

}  // namespace morgue
