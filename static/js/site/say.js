// Tells readers who do not see the page what has just happened.
export function say(words) {
  const status = document.querySelector("[data-status]");
  status.textContent = "";
  setTimeout(() => (status.textContent = words), 50); // an equal text is said again, too
}

// Copies, says so, and shows it on the button for a moment.
export async function copy(text, button) {
  await navigator.clipboard.writeText(text);
  say(button.dataset.done);
  const words = button.textContent;
  if (!words || button.disabled) return;
  button.disabled = true;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
    button.disabled = false;
  }, 2000);
}
