// What is pasted: pictures are taken in, pages and documents become Markdown, an address
// makes a link of the selected words. Ctrl+Shift+V pastes plain text, as ever.
import { isComposing } from "./field.js";
import { toMarkdown } from "./html-to-markdown.js";

const ADDRESS = /^https?:\/\/\S+$/;

export function attachPaste(field, pictures) {
  let plain = false;
  field.area.addEventListener("keydown", (event) => {
    plain = (event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyV";
  });
  field.area.addEventListener("paste", (event) => {
    if (plain || isComposing(event) || !event.clipboardData) return;
    if (take(field, pictures, event.clipboardData)) event.preventDefault();
  });
}

function take(field, pictures, data) {
  const text = data.getData("text/plain");
  // Word and Excel send a picture of the text along.
  const files = [...data.files].filter((file) => file.type.startsWith("image/"));
  if (files.length && !text.trim()) {
    pictures.take(files);
    return true;
  }
  if (ADDRESS.test(text.trim())) {
    if (!field.selected || field.selected.includes("\n")) return false;
    field.insert(`[${field.selected}](${text.trim()})`);
    return true;
  }
  const markdown = toMarkdown(data.getData("text/html"));
  if (markdown === null) return false;
  field.insert(markdown);
  return true;
}
