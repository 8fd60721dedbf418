// Tells readers who do not see the page what has just happened.
export function say(words) {
  const status = document.querySelector("[data-status]");
  status.textContent = "";
  setTimeout(() => (status.textContent = words), 50); // an equal text is said again, too
}

const thanking = new WeakSet();

// Copies, says so, and shows it on the button for a moment.
export async function copy(text, button) {
  await write(text);
  say(button.dataset.done);
  const words = button.textContent;
  if (!words || thanking.has(button)) return;
  thanking.add(button); // not disabled: it would lose the focus
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
    thanking.delete(button);
  }, 2000);
}

// The clipboard is there over HTTPS only, and may be refused: then as it was done before.
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.className = "visually-hidden";
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
