"""The units of the page's scripts, run by Node.js; and what the list of their tools may say."""

import re
import shutil
import subprocess
from pathlib import Path

from components import wording
from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


def test_the_units_of_the_scripts_pass() -> None:
    node = shutil.which("node")
    assert node, "the page's scripts are tested by Node.js: install it"
    units = sorted(Path(__file__).parent.glob("*.test.js"))
    ran = subprocess.run(
        [node, "--test", "--test-reporter=tap", *units],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)
    print(f"units of the scripts: {passed and passed[1]} passed")
    assert passed and int(passed[1]) > len(units)


def test_the_lock_file_names_no_host() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock
    assert lock.count('"integrity": "sha512-') > 100


def test_the_scripts_have_the_words_that_they_say_and_no_others() -> None:
    scripts = ROOT / "components/web"
    types = (scripts / "types.d.ts").read_text(encoding="utf-8")
    declared = re.search(r"type Words = Record<(.*?),\s*string\s*>", types, re.DOTALL)
    assert declared
    assert set(re.findall(r'"(\w+)"', declared[1])) == set(wording.script.WORDS)
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(scripts.rglob("*.js")))
    # the buttons of the toolbar have theirs by key
    read = {*re.findall(r"words\.(\w+)", said), *re.findall(r'^  \["(\w+)", ', said, re.MULTILINE)}
    assert set(wording.script.WORDS) - read == set()
    for words in wording.script.WORDS.values():
        if " " in words:
            assert words not in said
