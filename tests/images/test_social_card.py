from io import BytesIO

import pytest
from PIL import Image

from blog.images import social_card
from blog.images.social_card import Card, crop, draw
from blog.models.taxonomy import Hue, Rule

TITLE = "電力を先に買う者が、次の計算資源を握る"
LONG = "送電網の空きを待つ列が伸びるほど値打ちが増す契約電力という見えない資産を" * 4


def card(title=TITLE, **fields):
    fields = {"category": "投資分析", "rule": "komochi", "hue": "ai"} | fields
    return Card(title=title, site="ALLFORCES", has_seal=True, **fields)


def pixels(content):
    image = Image.open(BytesIO(content))
    assert image.size == (1200, 630)
    return image.convert("RGB")


def inked(image, box):
    """Whether anything but paper is in that part."""
    paper = image.getpixel((1190, 620))
    return any(colour != paper for _n, colour in image.crop(box).getcolors(1 << 20))


def test_a_card_is_small_and_the_same_each_time():
    first, again = draw(card()), draw(card())

    assert first == again
    assert pixels(first)
    assert len(first) < 80_000


def test_a_card_is_another_for_another_title():
    assert draw(card("別の題")) != draw(card())


@pytest.mark.parametrize("rule", Rule.values)
def test_every_rule_is_drawn_at_the_top(rule):
    image = pixels(draw(card(rule=rule)))

    assert inked(image, (0, 0, 1200, 24))
    assert not inked(image, (0, 25, 1200, 60))


def test_every_hue_has_its_colour():
    assert set(Hue.values) == social_card.HUES.keys()


@pytest.mark.parametrize("title", [TITLE, LONG, "NVIDIA", "字", "W" * 200, "題\n題"])
def test_a_title_stays_within_the_margins(title):
    image = pixels(draw(card(title)))

    assert not inked(image, (0, 60, 76, 500))
    assert not inked(image, (1124, 60, 1200, 500))
    assert not inked(image, (0, 500, 1200, 521))


def test_a_title_that_is_far_too_long_is_cut_with_an_ellipsis():
    size, lines = social_card._set(LONG)

    assert (size, len(lines)) == (42, 4)
    assert lines[-1].endswith("…")


def test_what_the_face_lacks_is_a_geta_and_rare_names_are_there():
    assert social_card._drawable("髙﨑鷗𠮟の😀と👩‍🔬、葛") == "髙﨑鷗𠮟の〓と〓、葛"


def test_a_cover_is_cut_around_its_focal_point():
    picture = Image.new("RGB", (1200, 2400), "white")
    picture.paste("red", (0, 0, 1200, 630))
    out = BytesIO()
    picture.save(out, "PNG")

    top = pixels(crop(out.getvalue(), focus=(50, 0)))
    foot = pixels(crop(out.getvalue(), focus=(50, 100)))

    red, white = top.getpixel((600, 315)), foot.getpixel((600, 315))
    assert red[0] > 240
    assert max(red[1:]) < 20
    assert min(white) > 240
