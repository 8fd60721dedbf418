// The preview follows what is typed, a moment after the last key. Without this script
// the button in the preview's bar does the same.
const PAUSE_MS = 150;

const pane = document.querySelector("[data-preview]");
const form = pane.closest("form");
const frame = pane.querySelector("iframe");

let timer;
let composing = false;
let running;

// Between compositionstart and compositionend an input method owns the text:
// nothing is sent and nothing moves.
form.addEventListener("compositionstart", () => {
  composing = true;
  clearTimeout(timer);
});
form.addEventListener("compositionend", () => {
  composing = false;
  soon();
});
form.addEventListener("input", soon);

function soon() {
  clearTimeout(timer);
  if (!composing) timer = setTimeout(refresh, PAUSE_MS);
}

async function refresh() {
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(pane.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      signal: running.signal,
    });
    if (response.ok && !response.redirected && !composing) show(await response.text());
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

// Only what has changed is put in, so that the preview keeps its place.
function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const main = fresh.querySelector("main");
  const shown = frame.contentDocument?.querySelector("main");
  if (!main || !shown) return;
  shown.replaceWith(frame.contentDocument.adoptNode(main));
  outward();
  spread(fresh);
}

// Figures and checks come with the preview, from the renderer that prints.
function spread(fresh) {
  for (const part of fresh.querySelectorAll("template[data-for]")) {
    const place = document.querySelector(`[data-part="${part.dataset.for}"]`);
    // Somebody who answers a finding keeps the panel as it is.
    if (place?.contains(document.activeElement)) continue;
    place?.replaceChildren(document.importNode(part.content, true));
  }
}

// A link in the preview opens beside it; footnotes stay inside.
function outward() {
  const links = frame.contentDocument?.querySelectorAll('a[href]:not([href^="#"])');
  for (const link of links ?? []) link.target = "_blank";
}

frame.addEventListener("load", loaded);
if (frame.contentDocument?.readyState === "complete") loaded();

function loaded() {
  outward();
  if (frame.contentDocument) spread(frame.contentDocument);
}

if ("stale" in pane.dataset) refresh();
