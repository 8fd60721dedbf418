// The choices of look.js as radio buttons: shown as they are, kept when they change.
const form = document.querySelector("[data-reader-settings]");
const root = document.documentElement;

if (form) {
  show();
  form.addEventListener("change", ({ target }) => keep(target.name, target.value));
  form.addEventListener("reset", () => setTimeout(keepAll));
}

function show() {
  for (const input of form.querySelectorAll("input")) {
    const chosen = root.dataset[input.name];
    if (chosen) input.checked = input.value === chosen;
  }
}

function keepAll() {
  for (const input of form.querySelectorAll("input:checked")) keep(input.name, input.value);
}

function keep(name, value) {
  root.dataset[name] = value;
  try {
    localStorage.setItem(name, value);
  } catch {
    // For this page, then.
  }
}
