"""The rules (罫) of the categories, drawn: css/components/kei.css in pixels."""

from PIL import ImageDraw

# A rule is 8 px high in CSS. Each is drawn from bands of full width (top, height) …
_BANDS = {
    "komochi": [(0, 5), (7, 1)],
    "soubashira": [(0, 2), (6, 2)],
    "ura": [(0, 8)],
    "misuji": [(0, 1), (3.5, 1), (7, 1)],
    "omote": [(3, 1)],
}
_CSS_HEIGHT = 8


def draw_kei(pen: ImageDraw.ImageDraw, rule: str, *, box, colour: str) -> None:
    """Fill `box` (left, top, right, bottom in pixels) with a rule; none for ""."""
    left, top, right, bottom = box
    unit = (bottom - top) / _CSS_HEIGHT
    for offset, height in _BANDS.get(rule, []):
        y = top + offset * unit
        pen.rectangle([left, y, right, y + height * unit - 1], fill=colour)
    if rule in _REPEATED:
        _REPEATED[rule](pen, box, unit, colour)


# … or from a mark that is repeated.


def _dots(pen, box, unit, colour):
    left, top, right, bottom = box
    middle, radius = (top + bottom) / 2, 2.5 * unit
    x = left + 3 * unit
    while x - radius < right:
        pen.ellipse([x - radius, middle - radius, x + radius, middle + radius], colour)
        x += 8 * unit


def _stitches(pen, box, unit, colour):
    left, top, right, _bottom = box
    x = left
    while x < right:
        pen.rectangle(
            [x, top + 2 * unit, x + 9 * unit - 1, top + 6 * unit - 1], fill=colour
        )
        x += 13 * unit


def _hatching(pen, box, unit, colour):
    left, top, right, bottom = box
    slope = (bottom - top) * 0.47
    x = left - slope
    while x < right:
        corners = [(x, bottom), (x + 2.2 * unit, bottom)]
        corners += [(x + 2.2 * unit + slope, top), (x + slope, top)]
        pen.polygon(corners, fill=colour)
        x += 5.5 * unit


_REPEATED = {"leader": _dots, "mishin": _stitches, "shasen": _hatching}
