# 组工 Zugong。两条命令：make run（装好并核查示例区），make test（装好并测试）。
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
SEED   ?= 1
AS_OF  ?= 2025-12-31

.PHONY: help setup run test check unit bench docs lock clean

help: ## 列出命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1	\2/' | expand -t 14

setup: $(VENV)/.runtime ## 建虚拟环境，按哈希安装运行所需的库

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml scripts/setup.sh
	PYTHON="$(PYTHON)" bash scripts/setup.sh runtime

$(VENV)/.dev: requirements/dev.txt pyproject.toml scripts/setup.sh
	PYTHON="$(PYTHON)" bash scripts/setup.sh dev

run: setup ## 生成示例区，核查，留下 var/report.xlsx 和 var/report.html
	@BIN="$(BIN)" SEED="$(SEED)" AS_OF="$(AS_OF)" bash scripts/run.sh

test: $(VENV)/.dev check unit ## 全部检查和测试

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zugong rulebook --check

ifndef ZUGONG_SEED
ZUGONG_SEED := $(shell od -An -N3 -tu4 /dev/urandom | tr -d " ")
endif

unit: $(VENV)/.dev
	@echo "ZUGONG_SEED=$(ZUGONG_SEED)（要重复这次抽样，设同一个值）"
	ZUGONG_SEED=$(ZUGONG_SEED) $(BIN)/python -m pytest

bench: $(VENV)/.dev ## 测量速度和内存（约十五分钟，需约 2 GB 磁盘），数字写进 var/bench.json
	$(BIN)/zugong bench --json var/bench.json

docs: $(VENV)/.dev ## 重新生成 docs/generated
	$(BIN)/zugong rulebook

lock: $(VENV)/.dev ## 重新锁定依赖（需要 pip-tools）
	bash scripts/lock.sh

clean: ## 删除虚拟环境和生成的数据
	rm -rf $(VENV) var
