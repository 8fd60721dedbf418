// The words that somebody has marked, with what stands before and after them: in a
// text field, or in the text of a page. Null when nothing is marked.

const CONTEXT = 80;

export function markedInField(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  return start === end ? null : around(value, start, end);
}

export function markedOnPage(page) {
  const selection = page.getSelection();
  const text = page.querySelector(".prose");
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const before = page.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = page.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(text, text.childNodes.length);
  return {
    words: range.toString(),
    before: before.toString().slice(-CONTEXT),
    after: after.toString().slice(0, CONTEXT),
  };
}

function around(text, start, end) {
  return {
    words: text.slice(start, end),
    before: text.slice(Math.max(start - CONTEXT, 0), start),
    after: text.slice(end, end + CONTEXT),
  };
}

// Ctrl+Alt+M (⌘⌥M), as word processors have it; never while an input method composes.
export function isShortcut(event) {
  const withKeys = (event.ctrlKey || event.metaKey) && event.altKey;
  return withKeys && event.code === "KeyM" && !event.isComposing;
}

// Put what was marked into a box of fields; typing there makes the neighbours void.
export function fill(box, marked) {
  const words = box.querySelector("[data-words]");
  words.value = marked.words;
  box.querySelector("[data-before]").value = marked.before;
  box.querySelector("[data-after]").value = marked.after;
}

export function prepare(box, take) {
  const button = box.querySelector("[data-take]");
  button.hidden = false;
  button.addEventListener("click", take);
  box.querySelector("[data-words]").addEventListener("input", () => {
    box.querySelector("[data-before]").value = "";
    box.querySelector("[data-after]").value = "";
  });
}
