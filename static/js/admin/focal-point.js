// A click on the picture is its focal point; the cuts follow it, and the two fields.
const STEP = 5; // percent, as css/components/focus.css has them

for (const box of document.querySelectorAll("[data-crops]")) {
  const whole = box.querySelector("[data-whole]");
  const point = box.querySelector("[data-point]");
  const fields = ["x", "y"].map((axis) => [axis, document.querySelector(`#id_focus_${axis}`)]);
  if (fields.some(([, field]) => !field)) continue; // one may look only

  whole.addEventListener("click", ({ clientX, clientY }) => {
    const { left, top, width, height } = whole.querySelector("img").getBoundingClientRect();
    const at = { x: (clientX - left) / width, y: (clientY - top) / height };
    for (const [axis, field] of fields) field.value = step(at[axis] * 100);
    show();
  });
  for (const [, field] of fields) field.addEventListener("input", show);
  show();

  function show() {
    for (const [axis, field] of fields) {
      const percent = step(Number(field.value) || 0);
      for (const cut of box.querySelectorAll(".crop")) {
        cut.setAttribute(`data-focus-${axis}`, percent);
      }
      point.style.setProperty(axis === "x" ? "left" : "top", `${percent}%`);
    }
    point.hidden = false;
  }
}

function step(percent) {
  return Math.min(100, Math.max(0, Math.round(percent / STEP) * STEP));
}
