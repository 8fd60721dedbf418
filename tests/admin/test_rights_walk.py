"""SEC-20, SEC-22, SEC-25, SEC-28, rows 88 and 89: the desk × roles × states.

What a role may do comes from docs/roles.md, what else it keeps from ROLES. Every
address is asked; one that no table here knows fails.
"""

import re
from functools import cache

import pytest
from django.db import transaction

from blog.admin.buttons import BUTTONS
from blog.publishing.roles import ROLES
from tests.admin.walk import ELSEWHERE, PEOPLE, Desk, addresses
from tests.publishing.test_roles import written_table

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
STAFF = [person for person in PEOPLE if person != "anonymous"]

# The pages of one post: the action that POST is, and what it sends. GET is to view.
OF_A_POST = {
    "blog_post_change": ("edit", {"title": "題"}),
    "blog_post_history": ("view", {}),
    "blog_post_save": ("view", {}),
    "blog_post_bar": ("view", {}),
    "blog_post_preview": ("view", {}),
    "blog_post_preview_save": ("view", {}),
    "blog_post_preview_edition": ("view", {}),
    "blog_post_evidence": ("view", {}),
    "blog_post_comments": ("comment", {"comment": "単位は"}),
    "blog_post_related": ("relate", {}),
    "blog_post_share": ("share", {"_share": "1", "hours": "48"}),
    "blog_post_picture": ("edit", {}),
    "blog_post_autosave": ("edit", {"title": "題", "tab": "walk"}),
    "blog_post_presence": ("edit", {"tab": "walk"}),
}
# The pages of none: the action that asking is. None: found by nobody.
OF_ALL_POSTS = {
    "blog_post_changelist": "view",
    "blog_post_front": "pin",
    "blog_post_queue": "view",
    "blog_post_links": "view",
    "blog_post_social_card": "view",
    "blog_post_as_of": "view_as_of",
    "blog_post_add": "create",
    "blog_post_preview_new": "create",
    "blog_post_picture_new": "create",
    "blog_post_autosave_new": "create",
    "blog_post_autosaved": None,
    "blog_post_autosaved_discard": None,
}
ONLY_POST = {
    "blog_post_picture",
    "blog_post_picture_new",
    "blog_post_autosave",
    "blog_post_autosave_new",
    "blog_post_presence",
}
ONLY_GET = {"blog_post_links", "blog_post_social_card"}
# What the stock admin answers to everybody who works here: GET, POST.
OF_THE_SITE = {
    "index": ({200}, {200}),
    "login": ({302}, {200}),
    "logout": ({405}, {200, 302}),
    "password_change": ({200}, {200}),
    "password_change_done": ({200}, {405}),
    "autocomplete": ({403}, {405}),
    "jsi18n": ({200}, {405}),
    "view_on_site": ({404}, {404}),
    "app_list": ({200, 404}, {200, 404}),
    "admin/(?P<url>.*)$ without a name": ({404}, {404}),
}
STOCK = re.compile(
    r"(?P<kind>(?:blog|auth)_\w+?)_(?P<page>changelist|add|change|delete|history"
    r"|csv|password_change)"
)
# What no right on own posts allows: it ends at the beats even there.
BY_BEAT = {"relate"}
FORWARDS = re.compile(r"admin/\w+/\w+/<path:object_id>/ without a name")
DONE = {200, 302, 400, 422}
REFUSED = {403, 409}
# POST to those that only show something is asked in some states, forged buttons too.
SOME = {"own draft", "in review", "live"}


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Desk()
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(desk):
    """The desk holds one transaction for all tests here: they need none of theirs."""


@cache
def table():
    return written_table()


def may(person, action, own=True, stage=None, publication=None) -> bool:
    """Whether docs/roles.md allows it: there, or (no stage) somewhere."""
    roles = list(ROLES) if person == "superuser" else [_role(person)]
    return any(
        row[:3] == (role, action, own)
        and stage in (None, row[3])
        and publication in (None, row[4])
        for role in roles
        for row in table()
    )


def _role(person):
    return "editor" if person == ELSEWHERE else person


def may_at(person, action, state) -> bool:
    if person == ELSEWHERE and (not state.own or action in BY_BEAT):
        return False
    if state.is_trashed and action not in ("view", "recover"):
        return False
    return may(person, action, state.own, state.stage, state.publication)


def expected_at_post(person, name, state, *, is_post) -> set[int]:
    if person == "anonymous":
        return {302}
    if not may_at(person, "view", state):
        return {404}
    if name == "blog_post_preview_edition" and state.post.editions.count() == 0:
        return {404}
    if not is_post:
        return {405} if name in ONLY_POST else {200}
    if not may_at(person, OF_A_POST[name][0], state):
        return REFUSED
    # What is on air as it stands needs no link.
    return DONE | {409} if name == "blog_post_share" else DONE


def expected_of_all(person, name, *, is_post) -> set[int]:
    action = OF_ALL_POSTS[name]
    if action is None:
        return {404}
    if not may(person, action) or (action == "view_as_of" and person == ELSEWHERE):
        return {403}
    if name in (ONLY_GET if is_post else ONLY_POST):
        return {405}
    return DONE if is_post else {200}


def expected_of_stock(person, kind, page, *, is_post) -> set[int]:
    """Of a row that is no post, and of deleting a post."""
    model = kind.partition("_")[2]
    if page == "password_change":
        page = "change"
    if not _holds(person, kind, model, page, is_post=is_post):
        return {403}
    return DONE if is_post else {200}


NEVER = {
    ("blog_missingpath", "add"),
    *(("blog_audit", "add"), ("blog_audit", "delete"), ("blog_passage", "delete")),
    ("blog_searchmiss", "add"),
    *(("blog_crawlerrule", "add"), ("blog_crawlerrule", "delete")),
}


def _holds(person, kind, model, page, *, is_post):
    if (kind, page) in NEVER or (kind == "blog_audit" and person == ELSEWHERE):
        return False
    if person == "superuser":
        return not (kind == "blog_audit" and page == "change" and is_post)
    if kind.startswith("auth_"):
        return False
    role = ROLES.get(_role(person))
    rights = role.rights if role else ()
    looks, changes = f"view_{model}", f"change_{model}"
    match page:
        case "add" | "delete":
            return f"{page}_{model}" in rights
        case "change" if is_post:
            return changes in rights
    return looks in rights or changes in rights


def url_of(route, number, kind=None):
    """The address of a pattern; `number` stands for the object."""
    known = {
        "<path:object_id>": str(number),
        "<id>": str(number),
        "<int:number>": "1",
        "<slug:tab>": "others-tab",
        "<path:content_type_id>": "1",
        "^(?P<app_label>blog|auth)/$": "blog/",
        "^(?P<app_label>auth|blog)/$": "blog/",
        "(?P<url>.*)$": "nowhere/",
    }
    for part, value in known.items():
        route = route.replace(part, value)
    assert not re.search(r"[<>^$]", route), f"The walk cannot fill in {route}"
    return f"/{route}"


def stops(desk, person):
    """(what, url, data of a POST, expected by GET, expected by POST) for every stop."""
    for name, route in addresses().items():
        if name in OF_A_POST:
            for state in desk.states(person):
                data = OF_A_POST[name][1] | {"base_version": state.post.lock_version}
                yield (
                    f"{name}, {state.name}",
                    url_of(route, state.post.pk),
                    data,
                    *(
                        expected_at_post(person, name, state, is_post=is_post)
                        for is_post in (False, True)
                    ),
                )
        elif name == "blog_post_delete":
            for state in desk.states(person):
                yield (
                    f"{name}, {state.name}",
                    url_of(route, state.post.pk),
                    {},
                    {403},
                    {403},
                )
        else:
            yield (name, *_other_stop(desk, person, name, route))


def _other_stop(desk, person, name, route):
    stock = STOCK.fullmatch(name)
    if name in OF_ALL_POSTS:
        both = [
            expected_of_all(person, name, is_post=is_post) for is_post in (False, True)
        ]
        return url_of(route, 0), {}, *both
    if name in OF_THE_SITE:
        return url_of(route, 0), {}, *OF_THE_SITE[name]
    if FORWARDS.fullmatch(name):
        return url_of(route, 999_999), {}, {302}, {302}
    assert stock, f"A new address that the walk does not know: {name} ({route})"
    kind, page = stock["kind"], stock["page"]
    both = [
        expected_of_stock(person, kind, page, is_post=is_post)
        for is_post in (False, True)
    ]
    return url_of(route, desk.rows[kind]), {}, *both


# GET


@cache
def walked(desk, person):
    """The answers to GET at every stop, and whether anything changed meanwhile."""
    before = desk.fingerprint()
    answers = {
        what: (desk.ask(person, url), expected)
        for what, url, _data, expected, _post in stops(desk, person)
    }
    after = desk.fingerprint()
    return answers, [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize("person", STAFF)
def test_answers_to_get(desk, person):
    answers, _changed = walked(desk, person)

    wrong = {
        what: (response.status_code, expected)
        for what, (response, expected) in answers.items()
        if response.status_code not in expected
    }
    assert wrong == {}
    assert len(answers) > 150


def test_without_a_login_there_is_nothing_but_the_login(desk):
    answers, _changed = walked(desk, "anonymous")

    for what, (response, _expected) in answers.items():
        if what == "login":
            assert response.status_code == 200
        elif what == "logout":
            assert response.url == "/admin/"
        else:
            assert response.status_code == 302, what
            assert response.url.startswith(LOGIN), what


@pytest.mark.parametrize("person", PEOPLE)
def test_get_changes_nothing(desk, person):
    _answers, changed = walked(desk, person)

    assert changed == []


# The policy

SOURCES = {"'none'", "'self'"}
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
INLINE = re.compile(
    r"<[a-z][^<>]*?\s(?:style|on[a-z]+)\s*=\s*[\"'][^<>]*>"
    r"|<style\b[^>]*>"
    r"|<script\b(?![^>]*\b(?:src=|type=\"(?:application/(?:ld\+)?json)\"))[^>]*>"
    r"|(?:href|src|action)\s*=\s*[\"']\s*javascript:",
    re.I,
)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_answer_carries_the_strict_policy(desk, person):
    answers, _changed = walked(desk, person)

    for what, (response, _expected) in answers.items():
        header = response.headers["Content-Security-Policy"]
        policy = dict(part.strip().split(" ", 1) for part in header.split(";"))
        assert STRICT.items() <= policy.items(), what
        assert set(" ".join(policy.values()).split()) <= SOURCES, what


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_has_anything_that_the_policy_would_stop(desk, person):
    answers, _changed = walked(desk, person)

    found = {
        what: INLINE.findall(response.content.decode())
        for what, (response, _expected) in answers.items()
        if response.headers.get("Content-Type", "").startswith("text/html")
    }
    assert {what: parts for what, parts in found.items() if parts} == {}


# POST


@pytest.mark.parametrize("person", PEOPLE)
def test_answers_to_post(desk, person):
    before, wrong, asked = desk.fingerprint(), {}, 0

    for what, url, data, _get, expected in stops(desk, person):
        if what == "logout" or _only_shows(what):
            continue
        response = desk.ask(person, url, data)
        asked += 1
        if person == "anonymous":
            is_right = response.status_code == 403 or (
                what == "login" or response.url.startswith(LOGIN)
            )
        else:
            is_right = response.status_code in expected
        if not is_right:
            wrong[what] = (response.status_code, expected)

    assert wrong == {}
    assert asked > 100
    assert desk.fingerprint() == before


def _only_shows(what):
    name, _comma, state = what.partition(", ")
    return OF_A_POST.get(name, ("",))[0] == "view" and state not in SOME


@pytest.mark.parametrize("person", [*STAFF[:-1]])
def test_forged_buttons(desk, person):
    before, wrong = desk.fingerprint(), {}

    for state in desk.states(person):
        if state.name not in SOME:
            continue
        for name, button in BUTTONS.items():
            if may(person, button.transition, state.own) and person != ELSEWHERE:
                continue
            if person == ELSEWHERE and state.own:
                continue
            data = {
                "base_version": state.post.lock_version,
                "reason": "無断で",
                "publish_at_0": "2031-04-01",
                "publish_at_1": "07:00",
                f"_{name}": "1",
            }
            url = url_of(addresses()["blog_post_change"], state.post.pk)
            client = desk.clients[person]
            status = client.post(url, data).status_code
            sees = may_at(person, "view", state)
            if status not in (REFUSED if sees else {404}):
                wrong[state.name, name] = status

    assert wrong == {}
    assert desk.fingerprint() == before
