// One textarea. It is changed only by what the browser can undo, and never between
// compositionstart and compositionend, when an input method owns the text.
let composing = false;
let waiting = [];

document.addEventListener("compositionstart", () => (composing = true), true);
document.addEventListener("compositionend", () => {
  composing = false;
  // Not before the browser has put in what was composed.
  setTimeout(() => {
    if (!composing) waiting.splice(0).forEach((act) => act());
  });
}, true);

// Runs `act` now, or when nothing is being composed on the page any more.
export function whenIdle(act) {
  if (composing) waiting.push(act);
  else act();
}

// Safari ends a composition before the keydown of the Enter that ended it: 229.
export function isComposing(event) {
  return composing || event.isComposing || event.keyCode === 229;
}

export class Field {
  constructor(area) {
    this.area = area;
  }

  get text() {
    return this.area.value;
  }

  get start() {
    return this.area.selectionStart;
  }

  get end() {
    return this.area.selectionEnd;
  }

  get selected() {
    return this.text.slice(this.start, this.end);
  }

  // The places of the lines that the selection touches.
  get lines() {
    const last = this.text[this.end - 1] === "\n" && this.end > this.start;
    const end = this.text.indexOf("\n", last ? this.end - 1 : this.end);
    return {
      start: this.text.lastIndexOf("\n", this.start - 1) + 1,
      end: end < 0 ? this.text.length : end,
    };
  }

  // Puts `text` in the place of [start, end), and selects `chosen` of it: a pair of
  // offsets in `text`, by default its end.
  replace(start, end, text, chosen = [text.length, text.length]) {
    if (composing) return;
    this.area.focus();
    this.area.setSelectionRange(start, end);
    if (text !== "" || start !== end) this.#type(text);
    this.area.setSelectionRange(start + chosen[0], start + chosen[1]);
  }

  // Deprecated, and still the only way to type that undo takes back.
  #type(text) {
    const done = text
      ? document.execCommand("insertText", false, text)
      : document.execCommand("delete");
    if (done) return;
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  insert(text, chosen) {
    this.replace(this.start, this.end, text, chosen);
  }

  // Puts marks around the selection, or takes them away when they are there.
  wrap(before, after, sample) {
    const { start, end, text, selected } = this;
    const outside =
      text.slice(start - before.length, start) === before &&
      text.slice(end, end + after.length) === after;
    if (selected && outside) {
      const chosen = [0, selected.length];
      this.replace(start - before.length, end + after.length, selected, chosen);
      return;
    }
    const words = selected || sample;
    const chosen = [before.length, before.length + words.length];
    this.insert(before + words + after, chosen);
  }

  // Gives each touched line through `change(line, number)`.
  changeLines(change) {
    const { start, end } = this.lines;
    const before = this.text.slice(start, end);
    const after = before.split("\n").map(change).join("\n");
    const isOne = !before.includes("\n");
    this.replace(start, end, after, [isOne ? after.length : 0, after.length]);
  }

  // Puts `text` in as a block of its own. `chosen` as in `replace`.
  insertBlock(text, chosen = [text.length, text.length]) {
    const before = this.text.slice(0, this.start).replace(/ +$/, "");
    const after = this.text.slice(this.end);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const trail = after.startsWith("\n\n") ? "" : after.startsWith("\n") || after === "" ? "\n" : "\n\n";
    this.insert(
      lead + text + trail,
      chosen.map((at) => lead.length + at),
    );
  }
}
