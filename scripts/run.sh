#!/usr/bin/env bash
# The main job: a living sample district in the browser. Only ever on a sample database.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin} port=${PORT:-8000}
export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-zugong.config.settings.dev}

"$bin/zugong" demo
exec "$bin/zugong" serve --port "$port"
