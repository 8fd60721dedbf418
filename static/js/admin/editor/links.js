// The dialog of the link button: a post of the magazine by its title, or any address.
import { isComposing, whenIdle } from "./field.js";

const PAUSE_MS = 150;
const ADDRESS = /^(https?:\/\/|mailto:|\/)\S+$/;

export function linkTool(dialog) {
  const query = dialog.querySelector("input");
  const list = dialog.querySelector("[data-found]");
  let field;
  let place; // where the link goes: closing the dialog loses the selection
  let timer;
  let running;

  const close = (target, title) => {
    dialog.close();
    if (!target) return;
    const { start, end, selected } = place;
    const words = selected || title.replace(/[\\[\]]/g, "\\$&");
    const chosen = selected ? undefined : [1, 1 + words.length];
    whenIdle(() => field.replace(start, end, `[${words}](${target})`, chosen));
  };

  const search = async () => {
    running?.abort();
    running = new AbortController();
    const url = `${dialog.dataset.links}?q=${encodeURIComponent(query.value.trim())}`;
    try {
      const response = await fetch(url, { signal: running.signal });
      if (!response.ok || response.redirected) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.querySelector("[data-found]");
      if (found) list.replaceChildren(...document.adoptNode(found).childNodes);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  query.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(search, PAUSE_MS);
  });
  query.addEventListener("compositionend", () => (timer = setTimeout(search, PAUSE_MS)));
  query.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || isComposing(event)) return;
    event.preventDefault();
    const typed = query.value.trim();
    if (ADDRESS.test(typed)) close(typed, typed);
    else list.querySelector("a")?.click();
  });
  list.addEventListener("click", (event) => {
    const found = event.target.closest("a[data-post]");
    if (!found) return;
    event.preventDefault();
    close(`post:${found.dataset.post}`, found.dataset.title);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => field.area.focus());

  return (into) => {
    field = into;
    place = { start: into.start, end: into.end, selected: into.selected };
    query.value = place.selected.includes("\n") ? "" : place.selected;
    dialog.showModal();
    query.select();
    search();
  };
}
