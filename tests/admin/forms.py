"""Filling in the desk's forms as a browser would."""

from bs4 import BeautifulSoup

ADD = "/admin/blog/post/add/"
LIST = "/admin/blog/post/"


def change_url(post) -> str:
    return f"/admin/blog/post/{post.pk}/change/"


def fields(response, form="post_form") -> dict:
    """What a browser would send of the form as it was delivered, without a button."""
    soup = BeautifulSoup(response.content, "html.parser").find(id=form)
    sent = {}
    for field in soup.find_all(["input", "textarea", "select"]):
        name = field.get("name")
        if not name or field.has_attr("disabled"):
            continue
        for value in _values(field):
            sent.setdefault(name, []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def _values(field):
    if field.name == "textarea":
        # A browser drops the first line end, which Django writes for it.
        return [field.text.removeprefix("\r\n").removeprefix("\n")]
    if field.name == "select":
        chosen = field.find_all("option", selected=True) or field.find_all("option")[:1]
        return [option["value"] for option in chosen]
    if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
        return []
    return [field.get("value", "")]


def buttons(response) -> set[str]:
    soup = BeautifulSoup(response.content, "html.parser").find(id="post_form")
    named = soup.find_all("button", attrs={"name": True})
    return {button["name"] for button in named}


def press(client, url, button, value="1", **typed):
    """Open the form, type, press: everything in between is as the browser has it."""
    sent = fields(client.get(url)) | {name: typed[name] for name in typed}
    return client.post(url, sent | {f"_{button}": value})


def messages(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [item.get_text(strip=True) for item in soup.select(".messagelist li")]


def errors(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [item.get_text(strip=True) for item in soup.select(".errorlist li")]
