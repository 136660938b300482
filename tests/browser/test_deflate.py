"""What a large page is packed with: zlib unpacks it, and no build of zlib has a say in its bytes."""

from __future__ import annotations

import hashlib
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser import sample
from vaultkit.export.views.deflate import deflate
from vaultkit.export.views.vault_map import vault_page

SIZES = {2000: (9000, 150_000), 10_000: (45_000, 500_000)}
"""Notes: links, and the most bytes (design/views 5, criterion 4)."""


def unpacked(data: bytes) -> bytes:
    return zlib.decompress(data, wbits=-15)


@given(st.binary(max_size=3000))
def test_any_bytes_come_back(data: bytes) -> None:
    assert unpacked(deflate(data)) == data


@settings(max_examples=40)
@given(st.lists(st.sampled_from([b"abcd", b"[1,2,", b"\x00" * 300, b"x"]), max_size=400))
def test_repetitions_come_back(parts: list[bytes]) -> None:
    data = b"".join(parts)
    packed = deflate(data)
    assert unpacked(packed) == data
    if len(data) > 4000:
        assert len(packed) < len(data) / 2


def test_blocks_and_distances_to_the_end() -> None:
    data = b"".join(b"%d," % (at * at % 99_991) for at in range(60_000)) + b"z" * 70_000
    assert unpacked(deflate(data)) == data


def test_codes_that_would_be_too_long_are_kept_short() -> None:
    a, b, data = 1, 1, bytearray()
    for value in range(24):  # Fibonacci: the worst there is for Huffman's codes
        data += bytes([value * 7]) * a
        a, b = b, a + b
    shuffled = bytes(data[at * 7919 % len(data)] for at in range(len(data)))
    assert unpacked(deflate(shuffled)) == shuffled


def test_the_same_bytes_on_every_machine() -> None:
    data = "".join(f"Note {at} of {at % 7};" for at in range(5000)).encode()
    assert hashlib.sha256(deflate(data)).hexdigest() == (
        "dbbd6fcde2926a149e88a76f6b8cb08421b72727d75465bcb492b56ffdb02056"
    )


@pytest.mark.parametrize("count", sorted(SIZES))
def test_a_vault_page_keeps_its_size(count: int) -> None:
    links, most = SIZES[count]
    html = vault_page(sample.vault(count, links), vault_name="v")
    assert '"packed":' in html
    assert len(html.encode()) <= most
