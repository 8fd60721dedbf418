// The field is as high as its text; one button gives it the whole window.
export function growWithText(area) {
  if (CSS.supports("field-sizing", "content")) return;
  let queued = false;
  const grow = () => {
    queued = false;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", () => {
    if (!queued) requestAnimationFrame(grow);
    queued = true;
  });
  grow();
}

export function attachFullWindow(field, root, button) {
  const set = (on) => {
    root.toggleAttribute("data-full", on);
    button.setAttribute("aria-pressed", String(on));
  };
  button.addEventListener("click", () => {
    set(!root.hasAttribute("data-full"));
    field.area.focus();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !root.hasAttribute("data-full")) return;
    event.preventDefault();
    set(false);
  });
}
