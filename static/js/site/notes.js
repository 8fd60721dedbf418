// A footnote beside its mark. Without this, or to read on: the mark jumps to the note.
import { part, prose } from "./parts.js";

const marks = [...(prose?.querySelectorAll("a[role=doc-noteref]") ?? [])];

if (marks.length && "popover" in HTMLElement.prototype) {
  const box = part("note");
  const text = box.querySelector("[data-text]");
  const whole = box.querySelector("[data-whole]");
  let opened = null;

  for (const mark of marks) mark.addEventListener("click", open);
  box.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    opened?.style.removeProperty("anchor-name");
    opened?.removeAttribute("aria-expanded");
  });
  whole.addEventListener("click", () => box.hidePopover());
  box.querySelector("[data-close]").addEventListener("click", () => box.hidePopover());

  function open(event) {
    const note = document.getElementById(decodeURIComponent(this.hash.slice(1)));
    if (!note || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (box.matches(":popover-open")) box.hidePopover();
    text.replaceChildren(...contentOf(note));
    whole.href = this.hash;
    box.setAttribute("aria-label", this.getAttribute("aria-label"));
    this.closest(".footnote-ref").after(box); // so that Tab goes on from the mark, and Esc comes back to it
    opened = this;
    this.style.setProperty("anchor-name", "--note-mark");
    this.setAttribute("aria-expanded", "true");
    box.showPopover();
    box.focus();
  }
}

function contentOf(note) {
  const copied = note.cloneNode(true);
  for (const link of copied.querySelectorAll("[role=doc-backlink]")) link.remove();
  for (const each of copied.querySelectorAll("[id]")) each.removeAttribute("id");
  return copied.childNodes;
}
