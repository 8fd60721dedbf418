// Lets public pages know that this browser may ask for their strip (site/editor-bar.js).
const isOpen = document.querySelector("#logout-form") !== null;
try {
  if (isOpen) localStorage.setItem("desk", "open");
  else localStorage.removeItem("desk");
} catch {
  // No strip, then.
}
