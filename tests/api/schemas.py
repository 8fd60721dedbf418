"""Whether an answer is what its schema says: the part of JSON Schema that we use."""

from datetime import datetime
from urllib.parse import urlsplit

TYPES = {"string": str, "array": list, "object": dict, "null": type(None)}


def flaws(value, schema, document, at="$") -> list[str]:
    """Where `value` is not as `schema` (of the OpenAPI `document`) says."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return flaws(value, document["components"]["schemas"][name], document, at)
    if "anyOf" in schema:
        found = [flaws(value, each, document, at) for each in schema["anyOf"]]
        return [] if [] in found else found[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r}"]
    if schema["type"] == "integer":
        is_number = type(value) is int and value >= schema.get("minimum", value)
        return [] if is_number else [f"{at}: {value!r}"]
    if not isinstance(value, TYPES[schema["type"]]):
        return [f"{at} is no {schema['type']}: {value!r}"]
    if schema["type"] == "array":
        return [
            flaw
            for number, each in enumerate(value)
            for flaw in flaws(each, schema["items"], document, f"{at}[{number}]")
        ]
    if schema["type"] == "object":
        return _of_object(value, schema, document, at)
    return [] if _fits(value, schema.get("format")) else [f"{at}: {value!r}"]


def _of_object(value, schema, document, at):
    properties = schema["properties"]
    odd = set(schema["required"]) - value.keys()
    if not schema.get("additionalProperties", True):
        odd |= value.keys() - properties.keys()
    return [f"{at}: {name}" for name in sorted(odd)] + [
        flaw
        for name in value.keys() & properties.keys()
        for flaw in flaws(value[name], properties[name], document, f"{at}.{name}")
    ]


def _fits(value, form):
    if form == "uri":
        parts = urlsplit(value)
        return bool(parts.scheme and parts.netloc and value.isascii())
    if form == "date-time":
        return datetime.fromisoformat(value).tzinfo is not None
    return True
