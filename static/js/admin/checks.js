// A finding leads to its very words, and what can be mended is mended with one press.
// Without this script its link leads to the field.
const panel = document.querySelector('[data-part="checks"]');

panel?.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-offset]");
  const button = event.target.closest("[data-mend]");
  if (link && select(link)) event.preventDefault();
  if (button) mend(button);
});

// The panel comes anew with every preview.
if (panel) new MutationObserver(offer).observe(panel, { childList: true });
offer();

function offer() {
  for (const button of panel?.querySelectorAll("[data-mend]") ?? []) {
    const field = fieldOf(linkOf(button));
    button.hidden = !field || field.disabled;
  }
}

function linkOf(button) {
  return button.closest("li").querySelector("a[data-offset]");
}

function fieldOf(link) {
  const field = document.getElementById(link.hash.slice(1));
  return field?.setSelectionRange ? field : null;
}

// The words may have moved since they were found.
function placeOf(link, field) {
  const { offset, length, found } = link.dataset;
  const start = Number(offset);
  const end = start + Number(length);
  if (field.value.slice(start, end) === found) return [start, end];
  const at = field.value.indexOf(found);
  if (found && at !== -1) return [at, at + found.length];
  return [start, start];
}

function select(link) {
  const field = fieldOf(link);
  if (!field) return false;
  for (let box = field; (box = box.parentElement.closest("details")); ) box.open = true;
  const [start, end] = placeOf(link, field);
  // A browser scrolls to the caret only when the field gets the focus.
  field.blur();
  field.setSelectionRange(start, start);
  field.focus();
  field.setSelectionRange(start, end);
  return true;
}

function mend(button) {
  const link = linkOf(button);
  const field = fieldOf(link);
  const [start, end] = placeOf(link, field);
  if (start === end) return;
  select(link);
  // Typed, not set: the browser can take it back, and others hear of it.
  const typed = button.dataset.mend
    ? document.execCommand("insertText", false, button.dataset.mend)
    : document.execCommand("delete");
  if (!typed) {
    field.setRangeText(button.dataset.mend, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
