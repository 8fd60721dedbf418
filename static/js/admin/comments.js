// Marked words of the text or of its preview become the quote of a comment, and a
// comment leads to its words. Without this script the quote is typed or pasted.
import { fill, isShortcut, markedInField, markedOnPage, prepare } from "../quote.js";

const body = document.querySelector("#id_body");
const frame = document.querySelector("[data-preview] iframe");
const fresh = document.querySelector("[data-new-comment]");

// A field keeps its marks when another is clicked, so the last one to change counts.
let latest = null;

function note(marked) {
  if (marked) latest = marked;
}

body?.addEventListener("select", () => note(markedInField(body)));
document.addEventListener("selectionchange", () => {
  if (document.activeElement === body) note(markedInField(body));
});
document.addEventListener("keydown", shortcut);

function watchPreview() {
  const page = frame.contentDocument;
  page?.addEventListener("selectionchange", () => note(markedOnPage(page)));
  page?.addEventListener("keydown", shortcut);
}

if (frame) {
  frame.addEventListener("load", watchPreview);
  watchPreview();
}

function shortcut(event) {
  // Where a post is being sent back, the words are meant for that.
  const place = document.querySelector(".with-reason[open]:has([data-quote])") ?? fresh;
  if (!isShortcut(event) || !place) return;
  event.preventDefault();
  place.open = true;
  if (latest) fill(place.querySelector("[data-quote]"), latest);
  place.querySelector("[name=comment], [name=reason]").focus();
}

for (const box of document.querySelectorAll("[data-quote]")) {
  if (!body) continue;
  prepare(box, () => {
    if (latest) fill(box, latest);
    box.querySelector("[data-words]").focus();
  });
}

for (const link of document.querySelectorAll("[data-goto]")) {
  link.addEventListener("click", (event) => {
    const words = link.dataset.goto;
    const at = nearest(body.value, words, Number(link.dataset.near));
    if (at === -1) return;
    event.preventDefault();
    body.focus();
    body.setSelectionRange(at, at + words.length);
    show(at);
  });
}

function nearest(text, words, place) {
  let best = -1;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (best === -1 || Math.abs(at - place) < Math.abs(best - place)) best = at;
  }
  return best;
}

// A browser scrolls a field to its caret only when somebody types there.
function show(at) {
  const share = at / Math.max(body.value.length, 1);
  body.scrollTop = share * body.scrollHeight - body.clientHeight / 2;
  body.scrollIntoView({ block: "center" });
}
