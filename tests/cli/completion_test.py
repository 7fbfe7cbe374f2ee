#!/usr/bin/env python3
"""Completes in real shells: completion_test.py MORGUE MORGUE_INDEX

bash and, where they are installed, zsh and fish are asked for what a line becomes after a Tab, and
what they offer where several things fit. The archive is made for it.
"""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMEOUT_SECONDS = 60
ARTICLES = """\
{"title": "Radar fails at the Calder pier", "text": "Rowan Pike, the harbour master, said on Tuesday that the radar had failed. \\"We had asked for the part in May,\\" said Rowan Pike.", "source": "North Coast Radio", "section": "Harbour", "author": ["Dana Okafor"], "date": "2025-03-11"}
{"title": "Strike closes the Calder docks", "text": "Ilse Marten, who leads the union, said that the docks would stay closed.", "source": "Calder Herald", "section": "Business", "date": "2025-04-02"}
{"title": "The fairs of O'Neill", "text": "Ilse Marten opened the fair.", "source": "O'Neill's $5 Gazette", "section": "Culture", "date": "2025-05-02"}
"""

# What is typed, and what the line becomes after a Tab, up to the cursor. One thing fits, or what fits
# has a beginning in common.
LINES = [
    ("morgue sea", "morgue search "),
    ("morgue search --passages-o", "morgue search --passages-only "),
    ("morgue search --sort new", "morgue search --sort newest "),
    ("morgue search --sort=new", "morgue search --sort=newest "),
    ("morgue search pers", "morgue search person:"),
    ("morgue search ferry -sect", "morgue search ferry -section:"),
    ("morgue search ferry -section:bus", "morgue search ferry -section:business "),
    ("morgue search sort:new", "morgue search sort:newest "),
    ("morgue search group:no", "morgue search group:none "),
    ("morgue search is:fir", "morgue search is:first "),
    ("morgue search date:yest", "morgue search date:yesterday "),
    ("morgue search tag:tod", "morgue search tag:todo "),
    ("morgue search query:har", "morgue search query:harbour "),
    ("morgue alert run har", "morgue alert run harbour "),
    ("morgue tag tod", "morgue tag todo "),
    ("morgue search section:cul", "morgue search section:culture "),
    ("morgue search section:business,cul", "morgue search section:business,culture "),
    ("morgue help fie", "morgue help fields "),
    ("morgue -A archive sea", "morgue -A archive search "),
    ("morgue-index add --progress pl", "morgue-index add --progress plain "),
    ("morgue-index compl", "morgue-index completion "),
    ("morgue-index add arti", "morgue-index add articles.jsonl "),
    ("morgue search -f arti", "morgue search -f articles.jsonl "),
    ("morgue search -A arch", "morgue search -A archive/"),
]
# Values with blanks and signs that a shell would eat, as it wants them quoted.
BASH_LINES = [
    ("morgue search source:nor", 'morgue search source:\\"north\\ coast\\ radio\\" '),
    ("morgue search 'source:nor", "morgue search 'source:\"north coast radio\"' "),
    ("morgue search 'ferry source:nor", "morgue search 'ferry source:\"north coast radio\"' "),
    ("morgue search 'source:\"nor", "morgue search 'source:\"north coast radio\"' "),
    ("morgue search 'person:\"Rowan P", "morgue search 'person:\"Rowan Pike\"' "),
    ("morgue search --source nor", "morgue search --source north\\ coast\\ radio "),
    ("morgue search --source \"nor", 'morgue search --source "north coast radio" '),
    ("morgue person 'Ilse M", "morgue person 'Ilse Marten' "),
]
ZSH_LINES = [
    ("morgue search 'source:nor", "morgue search 'source:\"north coast radio\"' "),
    ("morgue search --source nor", "morgue search --source north\\ coast\\ radio "),
]


def make_archive(morgue, morgue_index, home):
    (home / "articles.jsonl").write_text(ARTICLES, encoding="utf-8")
    env = environment(morgue, morgue_index, home)

    def run(*command):
        subprocess.run(command, cwd=home, env=env, check=True, capture_output=True)
    run("morgue-index", "add", "-q", "-A", "archive", "articles.jsonl")
    some = subprocess.run(["morgue", "search", "--format", "plain", "radar"], cwd=home, env=env,
                          check=True, capture_output=True, text=True).stdout.split("\t")[0]
    run("morgue", "tag", "todo", some)
    run("morgue", "save", "harbour", "pier OR docks")


def environment(morgue, morgue_index, home):
    return {"PATH": f"{Path(morgue).resolve().parent}:{Path(morgue_index).resolve().parent}:{os.environ['PATH']}",
            "HOME": str(home), "MORGUE_ARCHIVE": str(home / "archive"), "LC_ALL": "C.UTF-8",
            "TERM": "dumb", "COLUMNS": "300", "LINES": "50"}


class Shell:
    """A shell on a terminal of its own."""

    def __init__(self, command, env, home):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(home)
            os.execvpe(command[0], command, env)
        self.seen = b""

    def send(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, mark):
        """What came up to the mark, without it."""
        end = time.monotonic() + TIMEOUT_SECONDS
        while mark not in self.seen:
            if not select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"no {mark!r} in {self.seen!r}")
            self.seen += os.read(self.terminal, 65536)
        before, self.seen = self.seen.split(mark, 1)
        return before.decode("utf-8", "replace")

    def completed(self, typed):
        """The line that `typed` becomes after a Tab."""
        self.send("\x15" + typed + "\t" + "\x18\x10")
        self.wait_for(b"<" + b"<LINE ")
        return self.wait_for(b" LINE>" + b">")

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def bash(env, home):
    shell = Shell(["bash", "--norc", "--noprofile", "-i"], env, home)
    shell.send("bind 'set bell-style none'; bind 'set completion-query-items 0'\n")
    shell.send("show() { printf '<%s' \"<LINE $READLINE_LINE LINE>\"; echo '>'; }\n")
    shell.send("bind -x '\"\\C-x\\C-p\": show'\n")
    shell.send('eval "$(morgue completion bash)"; eval "$(morgue-index completion bash)"\n')
    shell.send("echo REA''DY\n")
    shell.wait_for(b"READY\r\n")
    return shell


def zsh(env, home):
    shell = Shell(["zsh", "-f", "-i"], env, home)
    shell.send("unsetopt beep; PROMPT='$ '; autoload -Uz compinit; compinit -D -u\n")
    shell.send("show() { printf '<%s' \"<LINE $BUFFER LINE>\"; echo '>' }; zle -N show\n")
    shell.send("bindkey -e; bindkey '^X^P' show\n")
    shell.send('eval "$(morgue completion zsh)"; eval "$(morgue-index completion zsh)"\n')
    shell.send("echo REA''DY\n")
    shell.wait_for(b"READY\r\n")
    return shell


def check_shell(name, make, lines, env, home):
    shell = make(env, home)
    failures = []
    for typed, wanted in lines:
        got = shell.completed(typed)
        if got != wanted:
            failures.append(f"{name}: {typed!r} became {got!r}, not {wanted!r}")
    shell.close()
    return failures


def fish_offers(env, home, line):
    script = (f"source (morgue completion fish | psub); source (morgue-index completion fish | psub)"
              f"; complete -C {quoted_for_fish(line)}")
    done = subprocess.run(["fish", "--no-config", "-c", script], cwd=home, env=env, check=True,
                          capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    return [offer.split("\t")[0] for offer in done.stdout.splitlines()]


def quoted_for_fish(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def check_fish(env, home):
    failures = []
    for line, wanted in [
            ("morgue sea", "search"),
            ("morgue search --sort new", "newest"),
            ("morgue search pers", "person:"),
            ("morgue search 'source:nor", 'source:"north coast radio"'),
            ("morgue search -section:bus", "-section:business"),
            ("morgue-index add arti", "articles.jsonl"),
            ("morgue search 'person:\"Rowan P", 'person:"Rowan Pike"')]:
        offers = fish_offers(env, home, line)
        if offers != [wanted]:
            failures.append(f"fish: for {line!r} offers {offers}, not {wanted!r}")
    return failures


def asked(env, home, *arguments):
    done = subprocess.run(["morgue", "__complete", *arguments], cwd=home, env=env,
                          capture_output=True, text=True, check=True)
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


def check_answers(env, home):
    """What is offered where much fits, and that nothing can hurt a shell."""
    failures = []

    def expect(what, got, wanted):
        if got != wanted:
            failures.append(f"{what}: {got}, not {wanted}")
    expect("people", asked(env, home, "zsh", "search", "person:")[0], 'person:"Ilse Marten"')
    expect("sources", asked(env, home, "zsh", "search", "source:"),
           ['source:"calder herald"', 'source:"north coast radio"', 'source:"oneill 5 gazette"'])
    expect("no archive", asked(dict(env, MORGUE_ARCHIVE="/nowhere"), home, "zsh", "search", "tag:"),
           [])
    expect("no line", asked(env, home, "bash"), [])
    expect("option that is none", asked(env, home, "zsh", "search", "--nonsens"), [])
    expect("saved query with signs", asked(env, home, "bash", " \t\n\"'><=;|&(:", "morgue alert run "),
           ["harbour"])
    return failures


def main(morgue, morgue_index):
    with tempfile.TemporaryDirectory(prefix="morgue-completion-") as folder:
        home = Path(folder).resolve()
        env = environment(morgue, morgue_index, home)
        make_archive(morgue, morgue_index, home)
        failures = check_answers(env, home)
        failures += check_shell("bash", bash, LINES + BASH_LINES, env, home)
        if shutil.which("zsh"):
            failures += check_shell("zsh", zsh, LINES + ZSH_LINES, env, home)
        if shutil.which("fish"):
            failures += check_fish(env, home)
    print("\n".join(failures) or "all completed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
