"""HTML pages: the main text, and what the page says about itself."""

import re
from dataclasses import dataclass

import htmldate
import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
import trafilatura
from trafilatura.settings import Document

# Deeper trees than this are no page that an editor made; parsers recurse over them. Source: libxml2 stops at 256.
_DEPTH = 2_000
# What is left of a page of menus; the shortest news brief is one sentence.
_LEAST_WORDS = 8
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()
)
_BLOCKS = frozenset(
    """
    p div br li h1 h2 h3 h4 h5 h6 tr blockquote section article figcaption
    """.split()
)
_DROPPED = ("script", "style", "noscript", "template", "iframe")


@dataclass(frozen=True, slots=True)
class Page:
    """The main text of a page and its own metadata; ``published`` is an ISO date."""

    text: str
    title: str | None = None
    author: str | None = None
    site: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def read_page(html: str, *, url: str | None = None) -> Page | None:
    """Return the article of the page ``html``, or None where it holds none. Scripts are dropped, never run.

    The date is taken from the page's metadata (meta tags, JSON-LD, time elements), never guessed from prose.
    """
    if _too_deep(html):
        return None
    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    published = htmldate.find_date(
        lxml.html.fromstring(lxml.html.tostring(tree)), extensive_search=False, original_date=True
    )
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=True)
    if not isinstance(found, Document) or len((found.text or "").split()) < _LEAST_WORDS:
        return None
    return Page(
        text=found.text or "",
        title=found.title or None,
        author=found.author or None,
        site=found.sitename or None,
        published=published,
        url=url or found.url or None,
        language=language,
    )


def fragment_text(html: str) -> str:
    """Return the text of a piece of HTML that is all article (a feed's content), a line for each block."""
    if _too_deep(html):
        return ""
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return ""
    lxml.etree.strip_elements(tree, *_DROPPED, with_tail=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag in _BLOCKS and element is not tree:
            element.tail = "\n" + (element.tail or "")
    lines = ("".join(tree.itertext())).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _too_deep(html: str) -> bool:
    depth = 0
    for closing, name, empty in _TAG.findall(html):
        if name.lower() in _VOID or empty:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _DEPTH:
            return True
    return False
