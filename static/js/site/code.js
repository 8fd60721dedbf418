// A button that copies a block of code: the code alone, as it was typed.
import { part, prose } from "./parts.js";
import { copy } from "./say.js";

for (const code of prose?.querySelectorAll("pre > code") ?? []) {
  const button = part("copy");
  const block = code.closest("figure.code") ?? wrapped(code.parentElement);
  (block.querySelector("figcaption") ?? block).append(button);
  button.addEventListener("click", () => copy(code.textContent.replace(/\n$/, ""), button));
}

// The block scrolls sideways and the button must not: it stands beside, in a frame.
function wrapped(pre) {
  const frame = document.createElement("div");
  frame.className = "code";
  pre.replaceWith(frame);
  frame.append(pre);
  return frame;
}
