#!/usr/bin/env bash
# The main job until the web desk exists: an invented district, checked, with two reports to look at.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin} seed=${SEED:-1} as_of=${AS_OF:-2025-12-31}
mkdir -p var

judge() { # judge FORMAT FILE : exit code 1 means that duties were failed, which is what a report is for
    "$bin/zugong" check var/sample --as-of "$as_of" --format "$1" --out "$2" 2>var/check.log || [ $? -eq 1 ] || {
        cat var/check.log >&2
        exit 2
    }
}

"$bin/zugong" sample var/sample --size district --seed "$seed" --year "${as_of%%-*}" --force
judge xlsx var/report.xlsx
judge html var/report.html
"$bin/zugong" check var/sample --as-of "$as_of" 2>/dev/null || true
echo
echo "示例区已核查（数据和人员均为虚构）。可以打开："
echo "  var/report.xlsx   交给同事的工作簿：摘要和各专题"
echo "  var/report.html   网页报告：用浏览器直接打开，不用联网，可以打印"
echo "核查自己的数据：$bin/zugong check 文件夹 --as-of $as_of（表的写法见 docs/user-guide.md）"
