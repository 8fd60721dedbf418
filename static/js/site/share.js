// Copy the address or a citation, and hand the post to the system's own sharing.
import { copy } from "./say.js";

const share = document.querySelector("[data-share]");

for (const button of share?.querySelectorAll("[data-copy]") ?? []) {
  button.addEventListener("click", () => copy(button.dataset.copy, button));
}

const native = share?.querySelector("[data-native]");
if (native && navigator.share) {
  native.hidden = false;
  native.addEventListener("click", () => {
    const { title, url } = native.dataset;
    navigator.share({ title, url }).catch(() => {}); // the reader thought better of it
  });
}
