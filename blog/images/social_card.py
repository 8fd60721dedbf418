"""The picture that a post is shared with: its title, set in Mincho under its rule.

Sizes are in pixels. What lines may not begin and end with is the business of
`text.japanese`; here they are filled by width.
"""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, features

from blog.images.kei import draw_kei
from blog.images.validation import failures_named
from blog.text.japanese import graphemes
from blog.text.lines import fill

SIZE = (1200, 630)
MARGIN = 80
FONT = Path(__file__).parent / "fonts/NotoSerifJP-Bold.ttf"
# Largest first, with the number of lines that a title of this size may take.
TITLE_SIZES = ((80, 3), (72, 3), (64, 3), (56, 4), (48, 4), (42, 4))
LEADING = 1.36
PAPER, INK, INK_2 = "#fafcf9", "#15201b", "#43504a"
SEAL, ON_SEAL = "#c0301f", "#ffffff"
HUES = {
    "ai": "#1d4f91",
    "fuji": "#6c3f8c",
    "aotake": "#00685c",
    "kaki": "#8c4500",
    "matsuba": "#4b6212",
    "nibi": "#4a5560",
    "budo": "#8a2c5b",
    "kogecha": "#66472f",
}
MISSING = "〓"
# Raised when the same words would be drawn otherwise.
VERSION = 1


@dataclass(frozen=True)
class Card:
    """What is drawn. `rule` and `hue` are the category's; "" for a page without.

    The seal stands only beside the name that it belongs to.
    """

    title: str
    category: str
    rule: str
    hue: str
    site: str
    has_seal: bool


def draw(card: Card) -> bytes:
    """A PNG of 1200 × 630."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    hue = HUES.get(card.hue, INK)
    draw_kei(pen, card.rule, box=(0, 0, SIZE[0], 24), colour=hue)
    _write(pen, (MARGIN, 62), card.category, size=34, colour=hue)
    size, lines = _set(card.title)
    for number, line in enumerate(lines):
        at = (MARGIN, 148 + round(number * size * LEADING))
        _write(pen, at, line, size=size, colour=INK)
    foot = SIZE[1] - 108
    pen.line([(MARGIN, foot), (SIZE[0] - MARGIN, foot)], fill=INK, width=2)
    _sign(pen, foot + 24, card)
    out = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def crop(content: bytes, *, focus: tuple[int, int]) -> bytes:
    """A cover as a JPEG of 1200 × 630 around its focal point (percent)."""
    with failures_named():
        image = Image.open(BytesIO(content)).convert("RGBA")
        plate = Image.new("RGBA", image.size, PAPER)
        plate.alpha_composite(image)
        centering = (focus[0] / 100, focus[1] / 100)
        fitted = ImageOps.fit(plate.convert("RGB"), SIZE, centering=centering)
        out = BytesIO()
        fitted.save(out, "JPEG", quality=82, optimize=True, progressive=True)
        return out.getvalue()


def _set(title):
    """The largest size at which the title fits, and its lines; else cut with …."""
    title = _drawable(title)
    width = SIZE[0] - 2 * MARGIN
    for size, most in TITLE_SIZES:
        lines = fill(title, width, _measure(size))
        if len(lines) <= most:
            return size, _balanced(title, width, len(lines), size)
    kept = lines[:most]
    return size, [*kept[:-1], _cut(kept[-1], width, size)]


def _balanced(title, width, count, size):
    """As many lines in the narrowest column that holds them: no last line of 二字."""
    lines = fill(title, width, _measure(size))
    if count == 1:
        return lines
    low, high = width // 2, width
    while high - low > size // 4:
        middle = (low + high) // 2
        narrower = fill(title, middle, _measure(size))
        if len(narrower) > count:
            low = middle
        else:
            lines, high = narrower, middle
    return lines


def _cut(line, width, size):
    measure = _measure(size)
    while line and measure(line + "…") > width:
        line = line[:-1]
    return line + "…"


def _sign(pen, top, card):
    left = MARGIN
    if card.has_seal:
        pen.rectangle([left, top, left + 59, top + 59], fill=SEAL)
        _write(pen, (left + 9, top + 1), "勢", size=42, colour=ON_SEAL)
        left += 82
    _write(pen, (left, top + 6), card.site, size=36, colour=INK_2)


def _write(pen, at, text, *, size, colour):
    pen.text(at, _drawable(text), font=_font(size), fill=colour, features=_features())


def _drawable(text):
    """Characters that the face does not have are shown as 〓, never as a box."""
    text = " ".join(text.replace("\u2060", "").split())
    return "".join(
        grapheme
        if all(map(_is_known, grapheme))
        else (grapheme[0] if _is_known(grapheme[0]) else MISSING)
        for grapheme in graphemes(text)
    )


@lru_cache(maxsize=8192)
def _is_known(char):
    """Whether the face has it: Pillow tells no more than how it would be drawn."""
    font = _font(24)
    drawn, missing = font.getmask(char), font.getmask("\U0010ffff")
    return drawn.size != missing.size or bytes(drawn) != bytes(missing)


def _measure(size):
    font = _font(size)
    return lambda text: font.getlength(text, features=_features())


def _features():
    # Pillow's wheels bring Raqm; without it a title is set a little wider.
    return ["palt"] if features.check("raqm") else None


@lru_cache(maxsize=16)
def _font(size):
    return ImageFont.truetype(FONT, size)
