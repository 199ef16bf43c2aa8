"""The addresses below `/assets/`: what is served, how long it may be kept, and nothing else."""

import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import routes
from components.web import address, asset_content, asset_names, content_hash, font
from components.web import asset as module
from components.web.font import FONT, font_of, headline_font


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=routes()))


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put the package into a directory of the test's own."""
    monkeypatch.setattr(module, "__file__", str(tmp_path / "asset.py"))
    module._own_files.cache_clear()
    yield tmp_path
    module._own_files.cache_clear()


def test_plotly_every_script_and_one_style_sheet_are_served(client: TestClient) -> None:
    found = Path(module.__file__).parent.rglob("*.js")
    scripts = {path.name for path in found if path.parent.name != module.EDITIONS}
    assert asset_names() == scripts | {"plotly.min.js", "style.css", "headline.woff2"}
    for name in asset_names():
        answer = client.get("/" + address(name))
        assert answer.status_code == 200
        content = asset_content(name)
        assert answer.content == (content if isinstance(content, bytes) else content.read_bytes())
        assert answer.headers["x-content-type-options"] == "nosniff"
        kinds = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
        assert answer.headers["content-type"] == kinds.get(name.rpartition(".")[2], "font/woff2")


def test_a_script_names_what_it_imports_by_its_hash_and_changes_with_it(directory: Path) -> None:
    (directory / "outer.js").write_text('import {\n  one,\n} from "./in-ner.js";\n')
    (directory / "in-ner.js").write_text("export const one = 1;\n")
    before = address("outer.js")
    assert (
        asset_content("outer.js")
        == (
            f'import {{\n  one,\n}} from "./in-ner.js?v={content_hash("in-ner.js")[:12]}";\n'
        ).encode()
    )
    (directory / "in-ner.js").write_text("export const one = 10;\n")
    assert address("outer.js") != before


def test_a_script_is_served_without_its_notes_and_with_its_lines(directory: Path) -> None:
    (directory / "own.js").write_text(
        "// one\n/**\n * @param {A} a\n */\nconst f = (a) =>\n  /** @type {B} */ (a); // b\n"
        "  /** @type {C} */\nconst c = `x // y`;\n"
    )
    assert asset_content("own.js") == (
        b"\n\n\n\nconst f = (a) =>\n  /** @type {B} */ (a); // b\n\nconst c = `x // y`;\n"
    )


def test_no_script_imports_another_without_its_hash() -> None:
    for name in asset_names() - {"plotly.min.js", FONT}:
        content = asset_content(name)
        assert isinstance(content, bytes)
        assert not re.search(rb'^(import|export) [^;]*\.js"', content, re.MULTILINE), name


def test_styles_of_files_that_need_no_server_are_not_served(directory: Path) -> None:
    (directory / "editions").mkdir()
    (directory / "editions" / "only_files.css").write_text("p { color: red; }\n")
    (directory / "own.css").write_text("/* why */\np {\n  margin: 0;\n}\n")
    served = asset_content("style.css")
    assert isinstance(served, bytes) and b"red" not in served
    layers = "@layer base, components, pages, paper;\n"
    assert module.style_of(["only_files.css"]) == f"{layers}p {{ color: red; }}\n"
    assert module.style_of(["own.css"]) == f"{layers}p {{\nmargin: 0;\n}}\n"


def test_the_styles_of_a_folder_stand_in_its_layer(directory: Path) -> None:
    (directory / "pages").mkdir()
    (directory / "pages" / "people.css").write_text("p {}\n")
    (directory / "own.css").write_text("a {}\n")
    layers = "@layer base, components, pages, paper;\n"
    assert asset_content("style.css") == f"{layers}a {{}}\n@layer pages {{\np {{}}\n}}\n".encode()


def test_an_address_with_the_hash_may_be_kept_for_ever(client: TestClient) -> None:
    answer = client.get("/" + address("plotly.min.js"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?v=%ff"])
def test_any_other_address_is_asked_for_each_time(client: TestClient, query: str) -> None:
    answer = client.get(f"/assets/plotly.min.js{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_a_browser_that_has_the_file_is_told_so_in_few_bytes(client: TestClient) -> None:
    etag = client.get("/assets/plotly.min.js").headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        answer = client.get("/assets/plotly.min.js", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag
    answer = client.get("/assets/plotly.min.js", headers={"If-None-Match": '"other"'})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assets/",
        "/assets/source.py",
        "/assets/__init__.py",
        "/assets/plot",
        "/assets/plot/plot.js",
        "/assets/PLOTLY.MIN.JS",
        "/assets/plotly.min.js/",
        "/assets/plotly.min.js%00",
        "/assets/..%2f..%2f..%2fapp.py",
        "/assets/%2e%2e/%2e%2e/app.py",
        "/assets/%2fetc%2fpasswd",
        "/assets//etc/passwd",
        "/assets/..%5c..%5capp.py",
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.text in {"There is no such file.", "Not Found"}


def test_nothing_can_be_sent_there(client: TestClient) -> None:
    assert client.post("/assets/plotly.min.js", content=b"x").status_code == 405


def test_a_file_that_changes_gets_a_new_address_and_its_new_content(
    directory: Path, client: TestClient
) -> None:
    path = directory / "own.js"
    path.write_text("export default 1\n")
    before = address("own.js")
    path.write_text("export default 20\n")
    after = address("own.js")
    assert before != after
    assert client.get(after).text == "export default 20\n"
    assert "immutable" in client.get(after).headers["cache-control"]
    assert client.get(before).headers["cache-control"] == "no-cache"


def test_two_files_of_one_name_are_refused(directory: Path) -> None:
    for place in ("one", "two"):
        (directory / place).mkdir()
        (directory / place / "same.css").write_text("")
    with pytest.raises(ValueError, match=r"two assets are called same\.css"):
        asset_names()


def test_an_unknown_name_has_no_address() -> None:
    with pytest.raises(KeyError):
        address("unknown.js")


@pytest.mark.parametrize("base", ["tl", "/tl/"])
def test_everything_stands_below_the_base_path(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", {"server.baseUrlPath": base}.get)
    short = content_hash("plotly.min.js")[:12]
    assert address("plotly.min.js") == f"assets/plotly.min.js?v={short}"
    client = TestClient(Starlette(routes=routes()))
    assert client.get("/tl/" + address("plotly.min.js")).status_code == 200
    assert client.get("/assets/plotly.min.js").status_code == 404
    assert client.get("/readyz").status_code == 404


def test_no_mathjax_is_served_and_nothing_fetches_it() -> None:
    # Plotly sets $...$ as formulas, links in them included, wherever MathJax is on the page
    static = Path(st.__file__).parent / "static"
    served = [*asset_names(), *(path.name for path in static.rglob("*"))]
    assert len(served) > 50
    assert not [name for name in served if "mathjax" in name.lower()]
    for name in asset_names():
        content = asset_content(name)
        text = (content if isinstance(content, bytes) else content.read_bytes()).lower()
        assert b"mathjax@" not in text and b"/mathjax" not in text, name
        if name != "plotly.min.js":
            assert b"mathjax" not in text, name


def test_the_font_of_headlines_is_small_and_has_the_letters_of_latin_scripts() -> None:
    assert headline_font().startswith(b"wOF2")
    assert len(headline_font()) < 30_000
    letters = TTFont(BytesIO(headline_font())).getBestCmap()
    assert {*map(ord, "AZaz09éßŁő“”→≠")} <= letters.keys()
    assert ord("Ж") not in letters


def test_a_page_may_have_any_letters_and_its_font_has_those_that_it_knows() -> None:
    written = font_of("Aé贸😀\x00\ud83d")
    head, _, content = written.partition(",")
    assert head == "data:font/woff2;base64"
    assert TTFont(BytesIO(b64decode(content))).getBestCmap().keys() == {*map(ord, "Aé")}


def test_the_style_sheet_names_the_font_by_its_hash() -> None:
    style = asset_content("style.css")
    assert isinstance(style, bytes)
    assert f'url("headline.woff2?v={content_hash(FONT)[:12]}")'.encode() in style


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where the font is kept during a test."""
    monkeypatch.setattr(font, "kept_at", lambda: tmp_path / "kept" / "font.woff2")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    headline_font.cache_clear()
    yield tmp_path / "kept"
    headline_font.cache_clear()


def test_the_font_is_made_once_and_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.mkdir()
    made = headline_font()
    assert [file.read_bytes() for file in kept.iterdir()] == [made]
    monkeypatch.setattr(font, "_make", lambda: pytest.fail("it was kept"))
    headline_font.cache_clear()
    assert headline_font() == made


def test_a_folder_that_cannot_be_written_costs_time_alone(kept: Path) -> None:
    assert headline_font().startswith(b"wOF2")
    assert not kept.exists()


def test_where_python_keeps_nothing_the_font_is_not_kept_either(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.mkdir()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert headline_font().startswith(b"wOF2")
    assert not list(kept.iterdir())


def test_scripts_of_one_file_have_no_name_in_common() -> None:
    files = module._own_files()
    scripts = module._with_imports("edition.js", files)
    named = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function)\*? (\w+)", re.M)
    names = [name for script in scripts for name in named.findall(files[script].read_text())]
    assert len(scripts) > 5
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))
