// Titles under a search field while somebody types: the combobox with a listbox of the
// ARIA Authoring Practices. The field stays what it is: Enter sends the form.

const PAUSE_MS = 150;

for (const form of document.querySelectorAll("[data-suggest]")) suggest(form);

function suggest(form) {
  const field = form.querySelector("[type=search]");
  const list = element("div", { className: "suggestions", id: `${field.id}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.listLabel);
  const said = element("span", { className: "visually-hidden" });
  said.setAttribute("role", "status");
  form.append(list, said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  const known = new Map();
  let timer;
  let asking;
  let active = -1;
  close();

  field.addEventListener("input", (event) => {
    // What an input method still composes is no word yet.
    if (!event.isComposing) later();
  });
  field.addEventListener("compositionend", later);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      open(list.children[active]);
    }
  });
  field.addEventListener("blur", close);
  // A press on the list leaves the field focused, or the list would be gone before.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  }

  async function ask() {
    const text = field.value.trim();
    asking?.abort();
    if (!text) return close();
    asking = new AbortController();
    try {
      if (!known.has(text)) known.set(text, await fetched(text, asking.signal));
      if (field.value.trim() === text && document.activeElement === field) show(known.get(text));
    } catch (error) {
      // Suggestions are a help: without an answer there are none.
      if (error.name !== "AbortError") close();
    }
  }

  async function fetched(text, signal) {
    const address = `${form.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(response.status);
    return (await response.json()).hits;
  }

  function show(hits) {
    list.replaceChildren(...hits.map(option));
    list.hidden = !hits.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = form.dataset.found.replace("{count}", hits.length);
    mark(-1);
  }

  function option(hit, index) {
    const row = element("div", { id: `${list.id}-${index}`, textContent: hit.title });
    row.setAttribute("role", "option");
    row.dataset.address = hit.address;
    if (hit.category) row.append(element("small", { textContent: hit.category }));
    return row;
  }

  // Past either end stands the field itself.
  function move(step) {
    const places = list.children.length + 1;
    mark(((active + 1 + step + places) % places) - 1);
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[index].id);
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    said.textContent = "";
  }

  function open(row) {
    if (row) location.assign(row.dataset.address);
  }
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
