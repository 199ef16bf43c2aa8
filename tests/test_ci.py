"""The hooks of git and the hosted CI call commands that exist."""

from tests.hosting.recipe import documents
from tests.serving import ROOT


def test_the_hooks_of_git_call_what_the_project_installs() -> None:
    (hooks,) = documents(ROOT / ".pre-commit-config.yaml")
    (local,) = hooks["repos"]
    assert local["repo"] == "local"
    for hook in local["hooks"]:
        command, argument = hook["entry"].split()[:2]
        if command == "make":
            assert f"\n{argument}:" in (ROOT / "Makefile").read_text()
        else:
            assert command == ".venv/bin/ruff" and argument in ("format", "check")


def test_the_hosted_ci_runs_the_projects_own() -> None:
    (workflow,) = documents(ROOT / ".github" / "workflows" / "ci.yml")
    (job,) = workflow["jobs"].values()
    *setup, last = job["steps"]
    assert all("run" not in step for step in setup)
    assert last == {"run": "bash .ci/run"}
    assert (ROOT / ".ci" / "run").is_file()
