// Pictures pasted or dropped go to the library, and their Markdown into the text.
import { whenIdle } from "./field.js";

// The place in the text that stays the same while somebody types on.
class Bookmark {
  constructor(area) {
    this.area = area;
    this.at = area.selectionEnd;
    this.length = area.value.length;
    this.follow = () => {
      const grown = area.value.length - this.length;
      this.length += grown;
      if (area.selectionEnd - Math.max(grown, 0) <= this.at) this.at += grown;
    };
    area.addEventListener("input", this.follow);
  }

  take() {
    this.area.removeEventListener("input", this.follow);
    return Math.max(0, Math.min(this.at, this.area.value.length));
  }
}

export class Pictures {
  constructor(field, root) {
    this.field = field;
    this.form = field.area.form;
    this.url = root.dataset.pictures;
    this.said = root.querySelector("[data-said]");
    this.words = this.said.dataset;
  }

  async take(files) {
    for (const file of files) await this.#takeOne(file);
  }

  async #takeOne(file) {
    const mark = new Bookmark(this.field.area);
    const name = file.name || this.words.screenshot;
    this.say(`${name}：${this.words.sending}`);
    try {
      const { markdown, alt } = await this.#send(file, name);
      this.say(`${name}：${this.words.taken}`);
      whenIdle(() => this.#insert(mark.take(), markdown, alt));
    } catch (error) {
      mark.take();
      this.say(`${name}：${error.message}`, true);
    }
  }

  say(words, isWrong = false) {
    this.said.textContent = words;
    this.said.toggleAttribute("data-wrong", isWrong);
  }

  // Written into the text even when the person is elsewhere, who then stays there.
  #insert(at, markdown, alt) {
    const { area } = this.field;
    const elsewhere = document.activeElement !== area ? document.activeElement : null;
    area.setSelectionRange(at, at);
    this.field.insertBlock(markdown, [2, 2 + alt.length]);
    elsewhere?.focus?.();
  }

  // Only XMLHttpRequest tells how much has been sent.
  #send(file, name) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.append("picture", file, name);
    const { promise, resolve, reject } = promised();
    const request = new XMLHttpRequest();
    request.open("POST", this.url);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => {
      if (total) this.say(`${name}：${this.words.sending} ${Math.round((100 * loaded) / total)}%`);
    };
    request.onload = () => {
      if (request.response?.markdown) resolve(request.response);
      else reject(new Error(request.response?.error ?? this.words.failed));
    };
    request.onerror = () => reject(new Error(this.words.failed));
    request.send(data);
    return promise;
  }
}

function promised() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

export function attachDrop(field, root, pictures) {
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  field.area.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    root.setAttribute("data-over", "");
  });
  field.area.addEventListener("dragleave", () => root.removeAttribute("data-over"));
  field.area.addEventListener("drop", (event) => {
    root.removeAttribute("data-over");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    pictures.take(event.dataTransfer.files);
  });
}
