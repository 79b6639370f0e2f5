"""The chunk that draws our charts without the kinds of trace that the site does not use: the same code, less of it.

Plotly's bundle (MIT) is a row of modules, each a function that runs when its name is first called, and a list of the
kinds that are registered. The list is cut to ours, and the modules and functions that nothing then names are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from components.serving.frontend import ASSETS

KINDS = ("bar", "heatmap", "scattergeo", "choropleth")  # beside `scatter`, which Plotly always has
ROOT = b'"lib/index.js"'
REGISTERED = re.compile(rb"\.register\(\[((?:[\w$]+\(\),?)+)\]\)")
PATH = re.compile(rb'[\w$]+\(\{"([\w@./-]+)"\(')
NAME = re.compile(rb"(?<![.\w$])[\w$]+")
CALLED = re.compile(rb"(?<![.\w$])([\w$]+)(?=\(\))")


@dataclass(frozen=True)
class Part:
    """A module or a function of the bundle. start, end: of what goes when nothing names it; instead: what stays."""

    start: int
    end: int
    instead: bytes
    names: frozenset[bytes]


def cut() -> Iterator[tuple[Path, bytes]]:
    """The chunk with what is used; nothing where it has a form that is not understood."""
    for path in (ASSETS / "js").glob("PlotlyChart.*.js"):
        small = without_unused(path.read_bytes())
        if small:
            yield path, small


def without_unused(source: bytes) -> bytes:
    """Empty where the bundle is not understood."""
    registered = REGISTERED.search(source, max(source.find(ROOT), 0))
    block = _bundle(source)
    if registered is None or block is None:
        return b""
    modules = dict(_modules(block))
    paths = {name: found[1].decode() for name, node in modules.items() if (found := PATH.match(node.text or b""))}
    kept = [name for name in NAME.findall(registered[1]) if paths.get(name) in {f"lib/{kind}.js" for kind in KINDS}]
    if len(kept) != len(KINDS):
        return b""
    parts = _parts(block, modules)
    spans = sorted((part.start, part.end) for part in parts.values())
    around = _between(source, spans, block, registered.span(1))
    used = _reached({*kept, *_named(around, modules)}, parts)
    gone = [part for name, part in parts.items() if name not in used]
    listed = b",".join(name + b"()" for name in kept)
    changes = sorted([(registered.start(1), registered.end(1), listed), *((p.start, p.end, p.instead) for p in gone)])
    return _changed(source, changes)


def _bundle(source: bytes) -> Node | None:
    """The block of Plotly's own modules."""
    place = source.find(ROOT)
    if place < 0:
        return None
    tree = Parser(Language(tree_sitter_javascript.language())).parse(source)
    node = tree.root_node.descendant_for_byte_range(place, place + len(ROOT))
    blocks = []
    while node is not None:
        if node.type == "statement_block":
            blocks.append(node)
        node = node.parent
    return next((block for block in blocks if sum(1 for _ in _modules(block)) > 100), None)


def _modules(block: Node) -> Iterator[tuple[bytes, Node]]:
    """Name and definition of each module: a variable that is a call."""
    for statement in block.named_children:
        if statement.type == "variable_declaration":
            for one in statement.named_children:
                name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
                if name is not None and value is not None and value.type == "call_expression":
                    yield name.text or b"", value


def _parts(block: Node, modules: Mapping[bytes, Node]) -> dict[bytes, Part]:
    """What can be left out, by name. A module is named by calling it, a function in any way."""
    parts = {}
    for name, node in modules.items():
        if PATH.match(node.text or b""):
            parts[name] = Part(node.start_byte, node.end_byte, b"0", _named(node.text or b"", modules))
    for node in block.named_children:
        name_node = node.child_by_field_name("name")
        if node.type == "function_declaration" and name_node is not None:
            parts[name_node.text or b""] = Part(node.start_byte, node.end_byte, b"", _named(node.text or b"", modules))
    return parts


def _named(text: bytes, modules: Mapping[bytes, Node]) -> frozenset[bytes]:
    return frozenset({*CALLED.findall(text), *(name for name in NAME.findall(text) if name not in modules)})


def _between(source: bytes, spans: list[tuple[int, int]], block: Node, registered: tuple[int, int]) -> bytes:
    """The text of the bundle outside its parts and its list."""
    pieces, place = [], block.start_byte
    for start, end in [*spans, (block.end_byte, block.end_byte)]:
        if place < registered[0] < start:
            pieces += [source[place : registered[0]], source[registered[1] : start]]
        else:
            pieces.append(source[place:start])
        place = end
    return b" ".join(pieces)


def _reached(roots: set[bytes], parts: Mapping[bytes, Part]) -> set[bytes]:
    used, waiting = set(), [name for name in roots if name in parts]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += [other for other in parts[name].names if other in parts and other not in used]
    return used


def _changed(source: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    pieces, place = [], 0
    for start, end, instead in changes:
        pieces += [source[place:start], instead]
        place = end
    return b"".join([*pieces, source[place:]])
