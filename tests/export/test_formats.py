"""Each export is read again by another library, and is the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import networkx as nx
import pytest
import rdflib
import yaml12

from graph.sample import BASE, CLAIMS, claim, entity, graph
from vaultkit.errors import UnknownName
from vaultkit.export.export import is_ours
from vaultkit.export.format import Source, find_format, for_others, format_names
from vaultkit.graph.network import to_networkx
from vaultkit.graph.rdf import to_dataset, to_rdf
from vaultkit.graph.terms import ALL_LAYERS, VK, graph_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

pytestmark = [
    # rdflib's own readers of JSON-LD and N-Quads use what rdflib deprecates.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
]
ROOT = Path(__file__).resolve().parents[2]
EXPORTS = [name for name in format_names() if not find_format(name).pages]
EVIL = '<b>"]&amp;\x07\n%%{init}\\ |'


def written(name: str, source: Source | None = None) -> dict[str, str]:
    made = find_format(name).write(source or Source(graph(), BASE))
    return {f"graph{find_format(name).suffix}": made} if isinstance(made, str) else dict(made)


def xml_of(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 (our own output, not a stranger's)


def only(files: Mapping[str, str]) -> str:
    (text,) = files.values()
    return text


def test_all_the_formats_are_there() -> None:
    assert set(EXPORTS) >= {
        "turtle", "ntriples", "nquads", "jsonld", "graphml", "json", "csv", "mermaid", "canvas",
        "svg", "hf",
    }  # fmt: skip
    with pytest.raises(UnknownName, match="graphml"):
        find_format("grapml")


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_graph_gives_the_same_bytes(name: str) -> None:
    assert written(name) == written(name, Source(graph(list(reversed(CLAIMS))), BASE))


@pytest.mark.parametrize("name", EXPORTS)
def test_vaultkit_knows_its_own_files_again(name: str, tmp_path: Path) -> None:
    for file, text in written(name).items():
        (tmp_path / file).write_bytes(text.encode("utf-8", "replace"))
        assert is_ours(tmp_path / file)


@pytest.mark.parametrize(
    ("name", "form"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")]
)
def test_rdf_is_read_by_rdflib(name: str, form: str) -> None:
    back = rdflib.Graph().parse(data=only(written(name)), format=form)
    assert set(back) == set(to_rdf(graph(), BASE))


def test_nquads_hold_every_layer() -> None:
    back = rdflib.Dataset()
    back.parse(data=only(written("nquads")), format="nquads")
    other = to_dataset(graph(), BASE)
    for layer in ("vocabulary", *ALL_LAYERS):
        name = rdflib.URIRef(graph_name(layer))
        assert set(back.graph(name)) == set(other.graph(name))


def test_graphml_and_node_link_are_read_by_networkx() -> None:
    view = to_networkx(graph())
    for back in (
        nx.parse_graphml(only(written("graphml")), force_multigraph=True),
        nx.node_link_graph(json.loads(only(written("json"))), edges="edges"),
    ):
        assert set(back.nodes) == set(view.nodes)
        assert {(u, v, d["predicate"]) for u, v, d in back.edges(data=True)} == set(view.edges)
        assert back.nodes["model/orca"]["parameterCount"] == 13_000_000_000


def test_csv_holds_things_and_facts() -> None:
    files = written("csv")
    nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"])))
    edges = list(csv.DictReader(io.StringIO(files["edges.csv"])))
    assert {one["id"] for one in nodes} == set(graph().entities)
    view = to_networkx(graph())
    assert {
        (one["source"], one["target"], one["predicate"]) for one in edges if one["target"]
    } == set(view.edges)
    assert any(one["value"] == "13000000000" and not one["target"] for one in edges)


CANVAS = {
    "type": "object",
    "required": ["nodes", "edges"],
    "additionalProperties": False,
    "properties": {
        "nodes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "x", "y", "width", "height"],
                "properties": {
                    "id": {"type": "string"},
                    "type": {"enum": ["text", "file", "link", "group"]},
                    "x": {"type": "integer"},
                    "y": {"type": "integer"},
                    "width": {"type": "integer", "minimum": 1},
                    "height": {"type": "integer", "minimum": 1},
                    "color": {"type": "string", "pattern": "^([1-6]|#[0-9a-fA-F]{6})$"},
                },
                "oneOf": [
                    {"properties": {"type": {"const": "text"}}, "required": ["text"]},
                    {"properties": {"type": {"const": "file"}}, "required": ["file"]},
                ],
            },
        },
        "edges": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "fromNode", "toNode"],
                "properties": {
                    "fromSide": {"enum": ["top", "right", "bottom", "left"]},
                    "toSide": {"enum": ["top", "right", "bottom", "left"]},
                    "label": {"type": "string"},
                },
            },
        },
    },
}
"""JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0/), as much of it as is used."""


def test_the_canvas_is_valid_and_laid_out_by_date() -> None:
    data = json.loads(only(written("canvas")))
    jsonschema.validate(data, CANVAS)
    nodes = {one["id"]: one for one in data["nodes"]}
    assert len(nodes) == len(data["nodes"])
    assert all(one["fromNode"] in nodes and one["toNode"] in nodes for one in data["edges"])
    places = [(one["x"], one["y"]) for one in data["nodes"]]
    assert len(set(places)) == len(places), "no card lies on another"
    at = {one.get("file") or one["text"].split("\n")[0].strip("*"): one for one in data["nodes"]}
    assert at["LLaMA"]["x"] < at["Llama 2"]["x"] == at["Mistral 7B"]["x"] < at["Goliath"]["x"]
    assert at["Orca.md"]["type"] == "file"


def test_the_picture_is_svg_without_script() -> None:
    root = xml_of(only(written("svg")))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(root.itertext())
    assert "Orca" in text
    assert not [one for one in root.iter() if one.tag.endswith("}script")]
    assert "http://" not in re.sub(r"http://www\.w3\.org/[\w/]+", "", only(written("svg")))


def test_model_cards_are_yaml_with_the_keys_of_the_hub() -> None:
    cards: dict[str, Any] = {
        name: yaml12.parse_yaml(text.strip().removeprefix("---").removesuffix("---"))
        for name, text in written("hf").items()
    }
    assert cards["zephyr.md"] == {
        "model_name": "Zephyr",
        "base_model": ["Mistral 7B"],
        "base_model_relation": "finetune",
        "datasets": ["ShareGPT"],
        "license": "mit",
    }
    assert cards["goliath.md"]["base_model_relation"] == "merge"
    assert cards["guanaco.md"]["base_model_relation"] == "adapter"
    assert cards["llama-2.md"]["license_name"] == "Llama 2 Community License"


def test_mermaid_has_every_step_of_a_derivation() -> None:
    text = only(written("mermaid"))
    assert text.startswith("%% made by vaultkit export\nflowchart TD\n")
    assert text.count("-->") == sum(
        one.predicate
        in {"fineTunedFrom", "successorOf", "mergeOf", "adapterOf", "trainedOnOutputsOf"}
        and one.status == "accepted"
        for one in CLAIMS
    )


@pytest.fixture(scope="module")
def mermaid() -> Callable[[str], dict[str, Any]]:
    """Return what reads a diagram with Mermaid's own parser, in node."""
    home = Path(os.environ.get("VAULTKIT_MERMAID", ROOT / ".mermaid"))
    if shutil.which("node") is None:
        pytest.skip("node is not here")
    if not (home / "node_modules" / "mermaid").is_dir():
        pytest.skip("mermaid is not here: npm install --prefix .mermaid mermaid@11 jsdom")

    def read(text: str) -> dict[str, Any]:
        done = subprocess.run(
            ["node", Path(__file__).with_name("mermaid.mjs"), home],
            input=text, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return read


def test_mermaid_is_read_by_mermaid(mermaid: Callable[[str], dict[str, Any]]) -> None:
    found = mermaid(only(written("mermaid")))
    assert found["type"].startswith("flowchart")
    assert {"LLaMA", "Vicuna 13B", "Orca", "GPT-4"} <= set(found["vertices"].values())
    edges = {tuple(one[:3]) for one in found["edges"]}
    assert ("LLaMA", "fine-tuned from", "Vicuna") in edges
    assert ("Vicuna 13B", "fine-tuned from", "Orca") in edges
    assert ("LLaMA", "successor of", "Llama 2") in edges
    dashed = {tuple(one[:3]) for one in found["edges"] if one[3] == "dotted"}
    assert ("Llama 2", "part of", "Llama 2 70B") in dashed
    assert ("LLaMA", "fine-tuned from", "Vicuna") not in dashed


def test_mermaid_reads_hostile_names_as_names(mermaid: Callable[[str], dict[str, Any]]) -> None:
    names = [
        EVIL,
        'a"] --> b["c',
        "end",
        "x --> y",
        "%% no",
        "`code`",
        "a\nb",
        "é 模型 🐋",
        "#quot;",
        "click m1 call x()",
    ]
    things = [entity("model", one, key=f"model/evil-{at}") for at, one in enumerate(names)]
    said = [claim("orca", "fineTunedFrom", one.id) for one in things]
    found = mermaid(
        only(written("mermaid", Source(graph(said, [*things, entity("model", "Orca")]), BASE)))
    )
    assert len(found["vertices"]) == len(names) + 1
    assert len(found["edges"]) == len(names)
    assert {one[2] for one in found["edges"]} == {"Orca"}


@pytest.mark.parametrize("name", EXPORTS)
def test_hostile_names_are_text_everywhere(name: str) -> None:
    named = [
        entity("model", EVIL, key="model/evil"),
        entity("model", "Orca"),
        entity("dataset", EVIL, key="dataset/evil"),
    ]
    said = [
        claim("orca", "fineTunedFrom", "model/evil", quote=EVIL),
        claim("orca", "fineTunedOn", "dataset/evil", quote=EVIL),
    ]
    files = written(name, Source(graph(said, named), BASE))
    text = "".join(files.values())
    readers: dict[str, Any] = {
        "turtle": lambda: rdflib.Graph().parse(data=text, format="turtle"),
        "ntriples": lambda: rdflib.Graph().parse(data=text, format="nt"),
        "nquads": lambda: rdflib.Dataset().parse(data=text, format="nquads"),
        "jsonld": lambda: rdflib.Graph().parse(data=text, format="json-ld"),
        "graphml": lambda: xml_of(text),
        "json": lambda: json.loads(text),
        "canvas": lambda: jsonschema.validate(json.loads(text), CANVAS),
        "svg": lambda: xml_of(text),
        "hf": lambda: yaml12.parse_yaml(files["orca.md"].strip().strip("-")),
    }
    readers.get(name, lambda: None)()
    if name in {"svg", "mermaid"}:
        assert "<b>" not in text


CANARY = "zebrafinch"


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_made_for_others_tells_nothing_of_the_vault(name: str) -> None:
    said = [
        replace(one, quote=f"{CANARY} {one.quote}", heading=CANARY, raw=CANARY) for one in CLAIMS
    ]
    whole = graph(said)
    private = next(path for path, note in whole.notes.items() if note.private)
    secret = [
        claim("nightjar", "fineTunedFrom", "model/llama-1", note=private, quote="nightjar", line=77)
    ]
    whole = graph([*said, *secret], [*whole.entities.values(), entity("model", "Nightjar")])
    files = written(name, for_others(Source(whole, f"urn:vaultkit:{CANARY}:")))
    text = "\n".join([*files, *files.values()])
    assert CANARY not in text
    assert "nightjar" not in text.lower()
    for path in whole.notes:
        assert path not in text
        assert path.replace(" ", "%20") not in text
    assert VK + "quote" not in text
    assert "vk:quote" not in text


@pytest.mark.parametrize("name", EXPORTS)
def test_an_empty_graph_is_no_trouble(name: str) -> None:
    assert isinstance(written(name, Source(graph([], []), BASE)), dict)
