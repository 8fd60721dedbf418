// Tells the desk that this tab is open, and the person who else has the post open.
// Without this script, opening the form does so once.
const EVERY_MS = 15000;

const form = document.querySelector("#post_form");
const line = document.querySelector("[data-presence]");

let hasTyped = false;
let composing = false;

form.addEventListener("input", () => (hasTyped = true));
form.addEventListener("compositionstart", () => (composing = true));
form.addEventListener("compositionend", () => (composing = false));
setInterval(ping, EVERY_MS);

async function ping() {
  if (composing) return;
  const data = new URLSearchParams();
  for (const name of ["csrfmiddlewaretoken", "tab", "base_version"]) {
    data.set(name, form.elements[name].value);
  }
  if (hasTyped) data.set("typed", "1");
  try {
    const response = await fetch(line.dataset.presence, { method: "POST", body: data });
    if (!response.ok || response.redirected) return;
    hasTyped = false;
    show(await response.json());
  } catch {
    // The network is away; the next ping tells.
  }
}

// Said only when it changes: a screen reader reads the line aloud.
function show({ others, saved }) {
  const news = [saved, ...others].filter(Boolean).join("　");
  if (!composing && line.textContent !== news) line.textContent = news;
}
