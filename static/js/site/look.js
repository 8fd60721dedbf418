// What this reader chose for the page's look, before the first paint: a plain script in
// the head, or the page would flash. reader-settings.js keeps the choices; "theme" is
// the desk's word too.
for (const name of ["theme", "size", "face", "width"]) {
  try {
    const chosen = localStorage.getItem(name);
    if (chosen) document.documentElement.dataset[name] = chosen;
  } catch {
    // A browser that keeps nothing for us shows the page as it is.
  }
}
