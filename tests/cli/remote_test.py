"""Archives of several machines answer as one that holds all of their articles.

    remote_test.py MORGUE MORGUE_INDEX

Three shards: two directories and one that xapian-tcpsrv serves over the loopback. Then the same one
by way of ssh, which here is a script that runs what it is told on this machine. What is served is
followed through another load and a forgotten article; a shard that can't be reached is named, and
the others answer. Needs xapian-tools, which .ci/packages.sh installs; fails without them.
"""

import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = ["ferry", "bridge", "storm", "mayor", "radar", "court", "harbour", "lithium", "strike"]
WHO = ["Rowan Pike", "Ilse Marten", "Tomas Brandt", "Dana Okafor"]
SOURCES = ["Calder Herald", "Post", "Radio Skarra"]
DATES = ["2025-03-10", "2025-04-12", "2024-12-01", "2025-05-02"]
QUERIES = ["ferry", "storm mayor", '"storm of the"', "radar w/4 court", "bridge OR lithium",
           "harbour -source:post", "strike date:2025", "person:\"Rowan Pike\" ferry",
           "said:* ferry", "title:storm", "what did the mayor say about the lithium strike",
           "number7", "is:first storm"]


def articles():
    # Each has words of its own: none is a copy of another, for copies are folded in each archive.
    chance = random.Random(20261130)
    for number in range(240):
        text = f"{chance.choice(WHO)} met {chance.choice(WHO)} in Geneva. "
        for part in range(6):
            text += (f"The {chance.choice(WORDS)} of the number{number} near a "
                     f"{chance.choice(WORDS)} was on deck{part}x{number}. ")
        text += f"\"The {chance.choice(WORDS)} is late,\" said {chance.choice(WHO)}."
        yield {"id": str(number), "title": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}",
               "text": text, "source": chance.choice(SOURCES), "date": chance.choice(DATES)}


class World:
    def __init__(self, morgue, index, root):
        self.programs = {"morgue": str(Path(morgue).resolve()),
                         "morgue-index": str(Path(index).resolve())}
        self.root = root
        bin_ = root / "bin"
        bin_.mkdir()
        # "-o... -- host command": what comes behind the host is run here.
        (bin_ / "ssh").write_text('#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift 2\n'
                                  'exec "$@"\n')
        (bin_ / "ssh").chmod(0o755)
        self.env = {"PATH": f"{bin_}:{os.environ['PATH']}", "HOME": str(root), "LC_ALL": "C.UTF-8",
                    "TZ": "UTC"}

    def run(self, program, *arguments):
        return subprocess.run([self.programs[program], *map(str, arguments)], cwd=self.root,
                              env=self.env, capture_output=True, text=True, timeout=120)

    def add(self, archive, records):
        file = self.root / f"{archive}-{len(records)}.jsonl"
        file.write_text("".join(json.dumps(record) + "\n" for record in records))
        done = self.run("morgue-index", "add", "-q", "-A", archive, file)
        assert done.returncode == 0, done.stderr

    def answer(self, archives, *arguments):
        named = [part for archive in archives for part in ("-A", str(archive))]
        return self.run("morgue", *arguments[:1], *named, *arguments[1:])


def hits(done):
    """What is compared of an answer: articles, scores, passages."""
    out = []
    for line in done.stdout.splitlines():
        hit = json.loads(line)
        out.append((hit["id"], round(hit["score"], 5),
                    [passage["text"] for passage in hit.get("passages", [])]))
    return out


def plain(done):
    """What was printed, without what the same article has of its own in each archive."""
    return re.sub(r'"(?:path|added)":"[^"]*"|"score":[0-9.e+-]+', "", done.stdout)


def serve(directory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(["xapian-tcpsrv", "--interface", "127.0.0.1", "--port", str(port),
                               "--quiet", str(directory)], stderr=subprocess.DEVNULL,
                              start_new_session=True)  # asked to end, it ends its whole process group
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    return server, f"tcp://127.0.0.1:{port}"


def same(world, one, several, what):
    """Every query and view that the index answers, of one archive and of several."""
    answered = 0
    for query in QUERIES:
        expected = world.answer(one, "search", "--jsonl", "-n", "30", "--suggest=never", query)
        found = world.answer(several, "search", "--jsonl", "-n", "30", "--suggest=never", query)
        assert found.returncode == expected.returncode, (what, query, found.stderr)
        assert hits(found) == hits(expected), (what, query, hits(found)[:3], hits(expected)[:3])
        answered += len(hits(found))
        for arguments in (["search", "-c"], ["search", "--jsonl", "--sort", "newest"],
                          ["timeline", "--json"], ["quotes", "--jsonl"]):
            expected = world.answer(one, *arguments, query)
            found = world.answer(several, *arguments, query)
            assert plain(found) == plain(expected), (what, arguments, query, plain(found)[:500],
                                                     plain(expected)[:500], found.stderr)
    assert answered > 100, what


def main():
    morgue, index = sys.argv[1:]
    root = Path(tempfile.mkdtemp())
    world = World(morgue, index, root)
    server = None
    try:
        records = list(articles())
        chance = random.Random(3)
        parts = [[], [], []]
        for record in records:
            parts[chance.randrange(3)].append(record)
        world.add("all", records)
        for number, part in enumerate(parts):
            # Two loads: served is what the last commit left.
            world.add(f"part{number}", part[:40])
            assert world.run("morgue-index", "share", "-q", "-A", f"part{number}").returncode == 0
            world.add(f"part{number}", part)
            # Merged segments have no term lists, which Xapian's server asks for.
            assert world.run("morgue-index", "compact", "-A", f"part{number}").returncode == 0
        same(world, ["all"], ["part0", "part1", "part2"], "directories")
        server, address = serve(root / "part2/served")
        same(world, ["all"], ["part0", "part1", address], "tcp")
        same(world, ["part2"], [address], "tcp alone")
        ssh = f"ssh://ann@desk.example{root}/part2"
        same(world, ["all"], ["part0", ssh, "part1"], "ssh")

        # What is forgotten there is gone here, and what is added there is found.
        gone = parts[2][0]
        for archive in ("all", "part2"):
            id_ = json.loads(world.answer([archive], "search", "--jsonl",
                                          f"number{gone['id']}").stdout.splitlines()[0])["id"]
            done = world.run("morgue-index", "forget", "--yes", "-A", archive, id_)
            assert done.returncode == 0, done.stderr
        fresh = dict(gone, id="fresh", text="A lithium ferry of number999 struck a harbour. " * 3)
        world.add("all", [fresh])
        world.add("part2", [fresh])
        same(world, ["all"], ["part0", "part1", address], "after a load")

        # What only SQLite knows is said to be missing.
        done = world.answer(["part0", address], "facets", "ferry")
        assert done.returncode == 0 and address in done.stderr, done.stderr
        done = world.answer([address], "people", "ferry")
        assert done.returncode == 2, (done.returncode, done.stderr)
        done = world.answer([address], "search", "--as-of", "2025-01-01", "ferry")
        assert done.returncode == 2, (done.returncode, done.stderr)

        # A dead shard is named; the rest answers.
        server.terminate()
        server.wait()
        dead = world.answer(["part0", "part1", address], "search", "--jsonl", "ferry")
        rest = world.answer(["part0", "part1"], "search", "--jsonl", "ferry")
        assert dead.returncode == 5, (dead.returncode, dead.stderr)
        named, *others = dead.stderr.splitlines(keepends=True)
        assert address in named and "".join(others) == rest.stderr, dead.stderr
        assert hits(dead) == hits(rest) and hits(rest)
        alone = world.answer([address], "search", "ferry")
        assert alone.returncode == 3, (alone.returncode, alone.stderr)

        # What a shell over there could take for a command, or ssh for an option, is no address.
        for address in ("ssh://-oProxyCommand=x/a", "ssh://host/a;touch x", "ssh://host/$(x)",
                        "tcp://host", "tcp://host:0", "ssh://host", "tcp://host:7000/x y"):
            done = world.answer([address], "search", "ferry")
            assert done.returncode == 2, (address, done.returncode, done.stderr)
    finally:
        if server is not None and server.poll() is None:
            server.terminate()
            server.wait()
        shutil.rmtree(root)


main()
