"""Reads YAML by the rules of YAML 1.2, so that codes stay what a person wrote.

PyYAML follows 1.1, where `0573` is the number 379 and `no` is False. Here a number that begins with a zero is text, only
`true` and `false` are booleans, an ISO date is a date, and a key that stands twice is an error.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from lisanalysis.errors import ParameterError


class _Loader(yaml.SafeLoader):
    """SafeLoader with the implicit types of YAML 1.2's core schema, plus ISO dates."""

    yaml_implicit_resolvers: dict[str, list] = {}

    _anchored = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        """A node; a reference inside what is itself referred to is refused, for a few lines of them unfold to gigabytes."""
        event = self.peek_event()
        alias = isinstance(event, yaml.AliasEvent)
        if alias and self._anchored:
            raise yaml.MarkedYAMLError(None, None, "en henvisning (*) i noget, der selv henvises til", event.start_mark)
        deeper = not alias and event.anchor is not None
        self._anchored += deeper
        try:
            return super().compose_node(parent, index)
        finally:
            self._anchored -= deeper

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.MarkedYAMLError(None, None, f"nøglen '{key}' står to gange", node.start_mark)
        return super().construct_mapping(node, deep)


def _implicit(tag: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


_implicit("null", r"~|null|", "~n\0")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])
_implicit("bool", r"true|false", "tf")
_implicit("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789")
_implicit("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789")
_implicit("timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789")


def parse_yaml(text: str, name: str) -> dict[str, Any]:
    """The mapping that the text holds; `name` is what an error calls it."""
    try:
        content = yaml.load(text, _Loader)  # noqa: S506  _Loader is a SafeLoader
    except yaml.MarkedYAMLError as error:
        where = f", linje {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ParameterError(f"{name}{where}: filen er ikke gyldig YAML ({error.problem}).") from None
    except (yaml.YAMLError, RecursionError):
        raise ParameterError(f"{name}: filen er ikke gyldig YAML.") from None
    except ValueError:
        raise ParameterError(f"{name}: en dato findes ikke i kalenderen. Skriv datoer som åååå-mm-dd.") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ParameterError(f"{name}: filen skal bestå af 'navn: værdi'-linjer.")
    return content


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a UTF-8 YAML file; an empty file is an empty mapping."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ParameterError(f"{path.name}: filen er ikke UTF-8. Gem den som UTF-8 og prøv igen.") from None
    return parse_yaml(text, path.name)
