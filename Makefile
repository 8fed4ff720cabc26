# 组工 Zugong。两条命令：make run（装好并打开示例区），make test（装好并测试）。
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000

.PHONY: help setup run test check unit browser postgres soak bench docs lock wheelhouse clean

help: ## 列出命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1	\2/' | expand -t 14

setup: $(VENV)/.runtime ## 建虚拟环境，按哈希安装运行所需的库

$(VENV)/.runtime: requirements/runtime.txt package-lock.json pyproject.toml scripts/setup.sh
	PYTHON="$(PYTHON)" bash scripts/setup.sh runtime

$(VENV)/.dev: requirements/dev.txt package-lock.json pyproject.toml scripts/setup.sh
	PYTHON="$(PYTHON)" bash scripts/setup.sh dev

run: setup ## 打开一个示例区：http://127.0.0.1:8000（PORT=8000，数据在 var/）
	@BIN="$(BIN)" PORT="$(PORT)" bash scripts/run.sh

test: $(VENV)/.dev check unit browser postgres ## 全部检查和测试

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zugong rulebook --check
	$(BIN)/zugong matrix --check

ifndef ZUGONG_SEED
ZUGONG_SEED := $(shell od -An -N3 -tu4 /dev/urandom | tr -d " ")
endif

# Processes that share the tests; all of them draw the same sample.
WORKERS ?= 2

unit: $(VENV)/.dev
	@echo "ZUGONG_SEED=$(ZUGONG_SEED)（要重复这次抽样，设同一个值）"
	ZUGONG_SEED=$(ZUGONG_SEED) $(BIN)/python -m pytest -n $(WORKERS) $(IN_A_BROWSER:%=--ignore=%)

# What drives a browser of its own runs in a process of its own.
IN_A_BROWSER = tests/audit/test_verifier_page.py tests/e2e

browser: $(VENV)/.dev
	for part in $(IN_A_BROWSER); do $(BIN)/python -m pytest -q $$part || exit 1; done

# The rooms that write, once more on PostgreSQL.
ON_POSTGRES = tests/accounts tests/approvals tests/audit tests/compliance tests/config tests/exchange tests/gates \
	tests/organizations tests/people

postgres: $(VENV)/.dev
	ZUGONG_SEED=$(ZUGONG_SEED) bash scripts/postgres.sh $(BIN)/python -m pytest -q $(ON_POSTGRES) --ignore=tests/audit/test_verifier_page.py

soak: $(VENV)/.dev ## 长时间的考验：二百次强行中断、一万次篡改（两种数据库，约五分钟）
	ZUGONG_KILLS=200 ZUGONG_TAMPERS=10000 $(BIN)/python -m pytest -q tests/audit -k "kill or tamper"
	ZUGONG_KILLS=200 ZUGONG_TAMPERS=10000 bash scripts/postgres.sh $(BIN)/python -m pytest -q tests/audit -k "kill or tamper"

bench: $(VENV)/.dev ## 测量速度和内存（约十五分钟，需约 2 GB 磁盘），数字写进 var/bench.json
	$(BIN)/zugong bench --json var/bench.json

docs: $(VENV)/.dev ## 重新生成 docs/generated
	$(BIN)/zugong rulebook
	$(BIN)/zugong matrix

lock: $(VENV)/.dev ## 重新锁定依赖（需要 pip-tools）
	bash scripts/lock.sh

wheelhouse: setup ## 备齐不联网安装要用的一切，放在 var/wheelhouse
	bash scripts/wheelhouse.sh

clean: ## 删除虚拟环境和生成的数据
	rm -rf $(VENV) var
