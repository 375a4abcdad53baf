"""The parts that a format gave to an Article: the text is kept as it is, the date settled by rank."""

from dateline.core import Article, Reject, content_id
from dateline.ingest.dates import date_in_url, parse_date
from dateline.ingest.found import Found, reject, sha256_of, too_large
from dateline.ingest.heads import Head, read_head
from dateline.ingest.language import guess_language, language_code
from dateline.ingest.options import IngestOptions
from dateline.ingest.pages import Page, read_page


def compose(found: Found, options: IngestOptions) -> Article | Reject:
    """Return the Article of ``found``, or the Reject that says why it is none."""
    text = found.text or ""
    page = _page(found) if not text.strip() and found.html is not None else Page(text)
    if isinstance(page, Reject):
        return page
    fault = _fault(page.text, found, options)
    return fault if fault is not None else _article(page.text, found, page, options)


def _page(found: Found) -> Page | Reject:
    advice = "open the page: menus, pay walls and pages made by scripts hold no text; save the article's text instead"
    try:
        page = read_page(found.html or "", url=found.url)
    except Exception as fault:  # hostile markup can break any part of three parsers; the run must go on
        return reject(found.where, "no_article", f"the page cannot be parsed ({type(fault).__name__})", advice)
    return page or reject(found.where, "no_article", "no article text was found in the page", advice)


def _fault(text: str, found: Found, options: IngestOptions) -> Reject | None:
    if not text.strip():
        return reject(found.where, "empty", "the text is empty", "give the article a text, or leave it out")
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        advice = "write the text again as UTF-8: half of a character pair stands alone"
        return reject(found.where, "encoding", "the text holds lone surrogates, which no file can store", advice)
    if "\x00" in text:
        return reject(found.where, "binary", "the text holds NUL characters", "clean the text of NUL characters")
    return too_large(found.where, options.max_bytes) if size > options.max_bytes else None


def _article(text: str, found: Found, page: Page, options: IngestOptions) -> Article:
    head = read_head(text)
    url = found.url or page.url
    published, published_from = _published(found, page, head, options)
    return Article(
        article_id=content_id("a", text),
        article_key=found.key,
        text=text,
        sha256=found.sha256 or sha256_of(text.encode("utf-8")),
        title=found.title or page.title,
        published=published,
        published_from=published_from,
        publisher=options.publisher or found.publisher or page.site,
        url=url,
        language=language_code(found.language or page.language) or guess_language(text),
        dateline_place=head.place,
        agency=found.agency or head.agency,
        extra=_extra(found, page),
    )


def _published(found: Found, page: Page, head: Head, options: IngestOptions) -> tuple[str | None, str | None]:
    """Return the publication date and where it stands.

    By rank: the argument, the column or the page's metadata, the URL, the head of the text, and last the
    column ``date_hint``, which by its name is a guess of somebody's: where both are known, the head is right
    and the hint a date of the event. A head that can be read two ways is settled by a hint that fits one.
    """
    metadata = _only(found.published or page.published)
    hint = _only(found.hint)
    url = date_in_url(found.url or page.url or "")
    fitting = [day for day in head.dates if len(head.dates) == 1 or day[:10] in {(url or "")[:10], (hint or "")[:10]}]
    head_date = fitting[0] if len(fitting) == 1 else None
    ranked = (
        (options.date, "argument"),
        (metadata, "metadata"),
        (url, "url"),
        (head_date, head.dated_by),
        (hint, "metadata"),
    )
    return next(((value, origin) for value, origin in ranked if value), (None, None))


def _only(value: str | None) -> str | None:
    parsed = parse_date(value) if value else None
    return parsed.value if parsed else None


def _extra(found: Found, page: Page) -> tuple[tuple[str, str], ...]:
    """Return the further columns, the page's author, and dates of columns that could not be read."""
    extra = list(found.extra)
    if page.author:
        extra.append(("author", page.author))
    if found.published and _only(found.published) is None:
        extra.append(("published", found.published))
    if found.hint:
        extra.append(("date_hint", found.hint))
    return tuple(extra)
