// Lets public pages know that this browser may ask for their strip (site/editor-bar.js).
try {
  if (document.querySelector("#logout-form")) localStorage.setItem("desk", "open");
  if (document.querySelector("#login-form")) localStorage.removeItem("desk");
} catch {
  // No strip, then.
}
