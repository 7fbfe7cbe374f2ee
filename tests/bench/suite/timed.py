"""Runs programs and tells what they took."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time

TIMEOUT_SECONDS = 600
FINE = (0, 1, 5)  # nothing found; some articles refused


class Failed(Exception):
    """A program that was run did not do what it should."""


class Took:
    """Of one command, or of some together."""

    def __init__(self):
        self.wall = self.cpu = self.peak = self.last_byte = 0
        self.output = ""

    def add(self, wall, last_byte, usage, output):
        self.wall += wall
        self.last_byte += last_byte
        self.cpu += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss / 1024)
        self.output = output


def peak_of(command, env, errors, nothing=()):
    """The peak of memory of a command, MB. A process counts what the one that started it had until
    then, and this one has more than a small program: so a smaller one starts it (GNU time). Where
    that is not there, no peak is below what this process has."""
    if shutil.which("time") is None:
        return max(run([(command, None)], env, errors, nothing).peak,
                   resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as said:
        run([(["time", "-f", "%M", "-o", said.name, *command], None)], env, errors,
            nothing)
        return int(said.read().split()[-1]) / 1024


def leave_on_signals():
    """SIGTERM ends this program as Ctrl-C does: with what it started, and tidied up."""
    def leave(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def run(commands, env, errors, nothing=()):
    """Runs (command, file of its standard input or None) one after the other. `errors`: where their
    standard error goes; `nothing`: exit statuses that say that nothing was found, beside 1. A command
    that takes too long is ended, and fails."""
    took = Took()
    for command, stdin in commands:
        with open(stdin or os.devnull, "rb") as given:
            begun = time.perf_counter()
            process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=errors,
                                       env={**os.environ, **env}, start_new_session=True)
        timer = threading.Timer(TIMEOUT_SECONDS, end, (process,))
        timer.start()
        try:
            with process.stdout:
                output = process.stdout.read()
            last_byte = time.perf_counter() - begun
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        except BaseException:  # Ctrl-C does not reach it: it has a session of its own
            end(process)
            raise
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        took.add(wall, last_byte, usage, output.decode("utf-8", "replace"))
        if process.returncode not in (*FINE, *nothing):
            raise Failed(f"exit status {process.returncode}: {' '.join(command)[:200]}")
    return took
