"""The recipes in `deploy/` agree with each other and with the program."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from streamlit import config

from components.server import routes
from components.server.public_address import URL
from components.server.security import FRAMES
from components.sources import LOG_VARIABLE
from tests.hosting.recipe import DEPLOY, containerfile, documents, entrypoint, environment
from tests.serving import ROOT

PORT = "8501"
USER = "10001"
FORWARDED = "FORWARDED_ALLOW_IPS"  # uvicorn's own: whose word on https counts
PAGE = "TIMELINE_PAGE"  # read by app.py, which a test must not import twice
OWN = {LOG_VARIABLE, PAGE, FRAMES, URL, FORWARDED}


def known(name: str) -> bool:
    """Tell whether something reads a variable of the environment."""
    options = {option.env_var for option in config._config_options_template.values()}
    return name in OWN or name in options


def paths() -> set[str]:
    """Return the paths that the server answers at."""
    return {route.path for route in routes() if isinstance(route, Route)}


def ignored(path: Path) -> bool:
    """Tell whether a file stays out of an image, by .dockerignore: of its rules the last counts."""
    out = False
    parts = path.relative_to(ROOT).parts
    above = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule = line.removeprefix("!").removeprefix("**/")
        if not rule or rule.startswith("#"):
            continue
        names = parts if line.startswith("**/") else above
        if any(fnmatch(name, rule) for name in names):
            out = not line.startswith("!")
    return out


def sources() -> Iterator[str]:
    """Give what the Containerfile copies."""
    for word, rest in containerfile():
        if word == "COPY":
            yield from rest.split()[:-1]


def test_an_image_holds_what_the_program_needs_and_nothing_else() -> None:
    copied = set(sources())
    assert copied == {
        "requirements.txt",
        ".streamlit",
        "components",
        "data",
        "seeds",
        "app.py",
    }
    for name in copied:
        source = ROOT / name
        files = (
            [path for path in source.rglob("*") if path.is_file()] if source.is_dir() else [source]
        )
        kept = [file for file in files if not ignored(file)]
        assert kept and not [file for file in kept if "__pycache__" in file.parts]
    for name in ("tests/conftest.py", ".git/HEAD", ".venv/pyvenv.cfg", ".streamlit/secrets.toml"):
        assert ignored(ROOT / name), name


def test_an_image_has_the_python_that_the_pins_are_for_and_the_fonts_of_other_hosts() -> None:
    instructions = dict(containerfile())
    pinned = re.search(r"with Python ([\d.]+)", (ROOT / "requirements.txt").read_text())
    assert pinned and instructions["FROM"].startswith(f"python:{pinned[1]}-slim")
    fonts = (ROOT / "packages.txt").read_text(encoding="utf-8").split()
    installed = " ".join(rest for word, rest in containerfile() if word == "RUN")
    assert fonts and set(fonts) <= set(installed.split())
    # Community Cloud hands each line to apt as it stands
    assert all(re.fullmatch(r"[a-z0-9.+-]+", font) for font in fonts)


def test_an_image_runs_as_nobody_on_the_port_that_it_names() -> None:
    instructions = dict(containerfile())
    assert instructions["USER"] == f"{USER}:{USER}"
    assert (instructions["EXPOSE"], instructions["STOPSIGNAL"]) == (PORT, "SIGTERM")
    assert f"--server.port={PORT}" in entrypoint() and PORT in instructions["HEALTHCHECK"]
    assert environment()["HOME"] == "/nonexistent"


def test_compose_gives_the_container_no_right_and_reads_what_it_mounts() -> None:
    (compose,) = documents(DEPLOY / "compose.yaml")
    (service,) = compose["services"].values()
    assert (DEPLOY / service["build"]["context"]).resolve() == ROOT
    assert (ROOT / service["build"]["dockerfile"]).is_file()
    assert service["read_only"] == "true" and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [port.split(":")[0] for port in service["ports"]] == ["127.0.0.1"]
    mounts = dict(volume.rsplit(":", 2)[:2] for volume in service["volumes"])
    assert all((DEPLOY / mount).is_dir() for mount in mounts)
    shown = service["environment"][LOG_VARIABLE]
    (mounted,) = [folder for folder, inside in mounts.items() if shown.startswith(f"{inside}/")]
    assert (DEPLOY / mounted / Path(shown).name).is_file()
    assert all(known(name) for name in service["environment"])


@pytest.fixture(scope="module")
def cluster() -> dict[str, Any]:
    """Give the objects of the cluster by their kinds."""
    return {document["kind"]: document for document in documents(DEPLOY / "kubernetes.yaml")}


def test_kubernetes_leads_from_the_ingress_to_the_container(cluster: dict[str, Any]) -> None:
    pod = cluster["Deployment"]["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    (port,) = container["ports"]
    labels = pod["metadata"]["labels"]
    assert cluster["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    service = cluster["Service"]["spec"]
    assert service["selector"] == labels and service["sessionAffinity"] == "ClientIP"
    assert [port["targetPort"] for port in service["ports"]] == [port["name"]]
    (rule,) = cluster["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    backend = path["backend"]["service"]
    assert backend["name"] == cluster["Service"]["metadata"]["name"]
    assert backend["port"]["name"] in [port["name"] for port in service["ports"]]
    variables = {variable["name"]: variable.get("value") for variable in container["env"]}
    assert variables["STREAMLIT_SERVER_ALLOWED_HOSTS"] == rule["host"]
    assert all(known(name) for name in variables)
    assert port["containerPort"] == PORT


def test_kubernetes_asks_what_the_server_answers_and_never_kills_for_a_faulty_log(
    cluster: dict[str, Any],
) -> None:
    pod = cluster["Deployment"]["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    probes = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "liveness", "readiness")
    }
    assert probes == {"startup": "/livez", "liveness": "/livez", "readiness": "/readyz"}
    scraped = pod["metadata"]["annotations"]["prometheus.io/path"]
    assert {*probes.values(), scraped} <= paths()


def test_kubernetes_gives_the_container_no_right_and_mounts_directories(
    cluster: dict[str, Any],
) -> None:
    pod = cluster["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["automountServiceAccountToken"] == "false"
    assert (pod["securityContext"]["runAsNonRoot"], pod["securityContext"]["runAsUser"]) == (
        "true",
        USER,
    )
    assert container["securityContext"] == {
        "readOnlyRootFilesystem": "true",
        "allowPrivilegeEscalation": "false",
        "capabilities": {"drop": ["ALL"]},
    }
    volumes = {volume["name"] for volume in pod["volumes"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == volumes
    assert not [mount for mount in container["volumeMounts"] if "subPath" in mount]
    variables = {variable["name"]: variable.get("value") for variable in container["env"]}
    mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
    assert str(Path(variables[LOG_VARIABLE]).parent) in mounts


def unit() -> str:
    return (DEPLOY / "geneva-timeline@.service").read_text(encoding="utf-8")


def test_the_unit_starts_the_app_and_gives_it_no_right() -> None:
    settings = dict(re.findall(r"^(\w+)=(.*)$", unit(), flags=re.MULTILINE))
    command = settings["ExecStart"].split()
    assert command[1:5] == entrypoint()[1:5]
    assert "--server.port=%i" in command and "--server.address=127.0.0.1" in command
    assert settings["DynamicUser"] == settings["NoNewPrivileges"] == "yes"
    assert (settings["ProtectSystem"], settings["CapabilityBoundingSet"]) == ("strict", "")


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("there is no systemd here")
    # the interpreter of a host stands elsewhere than this machine's
    text = unit().replace("/opt/geneva-timeline/.venv/bin/python", "/usr/bin/env")
    copy = tmp_path / "geneva-timeline@8501.service"
    copy.write_text(text.replace("/opt/geneva-timeline", str(tmp_path)), encoding="utf-8")
    checked = subprocess.run([program, "verify", copy], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_readme_names_every_recipe_and_every_setting() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    for path in DEPLOY.iterdir():
        assert path.name == "README.md" or path.name in text, path.name
    for name in OWN | {"STREAMLIT_SERVER_ALLOWED_HOSTS", "STREAMLIT_SERVER_COOKIE_SECRET"}:
        assert name in text, name
    for name in re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", text):
        assert known(name), name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (DEPLOY / target).exists(), target
    for path in re.findall(r"`(/[a-z]+)`", text):
        assert path in paths(), path


def test_nginx_and_the_unit_agree_on_the_ports() -> None:
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    served = set(re.findall(r"server 127\.0\.0\.1:(\d+)", site))
    assert served == set(re.findall(r"geneva-timeline@(\d+)", unit()))


def test_nginx_bounds_what_one_address_asks_of_data_and_sockets() -> None:
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    zones = set(re.findall(r"limit_(?:req|conn)_zone \$binary_remote_addr zone=(\w+)", site))
    places = {
        place: set(re.findall(r"limit_(?:req|conn) (?:zone=)?(\w+)", body))
        for place, body in re.findall(
            r"location (?:= )?(\S+) \{(.*?)\n    \}", site, flags=re.DOTALL
        )
    }
    assert places["/timeline/api/"] == {"timeline_data", "timeline_exports", "timeline_readers"}
    assert places["/timeline/_stcore/stream"] == {"timeline_pages"}
    assert set().union(*places.values()) == zones


def test_a_picture_that_takes_too_much_does_not_end_the_unit() -> None:
    assert "OOMPolicy=continue" in unit().splitlines()
