"""Pictures of the built site, to be looked at: python tests/support/site/screenshots.py SITE OUT [PAGE ...]

Each page in light and dark, 1200 and 375 pixels wide, as OUT/PAGE-THEME-WIDTH.png: the whole page, but not more than
its first 4,000 pixels. Without PAGE, those of the list below that the site has.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chromium import NARROWER, PHONE, browser
from local_server import served

PAGES = (
    "index.html",
    "tutorial.html",
    "gallery.html",
    "how-to/draw-a-contested-figure.html",
    "reference/data/index.html",
    "reference/data/events/kp-ru-artillery-ammunition.html",
    "reference/data/actors/ru.html",
    "reference/api/dataset.html",
    "reference/hedges.html",
    "reference/command-line.html",
    "search.html?q=ballistic",
)
TALLEST = 4_000


def take(site: Path, out: Path, pages: tuple[str, ...]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as address, browser() as chromium:
        for theme in ("light", "dark"):
            for width, height in (NARROWER, PHONE):
                page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
                for name in pages:
                    page.goto(address + name, wait_until="networkidle")
                    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                    flat = name.partition(".html")[0].replace("/", "_")
                    page.screenshot(
                        path=out / f"{flat}-{theme}-{width}.png",
                        full_page=True,
                        clip={"x": 0, "y": 0, "width": width, "height": tall},
                    )
                page.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    site, out = map(Path, sys.argv[1:3])
    take(site, out, tuple(sys.argv[3:]) or tuple(name for name in PAGES if (site / name.partition("?")[0]).is_file()))
