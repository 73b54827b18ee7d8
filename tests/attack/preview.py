#!/usr/bin/env python3
"""Attacks the preview as a stranger on the same machine or network could, and looks whether a good
client is still answered within a second.

    cargo build && tests/attack/preview.py

Starts a preview of a project of its own, on this machine alone, and ends it. Every attack is bounded
in count and time. GROUNDWORK names another program than target/debug/groundwork; --small does all at
a tenth of the scale. Ends with status 1 if anything was wrong. Needs Linux for the counts of threads,
memory and ports.
"""

import argparse
import http.client
import itertools
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 1.0
SECRET = b"groundwork-secret"
BIG = 8 << 20


class Preview:
    """A preview of a small project with one file of 8 MB."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(self.folder.name) / "project"
        content = root / "content"
        content.mkdir(parents=True)
        (root / "site.toml").write_text('title = "Attacked"\n')
        (root / "Secret.txt").write_bytes(SECRET)
        (root / ".env").write_bytes(SECRET)
        (content / "index.md").write_text('+++\ntitle = "Home"\nsummary = "Home."\n+++\n[All](big.zip)\n')
        (content / "big.zip").write_bytes(os.urandom(BIG))
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0"],
            cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        self.port = None
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
            if "Ctrl+C" in line:
                break
        if self.port is None:
            raise SystemExit("the preview did not start")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        page = self.get("/index.html")
        found = re.search(rb'href="([^"]*big[^"]*\.zip)"', page)
        self.big = "/" + found[1].decode().lstrip("./") if found else "/big.zip"
        assert len(self.get(self.big)) == BIG, self.big

    def end(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.folder.cleanup()

    def connect(self, port=None, timeout=30):
        return socket.create_connection(("127.0.0.1", port or self.port), timeout=timeout)

    def head(self, path):
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        return connection.getresponse().read()

    def status(self, name):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{name}:\s*(\d+)", text, re.M)[1])

    def ports(self):
        """The ports at which the program listens."""
        folder = pathlib.Path(f"/proc/{self.process.pid}")
        inodes = set()
        for handle in (folder / "fd").iterdir():
            try:
                inodes.update(re.findall(r"^socket:\[(\d+)\]", os.readlink(handle)))
            except OSError:
                pass
        ports = set()
        for table in ("tcp", "tcp6"):
            for line in (folder / "net" / table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in inodes:
                    ports.add(int(fields[1].rsplit(":", 1)[1], 16))
        return ports


class Good:
    """Good clients: how many requests were answered, and how long the slowest took."""

    def __init__(self, preview, count, clients=8):
        self.times, self.failures = [], []
        def ask(number):
            for _ in range(number):
                begun = time.monotonic()
                try:
                    with preview.connect(timeout=10) as stream:
                        stream.sendall(preview.head("/index.html"))
                        answer = b"".join(iter(lambda: stream.recv(65536), b""))
                    if not answer.startswith(b"HTTP/1.1 200 ") or b"</html>" not in answer:
                        raise OSError(f"not an answer: {answer[:40]!r}")
                    self.times.append(time.monotonic() - begun)
                except OSError as error:
                    self.failures.append(str(error))
                    if len(self.failures) > 40:
                        return
        threads = [threading.Thread(target=ask, args=(count // clients,)) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.asked = count // clients * clients

    def report(self, name, preview):
        times = sorted(self.times) or [float("inf")]
        print(
            f"{name}: {len(self.times)} of {self.asked} good requests answered, "
            f"median {times[len(times) // 2] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms; "
            f"{preview.status('Threads')} threads, {preview.status('VmRSS') // 1024} MB"
        )
        for failure in self.failures[:2]:
            print(f"  {failure}")
        return len(self.times) == self.asked and times[-1] < PATIENCE


def slow_readers(preview, scale):
    held = []
    for _ in range(int(200 * scale)):
        stream = preview.connect()
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stream.sendall(preview.head(preview.big))
        held.append(stream)
    time.sleep(0.3)
    return Good(preview, int(800 * scale)).report("readers who never read", preview)


def half_open(preview, scale):
    good = True
    for port in sorted(preview.ports()):
        held = []
        for at in range(int(900 * scale)):
            try:
                stream = preview.connect(port, timeout=2)
                stream.sendall([b"", b"GET / HTTP/1.1\r\nHost: ", b"G"][at % 3])
            except OSError:
                pass
            held.append(stream)
        good &= Good(preview, int(800 * scale)).report(f"half a request at port {port}", preview)
    if preview.ports() != {preview.port}:
        print(f"  it listens at {preview.ports()} and should at {preview.port} alone")
        good = False
    return good


def listeners(preview, scale):
    held = []
    for at in range(int(400 * scale)):
        stream = preview.connect()
        stream.sendall(preview.head(f"/.preview/events?page=/index.html&since={at}"))
        held.append(stream)
    return Good(preview, int(400 * scale)).report("streams of events", preview)


def trickle(preview, scale):
    """Requests and answers that go byte by byte."""
    held, over = [], threading.Event()
    for at in range(int(200 * scale)):
        stream = preview.connect()
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stream.sendall(preview.head(preview.big) if at % 2 else b"G")
        stream.setblocking(False)
        held.append(stream)
    def drip():
        while not over.wait(0.05):
            for at, stream in enumerate(held):
                try:
                    stream.recv(16) if at % 2 else stream.send(b"E")
                except OSError:
                    pass
    thread = threading.Thread(target=drip)
    thread.start()
    good = Good(preview, int(400 * scale)).report("byte by byte", preview)
    over.set()
    thread.join()
    return good


def keep_alive(preview, scale):
    """A program that keeps its connection, as HTTP/1.1 lets it unless it is told otherwise."""
    count, failures = int(400 * scale), 0
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
    for _ in range(count):
        try:
            connection.request("GET", "/index.html")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            failures += 1
            connection.close()
    print(f"one client that keeps its connection: {count - failures} of {count} quick requests answered")
    return failures == 0


def requests(preview):
    """Requests that no browser of the writer's would send."""
    good = f"127.0.0.1:{preview.port}"
    targets = [
        "/", "*", "", "/../Secret.txt", "/%2e%2e/Secret.txt", "/..%2fSecret.txt", "/..%5c.env", "/.env",
        "/%2eenv", "//Secret.txt", "/\\..\\Secret.txt", "/%c0%ae%c0%ae/Secret.txt", "/Secret.txt",
        "/%252e%252e/Secret.txt", "/a%00", "/%ff", "/site.toml", "/content/index.md", "/.preview/../.env",
        "/.preview/%2e%2e/.env", "/.preview/origins?page=/../Secret.txt", "/index.html%0d%0aX: y",
        f"http://{good}/", f"http://{good}/../Secret.txt", f"http://a@{good}/", "/" + "a" * 20000,
        "/index.html?" + "x" * 9000, "/\xe9", "/index.html#x", "/./index.html", "file:///etc/passwd",
    ]
    hosts = [
        good, f"127.0.0.1:+{preview.port}", f"127.0.0.1:0{preview.port}", f"localhost.:{preview.port}",
        f"[::1]:{preview.port}", f"127.1:{preview.port}", f"0x7f.1:{preview.port}", f"a@{good}", "",
        f"2130706433:{preview.port}", "evil.example", f"{good}, evil.example", "127.0.0.1:", f"{good}\t",
        f"{good}\r\nHost: evil.example", "127.0.0.1:٨٠٠٠", f"127.0.0.1 :{preview.port}", "localhost:1",
    ]
    methods = ["GET", "HEAD", "POST", "get", "OPTIONS", "CONNECT", "G\0T", "", "TRACE"]
    versions = ["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "http/1.1", "HTTP/1.1 x", ""]
    extras = [
        "", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n",
        "Connection: keep-alive\r\n", "X: " + "y" * 17000 + "\r\n", "X\r\n", " folded: x\r\n", "X : y\r\n",
        "Upgrade: h2c\r\n", "Content-Length: 0\r\nContent-Length: 1\r\n", "Range: bytes=0-1\r\n", "X: \0\r\n",
    ]
    usual = ("GET", "/index.html", good, "HTTP/1.1", "")
    lists = (methods, targets, hosts, versions, extras)
    # All pairs of what is unusual.
    for one, other in itertools.combinations(range(5), 2):
        for a, b in itertools.product(lists[one], lists[other]):
            parts = list(usual)
            parts[one], parts[other] = a, b
            method, target, host, version, extra = parts
            text = f"{method} {target} {version}\r\nHost: {host}\r\n{extra}\r\n"
            yield text.encode("utf-8", "surrogateescape")
    for at in range(500):
        yield bytes((at * 31 + n * n * 17) % 256 for n in range(40)) + b"\r\n\r\n"
    yield from (b"\r\n\r\n", b"\n\n", b"\x16\x03\x01\x02", b"GET / HTTP/1.1\n\n")


def hostile(preview, scale):
    wrong, counts = [], {}
    step = max(1, round(1 / scale))
    for text in itertools.islice(requests(preview), 0, None, step):
        with preview.connect(timeout=12) as stream:
            try:
                stream.sendall(text)
                stream.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: stream.recv(65536), b""))
            except OSError:
                answer = b""
        status = answer[9:12].decode("latin-1") or "none"
        counts[status] = counts.get(status, 0) + 1
        closes = b"\r\nConnection: close\r\n" in answer.split(b"\r\n\r\n")[0] + b"\r\n"
        if not re.match("200|304|4..|none", status) or SECRET in answer or (answer and not closes):
            wrong.append(text[:80])
    told = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
    print(f"hostile requests: {told}")
    for text in wrong[:5]:
        print(f"  wrong: {text!r}")
    return Good(preview, 80).report("after hostile requests", preview) and not wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--small", action="store_true", help="a tenth of the scale")
    scale = 0.1 if arguments.parse_args().small else 1
    root = pathlib.Path(__file__).resolve().parents[2]
    program = os.environ.get("GROUNDWORK", str(root / "target/debug/groundwork"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    failed = []
    for attack in (keep_alive, slow_readers, half_open, listeners, trickle, hostile):
        preview = Preview(program)
        try:
            if not attack(preview, scale):
                failed.append(attack.__name__)
        finally:
            preview.end()
    if failed:
        sys.exit("failed: " + ", ".join(failed))


if __name__ == "__main__":
    main()
