// What is typed is kept on the server, apart from saves. Where it cannot be sent it is
// kept in this browser and sent when the form is opened again.
const PAUSE_MS = 2000;
const LONGEST_MS = 10000;
// A browser sends at most 64 kB when a page is left.
const MOST_ON_LEAVING = 60000;

const form = document.querySelector("#post_form");
const said = document.querySelector("[data-autosave]");
const { autosave: url, account } = said.dataset;
const PREFIX = `autosave:${account}:${url}:`;
const key = PREFIX + form.elements.tab.value;

let timer;
let dirtySince = 0;
let composing = false;
let leaving = false;
let running;

// Between compositionstart and compositionend an input method owns the text.
form.addEventListener("compositionstart", () => {
  composing = true;
  clearTimeout(timer);
});
form.addEventListener("compositionend", () => {
  composing = false;
  soon();
});
for (const kind of ["input", "change"]) form.addEventListener(kind, soon);

form.addEventListener("submit", (event) => {
  // The preview's buttons send the form elsewhere, and it stays.
  if (event.submitter?.hasAttribute("formaction")) return;
  leaving = true;
  clearTimeout(timer);
  running?.abort();
  if (dirtySince) keepHere();
});
window.addEventListener("pageshow", () => (leaving = false));
window.addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") leave();
});

bring();

function soon() {
  dirtySince ||= Date.now();
  clearTimeout(timer);
  if (composing) return;
  const left = dirtySince + LONGEST_MS - Date.now();
  timer = setTimeout(keep, Math.max(0, Math.min(PAUSE_MS, left)));
}

function typed() {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") data.append(name, value);
  }
  return data;
}

function send(data, options) {
  return fetch(url, { method: "POST", body: data, ...options });
}

async function keep() {
  if (composing || leaving) return;
  running?.abort();
  running = new AbortController();
  const since = dirtySince;
  dirtySince = 0;
  try {
    const answer = await answerOf(await send(typed(), { signal: running.signal }));
    forgetHere(key);
    said.textContent = answer.said;
  } catch (error) {
    if (error.name === "AbortError") return;
    dirtySince ||= since;
    keepHere();
    said.textContent = error.said ?? said.dataset.here;
  }
}

// A login page is no answer, and neither is a refusal.
async function answerOf(response) {
  const isAnswer = response.headers.get("Content-Type")?.includes("json");
  const answer = isAnswer && !response.redirected ? await response.json() : {};
  if (response.ok && answer.said) return answer;
  throw Object.assign(new Error("not kept"), { said: answer.error });
}

function leave() {
  if (composing || leaving || !dirtySince) return;
  const data = typed();
  keepHere(data);
  if (new Blob([data.toString()]).size > MOST_ON_LEAVING) return;
  dirtySince = 0;
  send(data, { keepalive: true })
    .then(answerOf)
    .then(() => forgetHere(key))
    .catch(() => {});
}

function keepHere(data = typed()) {
  data.delete("csrfmiddlewaretoken");
  try {
    localStorage.setItem(key, data.toString());
  } catch {
    // Full, or forbidden: the form itself still has the text.
  }
}

function forgetHere(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // As above.
  }
}

// What an earlier tab could not send goes to the server now, and is offered.
async function bring() {
  for (const name of leftHere()) {
    const data = new URLSearchParams(localStorage.getItem(name));
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await answerOf(await send(data));
      forgetHere(name);
      if (answer.url && !isOffered(answer.url)) offer(answer.url);
    } catch {
      // It stays for the next time.
    }
  }
}

function leftHere() {
  try {
    return Object.keys(localStorage).filter(
      (name) => name.startsWith(PREFIX) && name !== key,
    );
  } catch {
    return [];
  }
}

function isOffered(address) {
  return document.querySelector(`.kept__offer a[href="${address}"]`) !== null;
}

function offer(address) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = said.dataset.look;
  said.replaceChildren(said.dataset.found, " ", link);
}
