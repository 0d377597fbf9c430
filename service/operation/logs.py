"""Logs: one JSON object a line to stderr, each with the id of the request it belongs to.

What is logged of a request: its method, the path of its route (not what was filled in), status, time, who sent it by
the id of key or sign-in. Never a body, a query, a header or a fact; a test looks for them.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import structlog
from pydantic_core import to_json
from structlog.typing import EventDict, Processor, WrappedLogger

UNTOLD = ("logThreads", "logProcesses", "logMultiprocessing", "logAsyncioTasks")
"""What `logging` finds out for every record, and no line tells."""
_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
)


def formatter(shape: str = "json") -> logging.Formatter:
    """What makes a line of a record of any logger. `shape`: `json` or `text`."""
    for name in UNTOLD:
        setattr(logging, name, False)
    if shape == "json":
        renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False, separators=(",", ":"))
        return _JsonLines(foreign_pre_chain=_CHAIN, processors=[_WITHOUT_META, renderer])
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_CHAIN, processors=[_WITHOUT_META, _line])


class _JsonLines(structlog.stdlib.ProcessorFormatter):
    """Lines of JSON; those of requests, of which there are many and whose shape is known, by the short way."""

    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", None)
        if told is None or record.exc_info:
            return super().format(record)
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        said = {"request": structlog.contextvars.get_contextvars().get("request"), **told}
        about = {"event": record.getMessage(), "level": record.levelname.lower(), "logger": record.name, "at": at}
        return to_json({**about, **said}).decode()


def logging_config(shape: str, level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: all loggers to stderr, because stdout is for answers."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "service.operation.logs.formatter", "shape": shape}},
        "handlers": {"talk": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line"}},
        "root": {"level": level.upper(), "handlers": ["talk"]},
    }


def _fields(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """What a logger was given besides the sentence: `log.info("request", extra={"told": {…}})`."""
    record = event.get("_record")
    return {**event, **getattr(record, "told", {})}


_CHAIN: tuple[Processor, ...] = (*_SHARED, _fields, structlog.processors.format_exc_info)
_WITHOUT_META = structlog.stdlib.ProcessorFormatter.remove_processors_meta


def _line(_: WrappedLogger, __: str, event: EventDict) -> str:
    """A line for people: time, level, logger, sentence, then the rest."""
    trace = event.pop("exception", None)
    first = [str(event.pop(name, "")) for name in ("at", "level", "logger", "event")]
    said = " ".join([*first, *(f"{name}={value}" for name, value in event.items())])
    return f"{said}\n{trace}" if trace else said
