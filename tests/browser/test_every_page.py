"""What holds on every page: the policy, accessibility (axe), nothing off the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1280, "dark")]),
]

# Where to go, and perhaps which link to follow from there.
READERS_PAGES = {
    "front": ("/", None),
    "list": ("/page/2/", None),
    "post": ("/", "main h2 a, main h3 a"),
    "category": ("/", "main a[href^='/category/']"),
    "tag": ("/tags/", "main a[href^='/tags/']"),
    "tags": ("/tags/", None),
    "author": ("/authors/", "main a[href^='/authors/']"),
    "authors": ("/authors/", None),
    "archive": ("/archive/", None),
    "month": ("/archive/", "main a[href^='/archive/2']"),
    "series": ("/series/", "main a[href^='/series/']"),
    "all series": ("/series/", None),
    "post in a series": ("/series/by-hand/", "main h3 a"),
    "company": ("/companies/", "main a[href^='/companies/']"),
    "feature": ("/features/", "main a[href^='/features/']"),
    "most read": ("/popular/", None),
    "nearly missing": ("/kv-cash-by-hand/", None),
    "search": ("/search/?q=電力&year=2026", None),
    "search in vain": ("/search/?q=存在しない言葉", None),
    "about": ("/about/", None),
    "corrections": ("/corrections/", None),
    "missing": ("/nowhere/", None),
}
DESK_PAGES = {
    "desk": ("/admin/", None),
    "posts": ("/admin/blog/post/", None),
    "queue": ("/admin/blog/post/queue/", None),
    "front page": ("/admin/blog/post/front/", None),
    "related posts": ("/admin/blog/post/1/related/", None),
    "features": ("/admin/blog/feature/", None),
    "redirects": ("/admin/blog/redirect/", None),
    "trash": ("/admin/blog/post/?stage=trashed", None),
    "new post": ("/admin/blog/post/add/", None),
    "post": ("/admin/blog/post/", "#result_list tbody th a"),
    "as of": ("/admin/blog/post/as-of/", None),
    "categories": ("/admin/blog/category/", None),
    "users": ("/admin/auth/user/", None),
    "user": ("/admin/auth/user/", "#result_list tbody th a"),
    "group": ("/admin/auth/group/", "#result_list tbody th a"),
}


def visit(window, start, link):
    window.goto(start)
    if link:
        window.goto(window.locator(link).first.get_attribute("href", timeout=3000))


def look(window):
    """What is wrong with the page that `window` shows."""
    # Before axe, which measures some colours by styles of its own.
    complaints = list(window.complaints)
    axe = Axe().run(window)
    wrong = [
        f"{violation['id']}: {node['target']} {node['html'][:120]}"
        for violation in axe.response["violations"]
        for node in violation["nodes"]
    ]
    if window.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        wrong.append("wider than the screen")
    return wrong + complaints


@pytest.mark.parametrize("name", READERS_PAGES)
def test_readers_page(open_window, name, theme, width):
    window = open_window(width=width, theme=theme)

    visit(window, *READERS_PAGES[name])

    assert look(window) == []


@pytest.mark.parametrize("name", DESK_PAGES)
def test_desk_page(open_window, name, theme, width):
    window = open_window(width=width, theme=theme, account="admin")

    visit(window, *DESK_PAGES[name])

    assert look(window) == []


def test_login_page(open_window, theme, width):
    window = open_window(width=width, theme=theme)

    visit(window, "/admin/login/", None)

    assert look(window) == []


def test_what_is_wrong_is_seen(open_window, theme, width):
    """The look itself: a page with an inline script, faint text and a wide block."""
    window = open_window(width=width, theme=theme)
    window.goto("/")

    window.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "1";
        const faint = document.createElement("p");
        faint.textContent = "faint";
        faint.style.color = "#777";
        faint.style.background = "#888";
        faint.style.width = "3000px";
        document.querySelector("main").append(script, faint);
    }""")

    found = " ".join(look(window))
    assert "color-contrast: " in found
    assert "wider than the screen" in found
    assert "Content Security Policy" in found
