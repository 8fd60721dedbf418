// Headings, emphasis, links, lists, tables, ruby and code of a page or of a Word document
// as our Markdown. Everything else is its text; pictures are their alternative texts.
import { tableOf } from "./tools.js";

const STRUCTURE =
  "h1,h2,h3,h4,h5,h6,b,strong,em,i,del,s,a[href],ul,ol,table,ruby,blockquote,pre,code,hr," +
  "[data-style*='mso-list'],[data-style*='font-weight']";
const LEFT_OUT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "TITLE", "NOSCRIPT", "SVG", "BUTTON", "RP"]);
const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 " +
    "HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE UL BODY").split(" "),
);

// null when `html` holds nothing that plain text would lose.
export function toMarkdown(html) {
  if (!html) return null;
  // The policy forbids style attributes, in parsed documents too.
  const quiet = html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  const { body } = new DOMParser().parseFromString(quiet, "text/html");
  if (!body.querySelector(STRUCTURE)) return null;
  const text = blocks(body).join("\n\n");
  return text.trim() ? text : null;
}

// The Markdown blocks of an element that may hold blocks and words.
function blocks(parent) {
  const found = [];
  let words = "";
  const flush = () => {
    const text = tidy(words);
    if (text) found.push(guard(text));
    words = "";
  };
  for (const node of parent.childNodes) {
    if (!isBlock(node)) {
      words += inline(node);
      continue;
    }
    flush();
    found.push(...block(node));
  }
  flush();
  return joinWordLists(found);
}

function isBlock(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  // Google Docs wraps everything in one <b>.
  return BLOCKS.has(node.tagName) || Boolean(node.querySelector("p,div,ul,ol,table,h1,h2,h3,h4,h5,h6,pre"));
}

function block(node) {
  const heading = /^H([1-6])$/.exec(node.tagName);
  // The title is the page's only first-level heading.
  if (heading) return nonEmpty(inlineOf(node), (text) => `${"#".repeat(Math.max(2, heading[1]))} ${text.replaceAll("\n", " ")}`);
  switch (node.tagName) {
    case "UL":
    case "OL":
      return nonEmpty(list(node));
    case "TABLE":
      return table(node);
    case "BLOCKQUOTE":
      return nonEmpty(blocks(node).join("\n\n"), (text) => indent(text, "> ", "> "));
    case "PRE":
      return [`\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\``];
    case "HR":
      return ["---"];
    case "P":
      return wordItem(node) ?? blocks(node);
    default:
      return blocks(node);
  }
}

function nonEmpty(text, write = (same) => same) {
  return text.trim() ? [write(text)] : [];
}

function list(node) {
  let number = Number(node.getAttribute("start") ?? 1);
  const items = [];
  for (const item of node.children) {
    // Word and some editors put a nested list beside its item, not into it.
    if (item.tagName === "UL" || item.tagName === "OL") {
      items.push(indent(list(item), "  ", "  "));
    } else if (item.tagName === "LI") {
      const mark = node.tagName === "OL" ? `${number++}. ` : "- ";
      items.push(indent(blocks(item).join("\n"), mark, " ".repeat(mark.length)));
    }
  }
  return items.filter((item) => item.trim()).join("\n");
}

function indent(text, first, others) {
  return text
    .split("\n")
    .map((line, at) => ((at ? others : first) + line).trimEnd())
    .join("\n");
}

// A list item of Word is a paragraph that says so in its style.
function wordItem(node) {
  const style = /mso-list:\s*l\d+ level(\d)/.exec(node.dataset.style ?? "");
  if (!style) return null;
  const marks = [...node.querySelectorAll("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']")];
  const sign = marks.map((mark) => mark.textContent).join("").trim();
  marks.forEach((mark) => mark.remove());
  const mark = /^\(?[\d０-９]+[.)．）]?/.test(sign) ? "1. " : "- ";
  const depth = " ".repeat(mark.length * (Number(style[1]) - 1));
  return nonEmpty(inlineOf(node), (text) => WORD_ITEM + depth + mark + text);
}

const WORD_ITEM = "\u0001";

function joinWordLists(found) {
  const joined = [];
  for (const text of found) {
    const last = joined.length - 1;
    if (text.startsWith(WORD_ITEM) && joined[last]?.startsWith(WORD_ITEM)) joined[last] += `\n${text.slice(1)}`;
    else joined.push(text);
  }
  return joined.map((text) => text.replace(WORD_ITEM, ""));
}

function table(node) {
  const rows = [...node.querySelectorAll("tr")]
    .filter((row) => row.closest("table") === node)
    .map((row) => [...row.cells].map((cell) => inlineOf(cell)));
  if (!rows.length) return [];
  // A table of one cell is a frame around something else.
  if (rows.every((row) => row.length < 2)) return [...node.querySelectorAll("td,th")].flatMap(blocks);
  return [tableOf(rows)];
}

function inlineOf(node) {
  return tidy([...node.childNodes].map(inline).join(""));
}

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return escape(node.data.replace(/[ \t\r\n]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.has(node.tagName)) return "";
  if (/mso-list:\s*Ignore/.test(node.dataset.style ?? "")) return "";
  switch (node.tagName) {
    case "BR":
      return "\n";
    case "IMG":
      return escape(node.alt);
    case "CODE":
    case "KBD":
    case "SAMP":
      return code(node.textContent);
    case "RUBY":
      return ruby(node);
    case "A":
      return link(node);
    default:
      return emphasis(node);
  }
}

function emphasis(node) {
  const words = [...node.childNodes].map(inline).join("");
  const style = node.dataset.style ?? "";
  const isBold = /font-weight:\s*(bold|[6-9]00)/.test(style) || (/^(B|STRONG)$/.test(node.tagName) && !/font-weight:\s*(normal|400)/.test(style));
  if (isBold) return marked(words, "**");
  if (/^(DEL|S|STRIKE)$/.test(node.tagName)) return marked(words, "~~");
  if (/^(EM|I)$/.test(node.tagName)) return marked(words, "*");
  return words;
}

// Spaces stand outside the marks, and nothing is marked twice.
function marked(words, mark) {
  const [, before, inside, after] = /^(\s*)([^]*?)(\s*)$/.exec(words);
  if (!inside || inside.replace(/\\./g, "").includes(mark) || inside.includes("\n")) return words;
  return before + mark + inside + mark + after;
}

function link(node) {
  const words = [...node.childNodes].map(inline).join("");
  const href = node.getAttribute("href") ?? "";
  if (!words.trim() || !/^(https?:|mailto:)/i.test(href)) return words;
  const safe = href.replace(/[\s()<>]/g, (char) => encodeURIComponent(char).replace("(", "%28").replace(")", "%29"));
  return `[${words.trim().replaceAll("\n", " ")}](${safe})`;
}

function ruby(node) {
  let base = "";
  let found = "";
  for (const part of node.childNodes) {
    if (part.nodeName === "RP") continue;
    if (part.nodeName !== "RT") base += part.textContent;
    else if (base.trim()) {
      found += `｜${base.trim()}《${part.textContent.trim()}》`;
      base = "";
    }
  }
  return found + escape(base);
}

function code(text) {
  const words = text.replace(/\s+/g, " ").trim();
  if (!words) return "";
  return words.includes("`") ? `\`\` ${words} \`\`` : `\`${words}\``;
}

// Signs of the text that would be read as marks.
function escape(text) {
  return text.replace(/[\\`*[\]]/g, "\\$&").replaceAll("<", "&lt;");
}

function guard(text) {
  return text
    .split("\n")
    .map((line) => line.replace(/^(#{1,6}|[-+>]|\d{1,9}[.)])(?=\s)/, (sign) => sign.replace(/[#+>.)-]/, "\\$&")))
    .join("\\\n");
}

function tidy(text) {
  return text
    .replaceAll("\u00a0", " ")
    .replace(/ *\n */g, "\n")
    .replace(/ {2,}/g, " ")
    .trim();
}
