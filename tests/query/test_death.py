"""Queries that would reach out, run for ever or take the machine: each is stopped."""

from __future__ import annotations

import http.server
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.sample import BASE, graph
from vaultkit.errors import QueryError
from vaultkit.query import query as verb
from vaultkit.query import scan
from vaultkit.query.query import Limits
from vaultkit.query.stored import GRAPHS, Stored, of_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Limits(seconds=1.5, memory=160 * 2**20)
EVERY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture(scope="module")
def ready() -> Stored:
    return of_graph(graph(), BASE)


DEATHS = {
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {EVERY} }}",
    "path both ways": "SELECT (COUNT(*) AS ?n) { ?a (vk:x|!vk:y|^!vk:z)+ ?b . ?c (vk:x|!vk:y|^!vk:z)+ ?d . ?e (vk:x|!vk:y|^!vk:z)+ ?f }",
    "negated set star": "SELECT (COUNT(*) AS ?n) { ?a (!vk:x|!(^vk:x))* ?b . ?b (!vk:x|!(^vk:x))* ?c . ?d (!vk:y|!(^vk:y))* ?e }",
    "order by a product": f"SELECT * {{ {EVERY} }} ORDER BY ?a ?d ?g ?j",
    "group concat": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) {{ {EVERY} }}",
    "doubling": 'SELECT (STRLEN(?a45) AS ?n) {{ BIND("aaaaaaaa" AS ?a0) {} }}'.format(
        " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(45))
    ),
    "regex over a product": f'SELECT (COUNT(*) AS ?n) {{ {EVERY} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a|a)*(b|c)*$", "i")) }}',
    "long chain of or": "SELECT * {{ ?a ?b ?c FILTER({}) }}".format(
        " || ".join(["?a = ?b"] * 9000)
    ),
    "long path": "SELECT * {{ ?a {} ?c }}".format("/".join(["vk:p"] * 30000)),
    "long sum": "SELECT ({} AS ?n) {{}}".format("+".join(["1"] * 60000)),
    "long union": "SELECT * {{ {} }}".format(" UNION ".join(["{ ?a ?b ?c }"] * 9000)),
    "braces": "SELECT * " + "{" * 60_000,
    "parentheses": "SELECT * { FILTER" + "(" * 60_000 + "1",
    "denials": "SELECT * { FILTER(" + "!" * 60_000 + "?a) }",
    "minus signs": "SELECT (" + "- " * 60_000 + "1 AS ?n) {}",
    "inverse paths": "SELECT * { ?a " + "^" * 60_000 + "vk:p ?b }",
    "values": "SELECT * { ?a ?b ?c "
    + "".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 }} " for n in range(60))
    + "}",
}


@pytest.mark.parametrize("name", DEATHS)
def test_a_query_of_death_is_stopped_and_the_next_one_answers(ready: Stored, name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped|nests|rows|longer|characters|can not read"):
        ready.run(DEATHS[name], SMALL)
    assert time.monotonic() - begun < 20
    assert ready.run("ASK { ?s a vk:Model }").yes


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a web server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Ears(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 (the name that the library calls)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
            del format, args

    server = http.server.HTTPServer(("127.0.0.1", 0), Ears)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


SERVICES = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { service silent <%s> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE # a comment\n <%s> { ?s ?p ?o } }",
    "SELECT * { BIND(<%s> AS ?g) SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVI\\u0043E SILENT <%s> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\\\" . SERVICE <%s> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''a'b''' . SERVICE <%s> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused_in_every_spelling(
    ready: Stored, text: str, canary: tuple[str, list[str]]
) -> None:
    address, asked = canary
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ready.run(text % address)
    assert not asked


@pytest.mark.parametrize("text", SERVICES[:8])
def test_the_worker_has_no_sockets_even_without_the_check(
    ready: Stored, text: str, canary: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = canary
    monkeypatch.setattr(scan, "check", lambda *_a, **_k: None)
    try:
        ready.run(text % address)
    except QueryError as error:
        assert "refused" not in str(error)  # noqa: PT017 (SILENT ones do not fail)
    assert not asked


UPDATES = [
    "LOAD <%s>",
    "load silent <%s> into graph <x:y>",
    "INSERT DATA { <a:b> <a:c> <a:d> }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <x:y> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP DEFAULT",
    "PREFIX a: <x:>\n# c\nCREATE GRAPH a:b",
    "COPY DEFAULT TO <x:y>",
    "MOVE <x:y> TO DEFAULT",
    "ADD <x:y> TO DEFAULT",
]


@pytest.mark.parametrize("text", UPDATES)
def test_updates_are_refused(ready: Stored, text: str, canary: tuple[str, list[str]]) -> None:
    address, asked = canary
    with pytest.raises(QueryError, match="is refused: the graph is made from the notes"):
        ready.run(text.replace("%s", address))
    assert not asked


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <%s>",
        "FROM NAMED <%s>",
        "from <file:///etc/passwd>",
        "PREFIX e: <http://e.org/>\nFROM e:x",
    ],
)
def test_from_outside_the_store_is_refused(
    ready: Stored, clause: str, canary: tuple[str, list[str]]
) -> None:
    address, asked = canary
    head, _, tail = clause.replace("%s", address).rpartition("\n")
    with pytest.raises(QueryError, match="names no layer"):
        ready.run(f"{head}\nSELECT * {tail} {{ ?s ?p ?o }}")
    assert not asked


def test_from_a_layer_is_read(ready: Stored) -> None:
    answer = ready.run("SELECT ?m FROM vk:layer\\/asserted { ?m vk:derivedFrom ?x }")
    assert len(answer.rows) == 7
    assert [one for one in GRAPHS if one.endswith("asserted")]
    assert not ready.run(
        "SELECT ?m FROM <https://w3id.org/vaultkit/ns#layer/background> { ?m vk:derivedFrom ?x }"
    ).rows


def test_words_that_only_look_dangerous_pass(ready: Stored) -> None:
    text = 'SELECT ?service ?load { ?service vk:quote "SERVICE <x> LOAD" . OPTIONAL { ?load vk:insert ?service } } # DROP'
    assert ready.run(text).rows == ()


def test_an_answer_is_cut_and_says_so(ready: Stored) -> None:
    assert ready.run("SELECT * { ?a ?b ?c . ?d ?e ?f }", Limits(rows=500)).cut == "rows"
    assert len(ready.run("SELECT * { ?a ?b ?c . ?d ?e ?f }", Limits(rows=500)).rows) == 500
    assert ready.run("SELECT * { ?a ?b ?c }", Limits(bytes=500)).cut == "bytes"
    assert ready.run("SELECT * { ?a ?b ?c } LIMIT 3").cut == ""


def test_the_worker_can_open_no_file_once_the_query_runs(tmp_path: Path, ready: Stored) -> None:
    from vaultkit.graph.store import make_store

    assert isinstance(ready.source, bytes)
    folder = tmp_path / "store"
    make_store(folder, ready.source)
    before = sorted(one.name for one in folder.iterdir())
    on_disk = Stored(folder, ready.lexicon, ready.prefixes)
    text = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert on_disk.run(text).rows == ready.run(text).rows
    assert sorted(one.name for one in folder.iterdir()) == before


def test_a_syntax_error_says_where(ready: Stored) -> None:
    with pytest.raises(QueryError, match=r"query:1:\d+: can not read the query"):
        ready.run("SELECT ?x { ?x ")


def test_the_default_limits_are_those_of_the_docs() -> None:
    assert verb.Limits() == Limits(5.0, 512 * 2**20, 100_000, 64 * 2**20)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_no_worker_outlives_an_interrupted_query(tmp_path: Path, ready: Stored) -> None:
    assert isinstance(ready.source, bytes)
    data = tmp_path / "quads"
    data.write_bytes(ready.source)
    code = (
        "import sys; from pathlib import Path; from vaultkit.query.query import *\n"
        "run_query(Path(sys.argv[1]).read_bytes(), sys.argv[2], {}, limits=Limits(60, 2**33))"
    )
    query = DEATHS["cross product"]
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(data), query], stderr=subprocess.DEVNULL
    )
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    end = time.monotonic() + 20
    workers: list[str] = []
    while not workers and time.monotonic() < end:
        time.sleep(0.05)
        workers = children.read_text(encoding="ascii").split()
    assert workers
    time.sleep(0.5)
    parent.send_signal(signal.SIGINT)
    parent.wait(timeout=10)
    end = time.monotonic() + 1
    while Path(f"/proc/{workers[0]}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not Path(f"/proc/{workers[0]}").exists()
