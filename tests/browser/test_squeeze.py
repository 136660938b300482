"""What a page carries of its scripts and style sheets is shorter, and does the same."""

from __future__ import annotations

import pytest

from vaultkit.export.views.squeeze import squeeze_script, squeeze_style


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("const a = 1; // said\nconst b = 'x  //  y';", "const a=1;\nconst b='x  //  y';"),
        ("/** long\n * words */\nlet  a ;", "let a;"),
        ("a = b / c / d;", "a=b / c / d;"),
        ("x.replace(/[/ ]+ /g, ' ')", "x.replace(/[/ ]+ /g,' ')"),
        ("return / a/.test(b)", "return / a/.test(b)"),
        ("`a  ${b + `c  ${d}`}  e` + f", "`a  ${b + `c  ${d}`}  e` + f"),
        ("a + ++b; a - -b", "a + ++b;a - -b"),
        ("if (a in b) return  x", "if(a in b)return x"),
        ("a\n\n\n  b()", "a\nb()"),
        (r"const q = '\'  ';", r"const q='\'  ';"),
    ],
)
def test_a_script_keeps_its_meaning(given: str, made: str) -> None:
    assert squeeze_script(given) == made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a { color : red; }", "a{color :red}"),
        ("/* b */ a > b, c { margin: 0 1px; }", " a>b,c{margin:0 1px}"),
        ('.x::after { content: " ( a ; b )"; }', '.x::after{content:" ( a ; b )"}'),
        ("a { width: calc(100% - 2px); }", "a{width:calc(100% - 2px)}"),
        ("a :hover { b: c }", "a :hover{b:c}"),
    ],
)
def test_a_style_sheet_keeps_its_meaning(given: str, made: str) -> None:
    assert squeeze_style(given) == made
