import pytest

from blog.importing.jekyll.config import Config


def test_zone_is_that_of_the_site_and_never_of_the_machine():
    assert Config({"timezone": "Asia/Tokyo"}).zone.key == "Asia/Tokyo"
    assert Config({}).zone.key == "UTC"
    with pytest.raises(ValueError, match="Mars/Base"):
        _ = Config({"timezone": "Mars/Base"}).zone


def test_pattern_of_the_collection_comes_before_that_of_the_site():
    site = {"permalink": "pretty"}
    own = {"collections": {"posts": {"permalink": "/:title/"}}}

    assert Config(site | own).permalink == "/:title/"
    assert Config(site).permalink == "/:categories/:year/:month/:day/:title/"
    assert Config({}).permalink == "/:categories/:year/:month/:day/:title:output_ext"


def test_defaults_go_from_wide_to_narrow_scopes_and_merge():
    config = Config(
        {
            "defaults": [
                {"scope": {"path": "_posts/x"}, "values": {"a": "narrow"}},
                {"scope": {"path": ""}, "values": {"a": "any", "b": {"one": "1"}}},
                {
                    "scope": {"path": "", "type": "posts"},
                    "values": {"a": "posts", "b": {"two": "2"}},
                },
                {"scope": {"path": "", "type": "pages"}, "values": {"c": "pages"}},
                {"scope": {"path": "*/deep"}, "values": {"d": "globbed"}},
                "nonsense",
            ]
        }
    )

    assert config.defaults_for("_posts/y.md", "posts") == {
        "a": "posts",
        "b": {"one": "1", "two": "2"},
    }
    assert config.defaults_for("_posts/x/y.md", "posts")["a"] == "narrow"
    assert config.defaults_for("about.md", "pages")["c"] == "pages"
    assert config.defaults_for("a/deep/y.md", "posts")["d"] == "globbed"


@pytest.mark.parametrize(
    ("path", "is_page"),
    [
        ("about.md", True),
        ("_pages/about.md", True),
        ("_layouts/default.html", False),
        (".github/x.md", False),
        ("old/x.md", False),
        ("vendor/x.md", False),
        ("a/~notes~.md", True),
        ("notes.md~", False),
    ],
)
def test_which_files_are_pages(path, is_page):
    config = Config({"include": ["_pages"], "exclude": ["old/"]})

    assert config.is_page_file(path) is is_page


def test_site_knows_its_own_hosts():
    assert Config({"url": "https://www.Example.jp"}).hosts == {
        "example.jp",
        "www.example.jp",
    }
    assert Config({}).hosts == set()
