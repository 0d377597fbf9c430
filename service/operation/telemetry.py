"""Figures and traces of the service: FastAPI's own telemetry, read by Prometheus at `/metrics` and sent by OTLP."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.metrics import CallbackOptions, Meter, NoOpMeter, Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric

from service.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fastapi.telemetry import TelemetryConfig

    from service.publications.rules import Rules
    from service.settings import Settings


class _Durations(MeterProvider):
    """Without the count of requests under way: to keep it costs as much as all else, twice a request, and a scrape
    every few seconds sees little of it."""

    def get_meter(self, *arguments: Any, **named: Any) -> Meter:
        meter = super().get_meter(*arguments, **named)
        meter.create_up_down_counter = NoOpMeter("").create_up_down_counter  # type: ignore[method-assign]
        return meter


class _OfProcess(CollectorRegistry):
    """The figures of a registry, each with the number of this process: others that answer at the same address have
    figures of the same names, which must not be taken for these."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self._figures = registry

    def collect(self) -> Iterator[Metric]:
        for figure in self._figures.collect():
            told = Metric(figure.name, figure.documentation, figure.type, figure.unit)
            told.samples = [one._replace(labels={**one.labels, "process": str(os.getpid())}) for one in figure.samples]
            yield told


class Telemetry:
    """The figures of one application. `registry`: where they are, None where nothing is counted."""

    def __init__(self, settings: Settings) -> None:
        self.registry: CollectorRegistry | None = None
        self._provider: MeterProvider | None = None
        self._traces = settings.traces
        self._several = settings.workers > 1
        if settings.metrics:
            self.registry = CollectorRegistry()
            reader = PrometheusMetricReader(registry=self.registry, scope_info_enabled=False)
            resource = Resource({"service.name": "hantei", "service.version": VERSION})
            self._provider = _Durations([reader], resource, shutdown_on_exit=False)

    def config(self) -> TelemetryConfig:
        """For `FastAPI(telemetry=…)`. Traces go where the variables `OTEL_…` say."""
        config: TelemetryConfig = {
            "tracing": self._traces,
            "metrics": self._provider is not None,
            "logs": False,
            "operation_spans": False,
            "auto_configure": self._traces,
        }
        if self._provider is not None:
            config["meter_provider"] = self._provider
        return config

    def watch(self, rules: Rules) -> None:
        """Counts, too, whether the rules that were published last are in force."""
        if self._provider is None:
            return

        def refused(_: CallbackOptions) -> Iterable[Observation]:
            return [Observation(1 if rules.refused else 0)]

        self._provider.get_meter("hantei").create_observable_gauge(
            "hantei.rules.refused", [refused], description="1 while published rules do not load here"
        )

    def figures(self) -> bytes | None:
        """What `/metrics` shows, as Prometheus reads it; None where nothing is counted."""
        if self.registry is None:
            return None
        return generate_latest(_OfProcess(self.registry) if self._several else self.registry)

    def close(self) -> None:
        """Ends the counting."""
        if self._provider is not None:
            self._provider.shutdown()
