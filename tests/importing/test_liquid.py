import pytest

from blog.importing.jekyll.liquid import Context, evaluate

INCLUDES = {
    "figure.html": '<img src="{{ include.src }}" alt="{{ include.alt }}">',
    "loop.html": "{% include loop.html %}",
    "odd.html": "{% odd %}",
    "ads-mid.html": "<ins>buy</ins>",
}


def context(**values):
    return Context(
        values={
            "site": {
                "title": "北の新聞",
                "posts": ["never"],
                "names": ["一", "二", "三"],
                "parts": [{"name": "甲"}, {"name": "乙"}],
                "comments": "false",
            },
            "page": {"title": "題名", "tags": ["a", "b"], "n": "3"},
            **values,
        },
        absolute="https://example.jp/base",
        relative="/base",
        find_post={"2025-01-05-x": "/2025/01/05/x/"}.get,
        find_file={"_pages/about.md": "/about/"}.get,
        include=INCLUDES.get,
    )


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("no liquid, 100% {a}", "no liquid, 100% {a}"),
        ("{{ page.title }} / {{site.title}}", "題名 / 北の新聞"),
        ("[{{ site.missing }}]", "[]"),
        ("{{ 'a' | append: '/b' | relative_url }}", "/base/a/b"),
        ("{{ '/feed.xml' | absolute_url }}", "https://example.jp/base/feed.xml"),
        ("{{ 'http://else/x' | relative_url }}", "http://else/x"),
        ("{{ page.tags | join: ', ' }}", "a, b"),
        ("{{ page.tags.size }}{{ page.tags.first }}", "2a"),
        ("{{ '<b>' | escape }}", "&lt;b&gt;"),
        ("{{ page.none | default: '既定' }}", "既定"),
        ("{% post_url 2025-01-05-x %}", "/2025/01/05/x/"),
        ("{% link _pages/about.md %}", "/about/"),
        ("a{% comment %} {{ x }} {% odd %} {% endcomment %}b", "ab"),
        (
            "{% raw %}{{ page.title }} {% odd %}{% endraw %}",
            "{{ page.title }} {% odd %}",
        ),
        (
            "{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}",
            "```ruby\nputs 1\n```",
        ),
        ("{% assign a = 'x' | upcase %}{{ a }}", "X"),
        ("{% capture a %}{{ page.n }}年{% endcapture %}{{ a }}", "3年"),
        (
            "{% for i in (1..page.n) %}{{ i }}"
            "{% unless forloop.last %}、{% endunless %}{% endfor %}",
            "1、2、3",
        ),
        (
            "{% for p in site.parts %}{{ forloop.index }}{{ p.name }}{% endfor %}",
            "1甲2乙",
        ),
        ("{% if page.title == '題名' %}a{% else %}b{% endif %}", "a"),
        ("{% if site.comments %}a{% elsif page.tags contains 'b' %}b{% endif %}", "b"),
        ("{% if site.no and page.title or site.title %}a{% else %}b{% endif %}", "b"),
        ("{% unless site.no %}a{% endunless %}", "a"),
        ("a  {%- if true -%}  b  {%- endif -%}  c", "abc"),
        (
            "{% include figure.html src='/a.png' alt=page.title %}",
            '<img src="/a.png" alt="題名">',
        ),
    ],
)
def test_closed_set_is_written_out(source, written):
    around = context()

    assert evaluate(source, around) == written
    assert around.not_understood == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ unknown }}",
        "{{ page.title | made_up }}",
        "{{ site.posts }}",
        "{{ page.content }}",
        "{{ 1 | append: }}",
    ],
)
def test_other_outputs_stay_as_they_are(source):
    around = context()

    assert evaluate(f"a {source} b", around) == f"a {source} b"
    assert around.not_understood == [source]


@pytest.mark.parametrize(
    "source",
    [
        "{% odd thing %}",
        "{% include nowhere.html %}",
        "{% include loop.html %}",
        "{% include odd.html %}",
        "{% include_relative x.md %}",
        "{% post_url 1999-01-01-gone %}",
        "{% for p in site.posts %}{{ p.title }}{% endfor %}",
        "{% for i in (1..99999999) %}x{% endfor %}",
        "{% for n in site.names %}a{% odd %}b{% endfor %}",
        "{% if unknown %}a{% endif %}",
    ],
)
def test_other_tags_are_set_aside_whole_and_listed(source):
    around = context()

    assert evaluate(f"a {source} b", around) == f"a <!-- {source} --> b"
    assert around.not_understood == [source]


@pytest.mark.parametrize(
    "source",
    [
        "{% if a %}never closed",
        "{% endif %}",
        "{% for a in b %}{% endif %}",
        "{% if true %}" * 5000 + "{% endif %}" * 5000,
    ],
)
def test_unbalanced_liquid_stays_as_it_is(source):
    around = context()

    assert evaluate(source, around) == source
    assert len(around.not_understood) == 1


def test_loops_within_loops_are_bounded():
    inner = "{% for b in (1..900) %}{% for c in (1..900) %}x{% endfor %}{% endfor %}"
    around = context()

    assert evaluate(inner, around) == f"<!-- {inner} -->"


def test_advertising_is_removed_and_listed():
    around = context()

    assert evaluate("a{% include ads-mid.html %}b", around) == "ab"
    assert around.removed == ["{% include ads-mid.html %}"]


def test_names_of_a_loop_or_include_end_with_it():
    around = context()
    source = "{% for i in (1..2) %}{{ i }}{% endfor %}{% include figure.html %}{{ i }}"

    assert evaluate(source, around).endswith(">{{ i }}")
