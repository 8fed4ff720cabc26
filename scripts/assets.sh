#!/usr/bin/env bash
# Copies the style sheets and scripts of the npm packages into the static files: `assets.sh` or `assets.sh dev`.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin target=zugong/www/static/vendor
omit=(--omit=dev)
[ "${1:-}" = dev ] && omit=()
PATH="$bin:$PATH" "$bin/npm" ci --silent --ignore-scripts --no-audit --no-fund "${omit[@]}"
mkdir -p "$target"
cp node_modules/@tabler/core/dist/css/tabler.min.css "$target/"
cp node_modules/htmx.org/dist/htmx.min.js "$target/"
cp node_modules/echarts/dist/echarts.min.js "$target/"
