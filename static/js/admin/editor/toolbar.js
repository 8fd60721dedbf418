// The buttons above the text, and their keys. One stop for Tab; arrows move inside.
import { isComposing } from "./field.js";
import { TOOLS } from "./tools.js";

// Key (as written on the button's aria-keyshortcuts) to what is pressed with Ctrl or ⌘.
const KEYS = {
  KeyB: "bold",
  KeyE: "code",
  KeyK: "link",
  "shift+Digit2": "heading",
  "shift+Digit8": "list",
  "shift+Period": "quote",
};

export function attachToolbar(field, bar, more) {
  const tools = { ...TOOLS, ...more };
  const buttons = [...bar.querySelectorAll("button, select")];
  const press = (name) => {
    const button = bar.querySelector(`[data-tool="${name}"]`);
    if (button) tools[name](field, button.dataset.words ?? "");
    return Boolean(button);
  };
  bar.hidden = false;
  // The field keeps its selection and the keyboard of a phone stays.
  bar.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) event.preventDefault();
  });
  bar.addEventListener("click", (event) => {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    if (name) press(name);
  });
  bar.addEventListener("change", (event) => insertPassage(field, event.target));
  field.area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isComposing(event)) return;
    const name = KEYS[(event.shiftKey ? "shift+" : "") + event.code];
    if (name && press(name)) event.preventDefault();
  });
  rove(bar, buttons);
}

function insertPassage(field, select) {
  if (!select.value) return;
  field.insertBlock(select.value);
  select.value = "";
}

function rove(bar, buttons) {
  const stop = (at) => buttons.forEach((each, place) => (each.tabIndex = place === at ? 0 : -1));
  stop(0);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = (at + step + buttons.length) % buttons.length;
    stop(next);
    buttons[next].focus();
  });
}
