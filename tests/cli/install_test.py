#!/usr/bin/env python3
"""What cmake --install lays down works: install_test.py CMAKE BUILD_FOLDER

Installed into an empty folder: the programs run there and find each other and the reader of PDF, the
manual pages are compressed, completion is where shells look for it, and nothing else is there.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TIMEOUT_SECONDS = 120
SENTENCE = "The harbour of Calder closed for nine days after the ferry had struck the old pier."


def minimal_pdf(sentences):
    """A page with these lines of text."""
    lines = "".join(f"({text}) Tj 0 -20 Td " for text in sentences)
    stream = f"BT /F1 11 Tf 50 750 Td {lines}ET".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
               b"/Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return out


def check(prefix, home):
    env = {"PATH": f"{prefix}/bin:/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8"}

    def output(*command):
        return subprocess.run(command, cwd=home, env=env, check=True, capture_output=True, text=True,
                              timeout=TIMEOUT_SECONDS).stdout

    failures = []

    def expect(what, held):
        if not held:
            failures.append(what)

    there = {str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()}
    allowed = ("bin/", "libexec/morgue/", "share/man/", "share/doc/morgue/", "share/morgue/schema/",
               "share/bash-completion/", "share/zsh/", "share/fish/")
    expect(f"places: {sorted(p for p in there if not p.startswith(allowed))}",
           all(p.startswith(allowed) for p in there))
    for name in ("bin/morgue", "bin/morgue-index", "libexec/morgue/morgue-read-pdf",
                 "libexec/morgue/morgue-http.so",
                 "share/man/man1/morgue.1.gz", "share/man/man1/morgue-index-add.1.gz",
                 "share/man/man5/morgue-json.5.gz", "share/man/man7/morgue-query.7.gz",
                 "share/bash-completion/completions/morgue-index",
                 "share/zsh/vendor-completions/_morgue",
                 "share/fish/vendor_completions.d/morgue.fish"):
        expect(f"{name} is missing", name in there)
    for path in prefix.glob("share/man/man*/*"):
        page = gzip.decompress(path.read_bytes()).decode()
        expect(f"{path.name} is no manual page", page.startswith(".TH MORGUE"))
    for path in prefix.glob("share/morgue/schema/*"):
        expect(f"{path.name} is no schema", "properties" in path.read_text() and
               json.loads(path.read_text())["$schema"])

    (home / "pier.pdf").write_bytes(minimal_pdf(["Pier struck", *[SENTENCE] * 4]))
    output("morgue", "index", "add", "-q", "pier.pdf")
    expect("the PDF is not found", "pier.pdf" in output("morgue", "export", "--format", "paths",
                                                        "harbour"))
    completed = output("bash", "-c", "source share/completions/morgue && complete -p morgue"
                       .replace("share/completions", f"{prefix}/share/bash-completion/completions"))
    expect("bash does not take the completion", "_morgue" in completed)
    version = output("morgue", "--version").splitlines()
    expect(f"the version is {version}", len(version) == 4 and version[3].startswith("Xapian 1."))
    expect("the programs are of two versions",
           output("morgue-index", "--version").splitlines()[1:] == version[1:])
    return failures


def main(cmake, build):
    with tempfile.TemporaryDirectory(prefix="morgue-install-") as folder:
        prefix, home = Path(folder).resolve() / "usr", Path(folder).resolve() / "home"
        home.mkdir()
        subprocess.run([cmake, "--install", build, "--prefix", prefix], check=True,
                       capture_output=True, env=dict(os.environ, DESTDIR=""))
        failures = check(prefix, home)
    print("\n".join(failures) or "all is installed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
