"""Readers load one stylesheet; what it says is what its parts say."""

import gzip

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from allforces.static_storage import StaticStorage, fold, squeeze


def test_imports_become_layers_in_their_order():
    files = {
        "css/site.css": """@layer base, parts;
@import url("base.css") layer(base);
@import url("parts/card.css") layer(parts);
@import url("last.css");
p { color: red }""",
        "css/base.css": "a { b: c }",
        "css/parts/card.css": ".card { d: e }",
        "css/last.css": "i { f: g }",
    }

    assert (
        fold("css/site.css", files.get)
        == """@layer base, parts;
@layer base {a { b: c }}
@layer parts {.card { d: e }}
i { f: g }
p { color: red }"""
    )


def test_an_import_may_import():
    files = {
        "site.css": '@import url("parts/all.css") layer(parts);',
        "parts/all.css": '@import url("card.css");',
        "parts/card.css": ".card { d: e }",
    }

    assert fold("site.css", files.get) == "@layer parts {.card { d: e }}"


def test_a_relative_url_is_not_carried_to_another_folder():
    files = {
        "site.css": '@import url("parts/card.css");',
        "parts/card.css": ".card { background: url(paper.png) }",
    }

    with pytest.raises(ValueError, match=r"parts/card\.css: a relative url"):
        fold("site.css", files.get)


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("a {\n  b: c;\n  d: e;\n}\n", "a{b:c;d:e}"),
        ("a /* x { */ b { c: d }", "a b{c:d}"),
        ("a { b: c; } /* one */ /* two */ d { e: f; }", "a{b:c}d{e:f}"),
        (
            'a::before { content: "； /* ; */  x"; }',
            'a::before{content:"； /* ; */  x"}',
        ),
        (r"""q { quotes: "\"" '  ' }""", r"""q{quotes:"\"" '  '}"""),
        ("a :hover, b:hover { c: d }", "a :hover,b:hover{c:d}"),
        (
            "@media (min-width: 48rem) and (hover) { a { b: calc(1px + 2px) } }",
            "@media (min-width:48rem) and (hover){a{b:calc(1px + 2px)}}",
        ),
        ("a { b: light-dark(#fff, #000) }", "a{b:light-dark(#fff,#000)}"),
    ],
)
def test_squeezing_keeps_the_rules(css, squeezed):
    assert squeeze(css) == squeezed


def test_readers_load_one_small_stylesheet(tmp_path):
    source = FileSystemStorage(settings.BASE_DIR / "static")
    names = [
        path.relative_to(source.location).as_posix()
        for path in settings.BASE_DIR.glob("static/css/**/*.css")
        if "desk" not in path.as_posix()
    ]
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    for name in names:
        storage.save(name, source.open(name))

    list(storage.post_process({name: (source, name) for name in names}))

    hashed = storage.hashed_files["css/site.css"]
    css = (tmp_path / hashed).read_bytes()
    assert b"@import" not in css
    assert b"/*" not in css
    assert css.startswith(b"@layer reset,tokens,base,layout,prose,components,")
    assert b".post-card{" in css
    assert b".neighbours{" in css
    assert len(gzip.compress(css)) < 30_000
    assert (tmp_path / f"{hashed}.br").exists()
