#!/usr/bin/env bash
# Runs a command with DATABASE_URL pointing to a PostgreSQL server of its own, which ends with the command.
#   scripts/postgres.sh .venv/bin/python -m pytest tests/audit
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "没有 PostgreSQL 服务器程序；请以管理员身份安装 postgresql。" >&2; exit 2; }
place=$(mktemp -d /tmp/zugong-pg-XXXXXX)
chmod 711 "$place"

as_server() { # the server refuses to run as root
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
stop() {
    as_server "$bin/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap stop EXIT

[ "$(id -u)" != 0 ] || chown postgres "$place"
as_server "$bin/initdb" -D "$place/data" -U zugong -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as_server "$bin/pg_ctl" -D "$place/data" -w -l "$place/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$place' -c max_connections=60" start >/dev/null
as_server "$bin/createdb" -h "$place" -U zugong zugong
DATABASE_URL="postgresql://zugong@/zugong?host=$place" "$@"
