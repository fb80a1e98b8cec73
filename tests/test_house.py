"""The law of the house, so that it need not be remembered."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [
    ROOT / "manage.py",
    ROOT / "dev.py",
    *(path for room in ("config", "calendar_app") for path in (ROOT / room).rglob("*.py")),
]
OURS = sorted(path for path in CODE if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted(path for path in (ROOT / "static").rglob("*.css") if "vendor" not in path.parts)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

#: Names that say nothing of what lives behind them.
VAGUE = {"utils", "util", "helpers", "helper", "common", "services", "service", "managers", "manager", "misc", "base"}
#: Who may read the clock: the doors, and the tasks that carry it inside.
CLOCK_READERS = {"web", "api", "caldav", "admin", "management", "tasks"}
#: Folders of tests that mirror no room.
BESIDE = {"clients", "config", "journeys", "browser", "golden", "bench", "prove"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines_that(pattern: str, paths: list[Path], *, flags: int = 0) -> list[str]:
    """`path:line text` of every line that the pattern finds."""
    found = re.compile(pattern, flags)
    return [
        f"{name(path)}:{number} {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def test_files_are_short() -> None:
    lengths = {name(path): path.read_text(encoding="utf-8").count("\n") for path in OURS}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}
    assert median(lengths.values()) <= 100


def test_functions_are_short() -> None:
    lengths = [(length(node), f"{name(path)}:{node.lineno} {node.name}") for path in OURS for node in functions(path)]
    assert [function for function in lengths if function[0] > 40] == []
    assert median(lines for lines, _ in lengths) <= 8


def test_every_module_says_why_it_exists() -> None:
    spoken = [path for path in [*OURS, *TESTS] if path.stat().st_size]
    silent = [path for path in spoken if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [name(path) for path in silent] == []


def test_no_name_is_vague() -> None:
    parts = {name(path): {*path.relative_to(ROOT).parts[:-1], path.stem} for path in OURS}
    assert [path for path, words in parts.items() if words & VAGUE] == []


def test_tests_mirror_the_rooms() -> None:
    rooms = {path.stem for path in (ROOT / "calendar_app").iterdir() if path.suffix in {"", ".py"}}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - rooms - BESIDE == set()


def test_nobody_inside_reads_the_clock() -> None:
    inside = [path for path in OURS if path.parts[len(ROOT.parts)] == "calendar_app"]
    kept = [path for path in inside if path.relative_to(ROOT / "calendar_app").parts[0] not in CLOCK_READERS]
    assert (
        lines_that(r"\b(timezone\.now|datetime\.now|datetime\.utcnow|date\.today|localdate|time\.time)\(", kept) == []
    )


def test_every_exception_gives_its_reason() -> None:
    python = [*OURS, *TESTS]
    assert lines_that(r"#\s*noqa(?!: [A-Z0-9, ]+ - \S)", python) == []
    assert lines_that(r"#\s*pragma: no (cover|branch)(?! - \S)", python) == []
    assert lines_that(r"#\s*type: ignore(?!\[[\w, -]+\])", python) == []


def test_nothing_is_left_undone() -> None:
    assert (
        lines_that(r"\b(TODO|FIXME|XXX)\b", [path for path in [*OURS, *TESTS, *TEMPLATES] if path != Path(__file__)])
        == []
    )


def test_templates_hold_no_script_and_no_style() -> None:
    """A block of JSON-LD is no script: of that type a browser runs nothing (HTML, section 4.12.1), whatever it holds."""
    script = r'<script(?! type="application/ld\+json">)(?![^>]*\ssrc=)'
    assert lines_that(rf"<style|\sstyle=|\son[a-z]+=|javascript:|{script}", TEMPLATES, flags=re.IGNORECASE) == []


def test_styles_know_no_left_and_right() -> None:
    physical = r"(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|(?:text-align|float|clear)\s*:\s*(?:left|right))\b(?=[\w-]*\s*[:;])"
    assert lines_that(physical, STYLES) == []


def declared() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = chain(
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    )
    return {re.split(r"[\[<>=~! ]", each)[0]: [each] for each in wanted}


@pytest.mark.parametrize("package", sorted(declared()))
def test_every_dependency_has_its_reason(package: str) -> None:
    assert lines_that(rf'^  "{re.escape(package)}[\[<>=~!"].*#\s\S', [ROOT / "pyproject.toml"]) != []


#: Modules whose package is called otherwise.
PACKAGES = {
    "fpdf": "fpdf2",
    "rest_framework": "djangorestframework", "csp": "django-csp", "brotli": "whitenoise", "time_machine": "time-machine",
    "playwright": "pytest-playwright", "jsonschema_rs": "schemathesis", "axe_playwright_python": "axe-playwright-python",
    "pytest_django": "pytest-django", "drf_spectacular": "drf-spectacular",
}  # fmt: skip


def imported(paths: list[Path]) -> set[str]:
    """Top-level modules that the files import, without the standard library's and our own."""
    found: set[str] = set()
    for node in chain.from_iterable(ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in paths):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return (
        {module.partition(".")[0] for module in found} - sys.stdlib_module_names - {"calendar_app", "config", "tests"}
    )


def test_whatever_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = {re.split(r"[\[<>=]", each)[0] for each in project["dependencies"]}
    assert {PACKAGES.get(module, module) for module in imported(OURS)} - base == set()
    assert {PACKAGES.get(module, module) for module in imported(TESTS)} - set(declared()) == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert re.findall(r"://|--index|--find-links", text) == []
    requirements = re.findall(r"^([a-z0-9][^=\s]*)==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", text, flags=re.MULTILINE)
    assert len(requirements) == len(re.findall(r"^\S", text, flags=re.MULTILINE))


def test_every_variable_is_explained() -> None:
    read = "".join(
        (ROOT / "config" / file).read_text(encoding="utf-8") for file in ("settings.py", "secret.py", "broker.py")
    )
    asked = set(re.findall(r'env\.[a-z]+\(\s*"([A-Z_]+)"', read))
    explained = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(explained) == sorted(asked)


def test_ci_runs_what_the_readme_tells() -> None:
    assert lines_that(r"^exec python3 dev\.py test$", [ROOT / ".ci" / "run"]) != []
    assert lines_that(r"^python3 dev\.py test\b", [ROOT / "README.md"]) != []
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
