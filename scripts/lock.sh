#!/usr/bin/env bash
# Pins every dependency with hashes and without registry hosts. Needs pip-tools in .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
common=(--quiet --generate-hashes --allow-unsafe --strip-extras --no-header
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host)
.venv/bin/pip-compile "${common[@]}" -o requirements/runtime.txt pyproject.toml requirements/build.in
.venv/bin/pip-compile "${common[@]}" --extra spark --extra bench --extra dev \
    -c requirements/runtime.txt -o requirements/dev.txt pyproject.toml requirements/build.in
