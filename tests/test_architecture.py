"""Packages import only earlier stages, and nothing dangerous is used."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = (
    *("events", "wording", "imports", "drafts", "merges", "frames", "selection", "figures"),
    *("exports", "sources", "web", "pages", "editions", "streamlit_app", "server", "commands"),
    "app.py",
)
BELOW_SOURCES = STAGES[: STAGES.index("sources")]
CODE = [ROOT / "app.py", ROOT / "__main__.py", *sorted((ROOT / "components").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted((ROOT / "components" / "web").rglob("*.js"))

# The stages that alone may import a library.
OWNERS = {
    "yaml": {"events", "imports"},
    "pydantic": {"events", "imports", "merges"},
    "plotly": {"figures"},
    "streamlit": {"streamlit_app", "server", "app.py"},
    "starlette": {"server"},
}
# Below the sources the same values give the same answer, at any time and on any machine.
OUTSIDE_WORLD = {"os", "time", "random", "secrets", "uuid", "tempfile", "socket", "subprocess"}
CLOCK_READERS = {"now", "utcnow", "today"}

BANNED_MODULES = {
    "pickle": "runs what a file says",
    "marshal": "runs what a file says",
    "shelve": "runs what a file says",
    "streamlit.components.v1": "puts HTML into the page",
}
BANNED_KEYWORDS = {
    "unsafe_allow_html": "lets text of the log become HTML",
    "unsafe_allow_javascript": "lets text of the log become a script",
}
STREAMLIT_NAMES = {"st", "streamlit", "components", "st.components.v1", "streamlit.components.v1"}
BANNED_CALLS = {
    "eval": "runs text",
    "exec": "runs text",
    "__import__": "hides an import from this test",
    "import_module": "hides an import from this test",
    "os.system": "runs text",
    "os.popen": "runs text",
}
# A pattern from a reader or from a log can keep a processor busy for minutes.
PATTERN_METHODS = {"contains", "match", "fullmatch", "extract", "findall", "replace", "split"}
# Caches without a bound, of functions that are asked for no more than the code has.
BOUNDED_BY_THE_CODE = {"slots_of", "_leads"}
# What turns text into elements or into a script.
BANNED_IN_SCRIPTS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|srcdoc)\b"
    r"|\bset(?:HTML|HTMLUnsafe)\b|\bdocument\s*\.\s*write|\beval\b|\bnew\s+Function\b"
    r"|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]|\bjavascript:"
)
# libyaml's composer overflows the C stack on deep nesting, and the process with it.
BANNED_READERS = {
    *("load", "load_all", "safe_load", "safe_load_all", "full_load", "full_load_all"),
    *("unsafe_load", "unsafe_load_all", "compose", "compose_all"),
    *("Loader", "CLoader", "SafeLoader", "CSafeLoader", "FullLoader", "CFullLoader"),
    *("UnsafeLoader", "CUnsafeLoader"),
}


def stage(path: Path) -> str:
    """Return the stage that a file belongs to, "" for the map of the house itself."""
    parts = path.relative_to(ROOT).parts
    if parts == ("__main__.py",):
        return "commands"
    return parts[0] if len(parts) == 1 else parts[1] if len(parts) > 2 else ""


@cache
def nodes(tree: ast.AST) -> list[ast.AST]:
    """Return a tree and all below it: a file is walked once for all rules."""
    return list(ast.walk(tree))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything imported, wherever it stands."""
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """Return a name such as `st.html` as it is written, "" for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def past_the_contents(name: str) -> bool:
    """Tell whether an imported name stands in a module that its package does not pass on.

    `name` is dotted, below `components`; a package's contents are what its `__init__` imports.
    """
    *packages, last = name.split(".")
    if packages[1:] == ["__main__"] or last == "__main__":
        return False  # what a package is called by
    folder = ROOT / "components" / Path(*packages)
    if folder.with_suffix(".py").exists():
        return True
    if not folder.is_dir() or (folder / last).is_dir():
        return False
    contents = parsed(folder / "__init__.py")
    passed_on = {imported.rpartition(".")[2] for _, imported in imports(contents)}
    return last not in passed_on


def import_faults(tree: ast.AST, where: str) -> Iterator[str]:
    """Yield each import that `where`, a stage, may not have."""
    place = STAGES.index(where) if where else -1
    for line, name in imports(tree):
        library, _, rest = name.partition(".")
        if not library:
            yield f"{line}: a relative import hides which stage it comes from"
        elif library == "components":
            other = rest.partition(".")[0]
            if other not in STAGES[: place + 1]:
                yield f"{line}: {where or 'the map'} may not import {other}"
            elif other != where and past_the_contents(rest):
                yield f"{line}: {name} reaches past the contents of {other}"
        elif library in OWNERS and where not in OWNERS[library]:
            yield f"{line}: {where or 'the map'} may not import {library}"


def looks_outside(tree: ast.AST) -> Iterator[str]:
    """Yield each look at the clock, the environment, chance or other processes."""
    for line, name in imports(tree):
        library = name.partition(".")[0]
        if library in OUTSIDE_WORLD:
            yield f"{line}: {library} is the world outside"
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            called = dotted(node.func).rpartition(".")[2]
            if called in CLOCK_READERS:
                yield f"{node.lineno}: {called} reads the clock"


def banned(tree: ast.AST, readers: Set[str] = BANNED_READERS) -> Iterator[str]:
    """Yield each use of what no code of the project may use, `readers` of YAML among it."""
    for line, name in imports(tree):
        yield from (f"{line}: {fault}" for fault in banned_import(name, readers))
    for node in nodes(tree):
        if isinstance(node, ast.keyword) and node.arg in BANNED_KEYWORDS:
            yield f"{node.lineno}: {node.arg} {BANNED_KEYWORDS[node.arg]}"
        elif isinstance(node, ast.Attribute):
            owner = dotted(node.value)
            if node.attr in {"html", "iframe"} and owner in STREAMLIT_NAMES:
                yield f"{node.lineno}: {owner}.{node.attr} puts HTML into the page"
            elif owner == "yaml" and node.attr in readers:
                yield f"{node.lineno}: yaml.{node.attr} is not the way of components.events"
        elif isinstance(node, ast.Call):
            name = dotted(node.func)
            for called in {name, name.rpartition(".")[2]} & BANNED_CALLS.keys():
                yield f"{node.lineno}: {called} {BANNED_CALLS[called]}"
        elif isinstance(node, ast.ExceptHandler) and catches_all(node):
            yield f"{node.lineno}: an error of ours would be swallowed"


def banned_import(name: str, readers: Set[str]) -> Iterator[str]:
    for module, reason in BANNED_MODULES.items():
        if name == module or name.startswith(f"{module}."):
            yield f"{module} {reason}"
    if name == "streamlit.html":
        yield "st.html puts HTML into the page"
    if name.startswith("yaml.") and name.removeprefix("yaml.") in readers:
        yield f"{name} is not the way of components.events"


def catches_all(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = [error and dotted(error).rpartition(".")[2] for error in caught]
    return not {None, "Exception", "BaseException"}.isdisjoint(names)


def open_patterns(tree: ast.AST) -> Iterator[str]:
    """Yield each regular expression that is not written out in the code."""
    for node in nodes(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner, method = dotted(node.func.value), node.func.attr
        words = {word.arg: word.value for word in node.keywords}
        if owner == "re" and method != "escape":
            pattern = node.args[0] if node.args else words.get("pattern")
            if not isinstance(pattern, ast.Constant):
                yield f"{node.lineno}: re.{method} is given what is not written here"
        elif method.endswith("_regex"):
            pattern = node.args[1] if len(node.args) > 1 else words.get("pattern")
            if not (isinstance(pattern, ast.Constant) or dotted(pattern or node).isupper()):
                yield f"{node.lineno}: {method} is given what is not written here"
        elif (owner == "str" or owner.endswith(".str")) and method in PATTERN_METHODS:
            literal, regex = words.get("literal"), words.get("regex")
            is_literal = isinstance(literal, ast.Constant) and literal.value is True
            is_literal |= isinstance(regex, ast.Constant) and regex.value is False
            if not is_literal:
                yield f"{node.lineno}: str.{method} takes its text for a pattern"


def open_caches(tree: ast.AST) -> Iterator[str]:
    """Yield each cache that grows with what readers ask for."""
    for node in nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        arguments = node.args
        asks = bool(
            arguments.posonlyargs or arguments.args or arguments.kwonlyargs or arguments.vararg
        )
        for decorator in node.decorator_list:
            call = decorator if isinstance(decorator, ast.Call) else None
            name = dotted(call.func if call else decorator).rpartition(".")[2]
            sizes = [
                word.value
                for word in (call.keywords if call else ())
                if word.arg in ("maxsize", "max_entries")
            ]
            is_bounded = any(isinstance(size, ast.Constant) and size.value for size in sizes)
            is_without = name in ("lru_cache", "cache_data", "cache_resource") and not is_bounded
            if name == "cache":
                is_without = asks and node.name not in BOUNDED_BY_THE_CODE
            if is_without:
                yield f"{node.lineno}: the cache of {node.name} has no bound"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def faults(rule: Callable[[Path], Iterable[str]], paths: Iterable[Path]) -> list[str]:
    """Return the faults that a rule finds in files, each with its file and line."""
    return [f"{path.relative_to(ROOT)}:{fault}" for path in paths for fault in rule(path)]


def is_command(path: Path) -> bool:
    """Tell whether a file puts stages together as the app does, and meets the world outside."""
    return path.name in ("__main__.py", "command.py")


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """Keep no trees for other tests: to collect garbage among so many nodes takes long."""
    yield
    nodes.cache_clear()
    parsed.cache_clear()


def test_data_travels_one_way_and_each_library_has_its_room() -> None:
    def rule(path: Path) -> Iterator[str]:
        for fault in import_faults(parsed(path), stage(path)):
            if not (is_command(path) and " may not import " in fault):
                yield fault

    assert faults(rule, CODE) == []


def module_graph() -> dict[str, set[str]]:
    """Return for each module below `components` those that it imports as it is loaded."""
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in CODE
    }
    return {
        name: {
            imported if imported in names else imported.rpartition(".")[0]
            for _, imported in imports(parsed(path))
            if imported.startswith("components.")
        }
        - {name}
        for name, path in names.items()
    }


def test_no_module_imports_itself_through_others() -> None:
    TopologicalSorter(module_graph()).prepare()  # raises CycleError, which names the circle


def test_a_circle_of_modules_is_found() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"a": {"b"}, "b": {"c"}, "c": {"a"}}).prepare()


def test_below_the_sources_nothing_looks_outside() -> None:
    below = [path for path in CODE if stage(path) in BELOW_SOURCES and not is_command(path)]
    below.remove(ROOT / "components" / "events" / "replacement.py")  # makes the disk keep a file
    assert faults(lambda path: looks_outside(parsed(path)), below) == []


def test_nothing_banned_is_used() -> None:
    # The benchmark reads the project's own log in PyYAML's fastest way too, to compare.
    compared = ROOT / "tests" / "bench" / "reading.py"

    def rule(path: Path) -> Iterator[str]:
        allowed = {"load", "CSafeLoader"} if path == compared else set()
        return banned(parsed(path), BANNED_READERS - allowed)

    assert faults(rule, [*CODE, *TESTS]) == []


def test_no_test_runs_a_loop_where_the_one_of_the_browser_may_run() -> None:
    """Playwright's loop stays in the thread of whatever test used a browser before."""

    def rule(path: Path) -> Iterator[str]:
        for node in nodes(parsed(path)):
            if isinstance(node, ast.Call) and dotted(node.func) in {"asyncio.run", "anyio.run"}:
                yield f"{node.lineno}: `finished` of tests/loop.py does it beside a browser too"

    assert faults(rule, [path for path in TESTS if path.name.startswith("test_")]) == []


def test_the_commands_speak_to_the_terminal_through_one_module() -> None:
    # the rest prints texts of its own
    own = ("events/terminal.py", "selection/__main__.py", "server/command_line.py")

    def rule(path: Path) -> Iterator[str]:
        for node in nodes(parsed(path)):
            if isinstance(node, ast.Call) and dotted(node.func) == "print":
                yield f"{node.lineno}: text of a file would reach the terminal unescaped"

    assert faults(rule, [path for path in CODE if not str(path).endswith(own)]) == []


def test_no_text_becomes_a_pattern() -> None:
    assert faults(lambda path: open_patterns(parsed(path)), CODE) == []


def test_no_cache_grows_without_bound() -> None:
    assert faults(lambda path: open_caches(parsed(path)), CODE) == []


def test_no_script_turns_text_into_elements_or_code() -> None:
    def rule(path: Path) -> Iterator[str]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if BANNED_IN_SCRIPTS.search(line):
                yield f"{number}: {line.strip()}"

    assert len(SCRIPTS) > 5
    assert faults(rule, SCRIPTS) == []


def test_an_open_pattern_is_found() -> None:
    lines = [
        "re.compile(text)",
        "re.search(f'{text}.*', title)",
        "re.sub(pattern=word, repl='', string=title)",
        "frame['title'].str.contains(word)",
        "frame.title.str.replace(word, '', regex=True)",
        "nw.col('search').str.contains(word, literal=False)",
        "pc.match_substring_regex(column, word)",
    ]
    assert [line for line in lines if len(list(open_patterns(ast.parse(line)))) != 1] == []


def test_a_written_pattern_passes() -> None:
    lines = [
        "re.compile(r'[a-z]+')",
        "re.escape(word)",
        "frame['title'].str.contains(word, regex=False)",
        "nw.col('search').str.contains(word, literal=True)",
        "pc.match_substring_regex(column, ID_PATTERN)",
        "'a b'.split(word)",
    ]
    assert [line for line in lines if list(open_patterns(ast.parse(line)))] == []


@pytest.mark.parametrize(
    ("decorator", "asked", "is_open"),
    [
        ("@cache", "", False),
        ("@cache", "word", True),
        ("@functools.cache", "*, word", True),
        ("@lru_cache", "word", True),
        ("@lru_cache(maxsize=None)", "word", True),
        ("@lru_cache(maxsize=64)", "word", False),
        ("@st.cache_data", "word", True),
        ("@st.cache_data(ttl=60)", "word", True),
        ("@st.cache_resource(max_entries=2)", "word", False),
    ],
)
def test_a_cache_without_a_bound_is_found(decorator: str, asked: str, is_open: bool) -> None:
    tree = ast.parse(f"{decorator}\ndef found({asked}):\n    pass")
    assert bool(list(open_caches(tree))) is is_open


def test_what_is_banned_in_a_script_is_found() -> None:
    lines = [
        "node.innerHTML = text",
        "node.insertAdjacentHTML('beforeend', text)",
        "document.write(text)",
        "eval(text)",
        "new Function(text)",
        "setTimeout('go()', 10)",
        "frame.srcdoc = text",
        "new DOMParser().parseFromString(text, 'text/html')",
    ]
    assert [line for line in lines if not BANNED_IN_SCRIPTS.search(line)] == []


def test_what_is_allowed_in_a_script_passes() -> None:
    for line in ("node.textContent = text", "setTimeout(() => go(), 10)", "evaluate(text)"):
        assert not BANNED_IN_SCRIPTS.search(line)


def test_every_package_is_a_stage() -> None:
    packages = {path.parent.name for path in (ROOT / "components").glob("*/*.py")}
    assert packages <= set(STAGES)
    assert {stage(path) for path in CODE} == packages | {"", "app.py"}


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("events", "from components.frames import table"),
        ("frames", "from components.events.gregorian import civil"),
        ("frames", "from components.events import when"),
        ("app.py", "from components.sources.file import configure"),
        ("frames", "import components.sources.file"),
        ("figures", "def draw():\n    from components import server"),
        ("server", "import app, components.exhibits"),
        ("pages", "from .source import Source"),
        ("frames", "import yaml"),
        ("pages", "from yaml import parse"),
        ("selection", "import plotly.graph_objects as go"),
        ("figures", "import streamlit as st"),
        ("app.py", "from starlette.routing import Route"),
        ("", "import streamlit"),
    ],
)
def test_a_wrong_way_is_found(where: str, line: str) -> None:
    assert len(list(import_faults(ast.parse(line), where))) == 1


def test_a_look_outside_is_found() -> None:
    lines = ["import os", "from time import time", "datetime.now(UTC)", "dt.date.today()"]
    assert [line for line in lines if len(list(looks_outside(ast.parse(line)))) != 1] == []


def test_what_is_banned_is_found() -> None:
    lines = [
        "st.markdown(text, unsafe_allow_html=True)",
        "st.html(text)",
        "streamlit.html(text)",
        "from streamlit import html",
        "st.components.v1.html(text)",
        "components.html(text)",
        "components.iframe(address)",
        "import streamlit.components.v1 as shown",
        "yaml.safe_load(data)",
        "from yaml import safe_load",
        "yaml.parse(data, Loader=yaml.CSafeLoader)",
        "import pickle",
        "from pickle import loads",
        "eval(text)",
        "frame.eval(text)",
        "exec(text)",
        "os.system(text)",
        "importlib.import_module(name)",
        "try:\n    do()\nexcept Exception:\n    pass",
        "try:\n    do()\nexcept (OSError, BaseException):\n    pass",
        "try:\n    do()\nexcept:\n    pass",
    ]
    assert [line for line in lines if len(list(banned(ast.parse(line)))) != 1] == []


def test_what_is_allowed_passes() -> None:
    text = """
import html
import json
import yaml
from components.events import read_seeds
try:
    shown = html.escape(json.load(file))
    events = yaml.parse(data, Loader=yaml.CBaseLoader)
    component = st.components.v2.component("name", html="<div></div>", js=address("plot.js"))
except (OSError, UnicodeDecodeError):
    "st.html(text), eval(text)"
"""
    assert list(banned(ast.parse(text))) == []
    assert list(import_faults(ast.parse(text), "events")) == []
    assert list(looks_outside(ast.parse(text))) == []


def test_the_page_starts_without_pandas() -> None:
    """The Data page alone needs it, and a tenth of a second of every start would be its import."""
    code = "import sys, app, components.server, components.streamlit_app.script_run as _; "
    code += "sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
