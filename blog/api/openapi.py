"""The description of the API (OpenAPI 3.1), from the tables that it works by."""

from dataclasses import dataclass

from django.conf import settings

from blog.api import problems
from blog.api.pagination import page_schema
from blog.api.parameters import PAGING, POSTS, Parameter
from blog.api.serializers import AUTHOR, CATEGORY, POST, TAG, WHOLE_POST, schema_of


@dataclass(frozen=True)
class Operation:
    """`answer` names a schema; of a list, it is a page of these."""

    id: str
    path: str
    summary: str
    answer: str
    parameters: list[Parameter]
    is_list: bool = True


OPERATIONS = [
    Operation("posts", "posts/", "The posts on air, newest first.", "Post", POSTS),
    Operation("post", "posts/{id}/", "A post in full.", "WholePost", [], is_list=False),
    Operation("categories", "categories/", "All categories.", "Category", PAGING),
    Operation("tags", "tags/", "The tags of posts on air.", "Tag", PAGING),
    Operation("authors", "authors/", "The authors of posts on air.", "Author", PAGING),
]
SCHEMAS = {
    "Post": POST,
    "WholePost": WHOLE_POST,
    "Category": CATEGORY,
    "Tag": TAG,
    "Author": AUTHOR,
}
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In Japanese."},
        "detail_en": {"type": "string"},
        "parameter": {"type": "string", "description": "What made no sense."},
    },
    "required": ["type", "title", "status", "detail", "detail_en"],
}
POST_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}


def document() -> dict:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.SITE_NAME,
            "version": "1",
            "description": "What the site shows to everybody now, and nothing else."
            " Read-only; no key is needed. Answers carry an ETag.",
        },
        "servers": [{"url": f"{settings.SITE_URL}/api/v1"}],
        "paths": {f"/{each.path}": {"get": _operation(each)} for each in OPERATIONS},
        "components": {"schemas": _schemas()},
    }


def _operation(operation):
    parameters = [_parameter(each) for each in operation.parameters]
    if "{id}" in operation.path:
        parameters.insert(0, POST_ID)
    answer = f"{operation.answer}Page" if operation.is_list else operation.answer
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": {
            "200": _response("What was asked for.", "application/json", answer),
            "304": {"description": "Unchanged since the ETag that was sent."},
            "400": _response("No such query.", problems.MEDIA_TYPE, "Problem"),
            "404": _response("Not there.", problems.MEDIA_TYPE, "Problem"),
        },
    }


def _parameter(parameter):
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _response(description, media_type, name):
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _schemas():
    things = {name: schema_of(fields) for name, fields in SCHEMAS.items()}
    pages = {
        f"{each.answer}Page": page_schema(each.answer)
        for each in OPERATIONS
        if each.is_list
    }
    return things | pages | {"Problem": PROBLEM}
