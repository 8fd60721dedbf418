// The newsroom's strip on a public page. The page itself is the same for everybody: the
// strip is asked for apart, and only by a browser that has been at the desk.
const place = document.querySelector("[data-editor-bar]");

if (place && wasAtTheDesk()) show();

function wasAtTheDesk() {
  try {
    return localStorage.getItem("desk") === "open";
  } catch {
    return false;
  }
}

async function show() {
  const answer = await fetch(place.dataset.editorBar, { redirect: "manual" });
  if (answer.type === "opaqueredirect") localStorage.removeItem("desk");
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
  place.hidden = false;
}
