"""Makes the schema that editors use while an author types, from the models themselves."""

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from frameworks.edition import Edition
from frameworks.loading import shipped_folder

FILE = shipped_folder() / "schema.json"


class _Schema(GenerateJsonSchema):
    """As pydantic makes it, but a decimal is a number (never text), and no titles that repeat the keys."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        limits = {"ge": "minimum", "le": "maximum"}
        return {"type": "number"} | {word: schema[key] for key, word in limits.items() if key in schema}  # type: ignore[literal-required]

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic asks for each
        return False


def schema_text() -> str:
    """The schema as it stands in `frameworks/schema.json`."""
    schema = Edition.model_json_schema(by_alias=True, schema_generator=_Schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A Stocktake framework, one edition"}
    return (
        json.dumps(head | {key: value for key, value in schema.items() if key != "title"}, indent=1, ensure_ascii=False)
        + "\n"
    )
