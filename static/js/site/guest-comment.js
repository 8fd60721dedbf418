// Words that a guest has marked in the text become those that the comment is on.
// Without this script they are copied into the field by hand.
import { fill, markedOnPage, prepare } from "../quote.js";

const box = document.querySelector("[data-quote]");
let latest = null;

document.addEventListener("selectionchange", () => {
  latest = markedOnPage(document) ?? latest;
});

prepare(box, () => {
  if (latest) fill(box, latest);
  box.querySelector("[data-words]").focus();
});
