"""A page on paper: the same templates and values as PDF, fonts embedded, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from service.pages.rendering import STATIC, environment
from service.web.problems import NO_PDF, ProblemError

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

STYLES = ("vendor/design-tokens/tokens.css", "pages.css", "report.css")


def as_pdf(template: str, lang: str, attached: Mapping[str, bytes], **values: Any) -> bytes:
    """The PDF of a template; `attached`: files inside of it by their names.

    Raises ProblemError where WeasyPrint or what it needs of the system is not there.
    """
    try:
        import weasyprint  # noqa: PLC0415 - an extra, and slow to import
    except (ImportError, OSError):
        raise ProblemError(NO_PDF) from None
    text = environment(lang).get_template(template).render(**values)
    document = weasyprint.HTML(string=text, url_fetcher=_refused)
    styles = [
        weasyprint.CSS(string=(STATIC / file).read_text(encoding="utf-8"), url_fetcher=_refused) for file in STYLES
    ]
    files = [
        weasyprint.Attachment(string=content, name=name, url_fetcher=_refused) for name, content in attached.items()
    ]
    made: bytes = document.write_pdf(stylesheets=styles, attachments=files, pdf_tags=True)
    return made


def _refused(url: str) -> URLFetcherResponse:
    """Nothing is fetched: styles are given as text, and pages hold no pictures of others."""
    raise ValueError(url)
