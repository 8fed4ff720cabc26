#!/usr/bin/env bash
# Sets up .venv with hashed requirements: `setup.sh runtime` or `setup.sh dev`. Installs missing system packages as root,
# else names the command.
set -euo pipefail
kind=${1:?runtime or dev}
cd "$(dirname "$0")/.."
python=${PYTHON:-python3.11}
venv=.venv

need() { # need PACKAGES… : install them, or say how
    echo "需要系统软件包：$*"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "请以管理员身份运行：apt-get update && apt-get install -y $*" >&2
        exit 2
    fi
}

command -v "$python" >/dev/null || need python3.11 python3.11-venv
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3.11-venv
missing=()
wants() { # wants COMMAND PACKAGE : note the package when the command is not there
    command -v "$1" >/dev/null || [ -n "$(ls /usr/lib/postgresql/*/bin/"$1" 2>/dev/null)" ] || missing+=("$2")
}
if [ "$kind" = dev ]; then # what the tests drive: Spark, a browser with Chinese type, a database server, a word processor
    [ -n "${JAVA_HOME:-}" ] || wants java openjdk-17-jre-headless
    wants chromium chromium
    wants initdb postgresql
    wants pdftoppm poppler-utils
    [ -n "$(ls /usr/lib/libreoffice/program/libswlo.so 2>/dev/null)" ] || missing+=(libreoffice-writer)
    [ -n "$(ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
    [ ${#missing[@]} = 0 ] || need "${missing[@]}"
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "安装依赖（requirements/$kind.txt，按哈希核对）……"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
"$venv/bin/python" -m pip install --quiet --require-hashes -r "requirements/$kind.txt"
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation -e .
echo "准备网页用的样式和脚本（package-lock.json，按哈希核对）……"
bash scripts/assets.sh "$kind"
"$venv/bin/zugong" law list >/dev/null # compiles the book of rules once
touch "$venv/.runtime"
[ "$kind" = runtime ] || touch "$venv/.dev"
