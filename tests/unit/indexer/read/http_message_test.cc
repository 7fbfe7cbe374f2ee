#include "indexer/read/http_message.h"

#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue {
namespace {

std::string body_of(std::string_view message) {
  return decoded_body(read_http_response(message)).bytes;
}

TEST(HttpMessage, StatusAndFieldsAreRead) {
  const HttpResponse response =
      read_http_response("HTTP/1.1 404 Not Found\r\nX-A: one\r\n two\r\nno field\r\n\r\nGone");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.fields.value("x-a"), "one two");
  EXPECT_EQ(response.body, "Gone");
  EXPECT_EQ(read_http_response("HTTP/1.0 200\nA: b\n\nx").status, 200);
  EXPECT_EQ(read_http_response("<p>no header</p>").body, "<p>no header</p>");
}

TEST(HttpMessage, ChunksAreJoined) {
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "4\r\nThe \r\n5;x=y\r\nferry\r\n0\r\n\r\n"),
            "The ferry");
}

TEST(HttpMessage, WhatIsNotChunkedStays) {
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>The ferry</p>"),
            "<p>The ferry</p>");
}

TEST(HttpMessage, AChunkThatBreaksOffEndsTheBody) {
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\nFF\r\nfer"),
            "The fer");
}

TEST(HttpMessage, CodingsAreTakenOff) {
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + test::gzip_of("ferry")),
            "ferry");
  EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>ferry</p>"),
            "<p>ferry</p>");
  // "ferry" as brotli and as raw deflate.
  EXPECT_EQ(body_of(std::string("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n") +
                    std::string("\x0b\x02\x80"
                                "ferry\x03",
                                9)),
            "ferry");
  EXPECT_EQ(body_of(std::string("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n") +
                    std::string("\x4B\x4B\x2D\x2A\xAA\x04\x00", 7)),
            "ferry");
}

TEST(HttpMessage, AnUnknownCodingIsNamed) {
  const auto body = decoded_body(
      read_http_response(std::string("HTTP/1.1 200 OK\r\nContent-Encoding: sdch\r\n\r\n\1\2\3\4")));
  EXPECT_EQ(body.why, "Content-Encoding sdch is not supported");
}

TEST(HttpMessage, MediaTypesAreParted) {
  const MediaType type = media_type("Text/HTML; Charset=\"ISO-8859-1\"");
  EXPECT_EQ(type.type, "text/html");
  EXPECT_EQ(type.charset, "iso-8859-1");
}

}  // namespace
}  // namespace morgue
