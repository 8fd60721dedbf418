// The writing field. Without this script it is a plain textarea, and all of this can be
// typed; Tab always leaves the field.
import { Field } from "./editor/field.js";
import { attachFullWindow, growWithText } from "./editor/height.js";
import { linkTool } from "./editor/links.js";
import { continueLists } from "./editor/lists.js";
import { attachPaste } from "./editor/paste.js";
import { attachDrop, Pictures } from "./editor/pictures.js";
import { followScroll } from "./editor/scroll.js";
import { attachToolbar } from "./editor/toolbar.js";

const root = document.querySelector("[data-editor]");
const field = new Field(root.querySelector("textarea"));
const frame = document.querySelector("[data-preview] iframe");
const pictures = new Pictures(field, root);
const chooser = root.querySelector("[data-choose]");

attachToolbar(field, root.querySelector("[role=toolbar]"), {
  link: linkTool(root.querySelector("dialog")),
  picture: () => chooser.click(),
});
chooser.addEventListener("change", () => {
  pictures.take([...chooser.files]);
  chooser.value = "";
});
attachFullWindow(field, root, root.querySelector("[data-full-window]"));
attachPaste(field, pictures);
attachDrop(field, root, pictures);
continueLists(field);
growWithText(field.area);
followScroll(field.area, frame);
