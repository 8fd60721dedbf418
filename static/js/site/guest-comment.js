// Words that a guest has marked in the text become those that the comment is on.
// Without this script they are copied into the field by hand.
import { fill, isShortcut, markedOnPage, prepare } from "../quote.js";

const box = document.querySelector("[data-quote]");
let latest = null;

document.addEventListener("selectionchange", () => {
  latest = markedOnPage(document) ?? latest;
});

prepare(box, take);
document.addEventListener("keydown", (event) => {
  if (!isShortcut(event)) return;
  event.preventDefault();
  take();
});

function take() {
  if (latest) fill(box, latest);
  box.querySelector("[data-words]").focus();
}
