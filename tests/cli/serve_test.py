#!/usr/bin/env python3
"""`morgue serve` over its socket: serve_test.py MORGUE MORGUE_INDEX

Who is let in and who is not, what is too long, whoever hangs up or says nothing, a writer beside it, and
how it ends. What pages say is tested without sockets (tests/unit/query/serve).
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from html.parser import HTMLParser

TIMEOUT_SECONDS = 120  # far more than anything takes
PIECES = [{"id": f"n{n}", "title": f"Notice {n}", "source": f"Coast Paper {n % 3}",
           "date": f"2025-0{1 + n % 9}-11",
           "text": f"The pier of light number {n} opens in Calder, said Rowan Pike, the harbour master."}
          for n in range(60)]
VOID = {"meta", "link", "input", "br", "line", "rect"}


class WellFormed(HTMLParser):
    """Every element that is opened is closed, and in its turn; ids are given once."""

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.text = [], [], set(), ""

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" and value in self.ids:
                self.faults.append(f"id {value} twice")
            if name == "id":
                self.ids.add(value)
        if tag not in VOID or (tag == "rect" and not self.get_starttag_text().endswith("/>")):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        self.text += data


def add(pieces):
    subprocess.run([Serve.index, "add", "-q", "-A", Serve.archive, "-"], check=True,
                   input="".join(json.dumps(piece) + "\n" for piece in pieces).encode())


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.TemporaryDirectory()
        cls.archive = cls.directory.name + "/archive"
        add(PIECES)
        cls.process, cls.port, cls.token = cls.start()
        cls.cookie = {"Cookie": f"morgue-{cls.port}={cls.token}"}

    @classmethod
    def tearDownClass(cls):
        cls.process.kill()
        cls.process.wait()
        cls.process.stderr.close()
        cls.directory.cleanup()

    @classmethod
    def start(cls, *options):
        process = subprocess.Popen([cls.morgue, "serve", "-A", cls.archive, *options],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        line = process.stderr.readline()
        found = re.fullmatch(r"morgue: http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{32}) "
                             r"\(Ctrl-C ends it\)\n", line)
        assert found, line
        return process, int(found[1]), found[2]

    def ask(self, path, headers=None, method="GET", body=None, port=None):
        """(status, headers, body) with the cookie, unless other headers are given."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port,
                                                timeout=TIMEOUT_SECONDS)
        connection.request(method, path, body, self.cookie if headers is None else headers)
        response = connection.getresponse()
        out = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return out

    def raw(self, data):
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), TIMEOUT_SECONDS) as connection:
            connection.sendall(data)
            out = b""
            while block := connection.recv(65536):
                out += block
        return out

    def test_token(self):
        status, headers, _ = self.ask("/search?token=" + self.token + "&q=pier%20light", {})
        self.assertEqual((status, headers["Location"]), (303, "/search?q=pier%20light"))
        self.assertEqual(headers["Set-Cookie"],
                         f"morgue-{self.port}={self.token}; Path=/; HttpOnly; SameSite=Strict")
        self.assertEqual(self.ask("/", {})[0], 403)
        self.assertEqual(self.ask("/style.css", {})[0], 403)
        self.assertEqual(self.ask("/?token=" + "0" * 32, {})[0], 403)
        self.assertEqual(self.ask("/", {"Cookie": f"morgue-{self.port}={'0' * 32}"})[0], 403)
        self.assertEqual(self.ask("/")[0], 200)
        self.assertEqual(self.ask("/", {"Authorization": "Bearer " + self.token})[0], 200)

    def test_host_and_origin(self):
        for host in ("evil.example", f"evil.example:{self.port}", "127.0.0.1", "localhost:1"):
            self.assertEqual(self.ask("/", {**self.cookie, "Host": host})[0], 403, host)
        self.assertEqual(self.ask("/", {**self.cookie, "Host": f"localhost:{self.port}"})[0], 200)
        for name, value in (("Origin", "http://evil.example"), ("Origin", "null"),
                            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site")):
            self.assertEqual(self.ask("/", {**self.cookie, name: value})[0], 403, value)
        for name, value in (("Origin", f"http://127.0.0.1:{self.port}"), ("Sec-Fetch-Site", "none"),
                            ("Sec-Fetch-Site", "same-origin")):
            self.assertEqual(self.ask("/", {**self.cookie, name: value})[0], 200, value)
        self.assertIn(b" 403 ", self.raw(b"GET / HTTP/1.1\r\n\r\n").split(b"\r\n")[0])

    def test_it_listens_on_the_loopback_alone(self):
        with open("/proc/net/tcp", encoding="ascii") as table:
            own = [line.split()[1] for line in table if f":{self.port:04X} " in line.split()[1] + " "
                   and line.split()[3] == "0A"]
        self.assertEqual(own, [f"0100007F:{self.port:04X}"])

    def test_methods(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            status, headers, _ = self.ask("/", method=method, body="x" * 100_000)
            self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"), method)
        status, headers, body = self.ask("/search?q=pier", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertEqual(int(headers["Content-Length"]), len(self.ask("/search?q=pier")[2]))
        self.assertIn(b" 400 ", self.raw(b"nonsense\r\n\r\n").split(b"\r\n")[0])

    def test_what_is_too_long(self):
        self.assertEqual(self.ask("/search?q=" + "a" * 5000)[0], 414)
        self.assertEqual(self.ask("/", {**self.cookie, "X-Long": "a" * 20000})[0], 431)
        self.assertEqual(self.ask("/", {**self.cookie, **{f"X-{n}": "a" * 90 for n in range(300)}})[0],
                         431)
        self.assertIn(b" 414 ", self.raw(b"GET /" + b"a" * 30000))
        # What could bring a server down that acts on it.
        ranges = {"Range": "bytes=" + ",".join("0-1" for _ in range(2000))}
        self.assertEqual(self.ask("/", {**self.cookie, **ranges})[0], 200)
        self.assertEqual(self.ask("/")[0], 200)

    def test_there_are_no_files(self):
        for path in ("/../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/article/..%2f..%2fmanifest",
                     "/%2e%2e/metadata.sqlite", "/style.css/../..", "/person/..%00", "//etc/passwd",
                     "/api/article/%00"):
            status, _, body = self.ask(path)
            self.assertEqual(status, 404, path)
            self.assertNotIn(b"root:", body)

    def test_pages_are_well_formed(self):
        first = json.loads(self.ask("/api/search?q=pier")[2])["results"][0]["id"]
        for path in ("/", "/about", "/search?q=pier", "/search?q=pier&page=2", "/search?q=nosuch",
                     "/search?q=persn:x", f"/article/{first}?q=light", "/person?name=Rowan%20Pike",
                     "/person?name=Pike", "/nowhere"):
            _, headers, body = self.ask(path)
            page = WellFormed()
            page.feed(body.decode())
            self.assertEqual((page.faults, page.open), ([], []), path)
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertIn(b"Page 2 of 3", self.ask("/search?q=pier&page=2")[2])

    def test_documents_are_those_of_the_verbs(self):
        def printed(*words):
            return json.loads(subprocess.run([self.morgue, *words, "-A", self.archive, "--json"],
                                             check=True, capture_output=True).stdout)

        for path, words in (("search?q=pier+pike", ("search", "pier pike")),
                            ("facets?q=pier&by=source,person",
                             ("facets", "pier", "--by", "source,person")),
                            ("timeline?q=pier&by=month", ("timeline", "pier", "--by", "month")),
                            ("person?name=Rowan+Pike", ("person", "Rowan Pike"))):
            status, headers, body = self.ask("/api/" + path)
            self.assertEqual((status, headers["Content-Type"]), (200, "application/json"))
            self.assertEqual(json.loads(body), printed(*words), path)

    def test_many_ask_at_once_beside_a_writer(self):
        failures = []

        def ask_on():
            for n in range(15):
                status, _, body = self.ask(f"/search?q=%22pier+of+light%22+notice+{n}")
                if status != 200:
                    failures.append(body)

        threads = [threading.Thread(target=ask_on) for _ in range(6)]
        for thread in threads:
            thread.start()
        for n in range(4):
            add([{"id": f"new{n}", "title": "Fresh paint", "date": "2025-10-01",
                  "text": f"The gate {n} was painted green on a fine morning, and nobody saw who did it."}])
        for thread in threads:
            thread.join(TIMEOUT_SECONDS)
        self.assertEqual(failures, [])
        self.assertIn(b"<mark>painted</mark> green", self.ask("/search?q=painted")[2])

    def test_whoever_says_nothing_keeps_nobody_waiting(self):
        silent = [socket.create_connection(("127.0.0.1", self.port)) for _ in range(20)]
        silent[0].sendall(b"GET / HTTP/1.1\r\n")  # and never ends
        self.assertEqual(self.ask("/")[0], 200)
        for connection in silent:
            connection.close()

    def test_whoever_hangs_up_ends_nothing(self):
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                connection.sendall(b"GET /search?q=pier HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                                   b"Cookie: %s\r\n\r\n"
                                   % (self.port, self.cookie["Cookie"].encode()))
        self.assertEqual(self.ask("/")[0], 200)

    def test_a_port_is_had_by_one(self):
        second = subprocess.run([self.morgue, "serve", "-A", self.archive, "--port", str(self.port)],
                                capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        self.assertEqual(second.returncode, 2)
        self.assertIn(f"can't listen on port {self.port} of 127.0.0.1", second.stderr)

    def test_an_archive_is_wanted(self):
        none = subprocess.run([self.morgue, "serve", "-A", self.directory.name + "/none"],
                              capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        self.assertEqual(none.returncode, 3)

    def test_ctrl_c_ends_it(self):
        process, port, token = self.start()
        self.assertEqual(self.ask("/", {"Authorization": "Bearer " + token}, port=port)[0], 200)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT_SECONDS), 130)
        self.assertEqual(process.stderr.read(), "")
        process.stderr.close()

    def test_it_opens_a_browser(self):
        seen = self.directory.name + "/seen"
        script = self.directory.name + "/browser"
        os.mkfifo(seen)
        with open(script, "w", encoding="ascii") as out:
            out.write(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
        os.chmod(script, 0o755)
        process = subprocess.Popen([self.morgue, "serve", "-A", self.archive, "--open"],
                                   env={**os.environ, "BROWSER": script}, stderr=subprocess.PIPE,
                                   text=True)
        with open(seen, encoding="ascii") as pipe:
            opened = pipe.read()
        self.assertIn(opened, process.stderr.readline())
        self.assertRegex(opened, r"^http://127\.0\.0\.1:\d+/\?token=[0-9a-f]{32}$")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIMEOUT_SECONDS), 130)
        process.stderr.close()


if __name__ == "__main__":
    # Whoever starts this may have it ignore Ctrl-C, as shells do with what runs in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    Serve.morgue, Serve.index = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
