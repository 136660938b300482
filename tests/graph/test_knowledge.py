"""The shipped names of the field: their form, and that no two of them are one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

from vaultkit.graph.store import parse_turtle
from vaultkit.graph.vocab import ID, knowledge, knowledge_path, schema

NAMES = {str(one.id): one for one in knowledge()}
GROUPS = {"model-series": "model", "model-variant": "model", "benchmark": "dataset"}
# Forms that mean two things of one kind, and are meant to: context decides.
INTENDED = {
    ("model", "llama"),  # LLaMA, the first release, and Llama, the series that it opened
}


def folded(name: str) -> str:
    """Fold what name matching folds: case, spaces, hyphens, dashes and apostrophes."""
    return re.sub(r"[\s\-_–—‑’']+", "", unicodedata.normalize("NFKC", name)).casefold()  # noqa: RUF001


def months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])


def test_there_are_as_many_as_a_reader_of_the_field_needs() -> None:
    count = Counter(GROUPS.get(one.kind, one.kind) for one in NAMES.values())
    assert count["model"] >= 300
    assert count["technique"] >= 150
    assert count["dataset"] >= 100
    assert count["organization"] >= 80


def test_no_form_names_two_things_of_one_kind() -> None:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in NAMES.values():
        for form in (one.label, *one.aliases, *one.hidden, *one.cued):
            seen[GROUPS.get(one.kind, one.kind), folded(form)].add(one.id)
    assert {form: ids for form, ids in seen.items() if len(ids) > 1}.keys() == INTENDED


def test_no_form_is_said_twice_of_one_thing() -> None:
    for one in NAMES.values():
        forms = [folded(form) for form in (one.label, *one.aliases, *one.hidden, *one.cued)]
        assert len(forms) == len(set(forms)), one.id


def test_a_label_that_names_things_of_two_kinds_is_plain_for_one_of_them_at_most() -> None:
    seen = defaultdict(set)
    for one in NAMES.values():
        if not one.needs_cue and (one.id.split("/")[0], folded(one.label)) not in INTENDED:
            seen[folded(one.label)].add(one.id)
    assert [ids for ids in seen.values() if len(ids) > 1] == []


def test_each_has_a_source_on_the_web() -> None:
    assert [one.id for one in NAMES.values() if not re.match(r"https?://\S+$", one.source)] == []


def test_each_thing_is_told_in_one_place() -> None:
    text = knowledge_path().read_text("utf-8")
    told = Counter(re.findall(r"(?m)^([a-z]+:\S+) a vk:", text))
    assert [one for one, times in told.items() if times > 1] == []


def test_ids_stand_under_our_base_and_say_their_kind() -> None:
    subjects = {subject for subject, _, _ in parse_turtle(knowledge_path().read_text("utf-8"))}
    for subject in subjects:
        assert subject.startswith(ID)
        assert re.fullmatch(r"[a-z-]+/[a-z0-9][a-zA-Z0-9.-]*", subject.removeprefix(ID)), subject
    assert subjects == {ID + one.id for one in NAMES.values()} & subjects


def test_names_refer_to_names_of_the_right_kind() -> None:
    for one in NAMES.values():
        assert one.paper is None or NAMES[one.paper].kind == "paper", one.id
        assert one.developer is None or NAMES[one.developer].kind == "organization", one.id
        assert all(NAMES[up].kind == "technique" for up in one.broader), one.id
        if one.part_of is not None:
            whole = NAMES[one.part_of].kind
            allowed = {
                "model-variant": {"model", "model-series"},
                "model": {"model-series", "model"},
                "model-series": {"model-series"},
                "organization": {"organization"},
            }
            assert whole in allowed[one.kind], one.id
        assert one.kind != "model-variant" or one.part_of, one.id


def test_dates_are_months_of_the_field() -> None:
    for one in NAMES.values():
        if one.released is not None:
            assert re.fullmatch(r"(199\d|20[0-2]\d)-(0[1-9]|1[0-2])", one.released), one.id


def test_release_and_arxiv_id_agree_within_a_year() -> None:
    # A paper may come half a year after the model (Falcon), or a release after the paper.
    for one in NAMES.values():
        paper = NAMES[one.paper] if one.paper else None
        if one.released and paper and paper.released and one.kind.startswith("model"):
            assert abs(months(one.released) - months(paper.released)) < 12, one.id


def test_a_part_is_not_older_than_its_whole() -> None:
    for one in NAMES.values():
        whole = NAMES[one.part_of] if one.part_of else None
        if one.released and whole and whole.released:
            assert one.released >= whole.released, one.id


def test_papers_are_named_by_their_arxiv_id() -> None:
    for one in NAMES.values():
        if one.kind == "paper" and one.id.startswith("paper/arxiv-"):
            number = one.id.removeprefix("paper/arxiv-")
            assert one.source == f"https://arxiv.org/abs/{number}"
            assert one.released == f"20{number[:2]}-{number[2:4]}"


def test_every_technique_hangs_in_the_tree() -> None:
    for one in NAMES.values():
        seen: set[str] = set()
        queue = [one.id] if one.kind == "technique" else []
        while queue:
            here = queue.pop()
            assert here not in seen or len(NAMES[here].broader) > 1, f"{one.id} is above itself"
            seen.add(here)
            queue.extend(NAMES[here].broader)
        if one.kind == "technique" and not one.broader:
            assert one.id.split("/")[1] in schema_tops(), one.id


def schema_tops() -> set[str]:
    text = "architecture tokenizer objective training alignment adaptation compression optimizer"
    return {*text.split(), "parallelism", "inference", "data-method"}


def test_what_goes_with_the_weights_is_inherited_down_the_tree() -> None:
    assert NAMES["technique/gqa"].heritable
    assert NAMES["technique/bpe"].heritable
    assert not NAMES["technique/dpo"].heritable


def test_a_model_of_one_size_has_no_part_with_another() -> None:
    sizes = {one.id: one.only_size for one in NAMES.values() if one.only_size}
    assert len(sizes) > 100
    assert [one for one in sizes.values() if not re.fullmatch(r"\d+(\.\d+)?[MBT]", one)] == []
    for one in NAMES.values():
        size = re.search(r"\b\d+(?:\.\d+)?[MBT]\b", one.label)
        if size and one.part_of in sizes:
            assert size[0] == sizes[one.part_of], one.id


def test_everyday_words_need_a_cue() -> None:
    words = {"orca", "phi", "gemini", "claude", "falcon", "command", "bard", "dolphin", "reformer"}
    words |= {"flan", "mistral", "grok", "whisper", "mamba", "arc", "sat", "ray", "triton", "lion"}
    for one in NAMES.values():
        if folded(one.label) in words:
            assert one.needs_cue, one.id


def test_only_terms_of_the_schema_are_used() -> None:
    used = set(re.findall(r"\bvk:(\w+)", knowledge_path().read_text("utf-8")))
    assert used <= {*schema().classes, *schema().properties, "techniques"}
