// Enter goes on with a list or a quotation, and ends it in an empty line of one.
// Shift+Enter breaks the line inside a paragraph.
import { isComposing } from "./field.js";

const ITEM = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?(.*)$/;
const QUOTE = /^((?:>[ \t]?)+)(.*)$/;
const FENCE = /^[ \t]*(?:```|~~~)/gm;

export function continueLists(field) {
  field.area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || isComposing(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey ? breakLine(field) : goOn(field)) event.preventDefault();
  });
}

function breakLine(field) {
  field.insert("\\\n");
  return true;
}

function goOn(field) {
  if (field.start !== field.end || isInCode(field)) return false;
  const { start, end } = field.lines;
  const line = field.text.slice(start, field.end);
  const next = following(line);
  if (next === null) return false;
  if (next.isEmpty && field.end === end) field.replace(start, end, "");
  else field.insert(`\n${next.marker}`);
  return true;
}

function following(line) {
  const item = ITEM.exec(line);
  if (item) {
    const [, indent, bullet, number, sign, space, box, words] = item;
    const mark = bullet ?? `${Number(number) + 1}${sign}`;
    return { marker: indent + mark + space + (box ? "[ ] " : ""), isEmpty: !words.trim() };
  }
  const quote = QUOTE.exec(line);
  return quote && { marker: quote[1], isEmpty: !quote[2].trim() };
}

function isInCode(field) {
  const fences = field.text.slice(0, field.start).match(FENCE);
  return (fences?.length ?? 0) % 2 === 1;
}
