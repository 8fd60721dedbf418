// A link to each heading, seen when the heading is pointed at or the link has focus.
import { part, prose } from "./parts.js";
import { copy } from "./say.js";

for (const heading of prose?.querySelectorAll(":is(h2, h3, h4)[id]") ?? []) {
  const link = part("heading-link");
  link.href = `#${encodeURIComponent(heading.id)}`;
  // The heading's own name stays what it was: the link is not read out with it.
  heading.setAttribute("aria-label", heading.textContent.trim());
  heading.append(link);
  link.addEventListener("click", () => copy(link.href, link));
}
