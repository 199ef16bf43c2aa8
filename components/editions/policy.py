"""The Content-Security-Policy of a page without a server: only what is named runs or loads."""

import base64
import hashlib

from components.exports import Download


def policy_of(**allowed: str) -> str:
    """Return the policy that allows what is named, such as `style_src`, and nothing else."""
    named = {name.replace("_", "-"): sources for name, sources in allowed.items()}
    rules = {"default-src": "'none'", **named, "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def hash_of(text: str) -> str:
    """Return what a policy calls a script or a style that stands in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def own_files(download: Download) -> str:
    """Return what a policy calls the files of a site.

    On a disk no file is of the same origin as another, by the reckoning of some browsers.
    """
    return "'self'" if download.base else "'self' file:"
