// Markup that only scripts need, with its words, from components/prose_parts.html.
const parts = document.querySelector("[data-parts]")?.content;

export function part(name) {
  return parts.querySelector(`[data-part="${name}"]`).cloneNode(true);
}

export const prose = parts ? document.querySelector(".prose") : null;
