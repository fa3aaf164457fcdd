"""Makes the schemas that editors use while an author types, from the models themselves."""

import json
from collections.abc import Mapping

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from frameworks.edition import Edition
from frameworks.loading import OPERATING, shipped_folder
from frameworks.operating_files import FILES
from frameworks.values import Model

FOLDER = shipped_folder()


class _Schema(GenerateJsonSchema):
    """As pydantic makes it, but a decimal is a number (never text), and no titles that repeat the keys."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        limits = {"ge": "minimum", "le": "maximum"}
        return {"type": "number"} | {word: schema[key] for key, word in limits.items() if key in schema}  # type: ignore[literal-required]

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic asks for each
        return False


def schema_text(model: type[Model] = Edition, title: str = "A Stocktake framework, one edition") -> str:
    """The schema of one sort of file as it stands on disk."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_Schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return (
        json.dumps(head | {key: value for key, value in schema.items() if key != "title"}, indent=1, ensure_ascii=False)
        + "\n"
    )


def schemas() -> Mapping[str, str]:
    """Every schema there is, by the name of its file in the shipped folder."""
    beside = {
        f"{OPERATING}/{sort}.schema.json": schema_text(model, f"Stocktake, {sort.replace('_', ' ')} of an operator")
        for sort, model in FILES.items()
    }
    return {"schema.json": schema_text(), **beside}
