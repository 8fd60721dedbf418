// What the buttons of the toolbar write. `words` is what stands there to be written over.
const SEPARATOR = "|---|---|";

export const TOOLS = {
  bold: (field, words) => field.wrap("**", "**", words),
  heading: (field) => field.changeLines(heading),
  quote: (field) => prefix(field, "> "),
  list: (field) => prefix(field, "- "),
  table: (field, words) => table(field, words),
  chart: (field, words) => table(field, words, "\n{: .棒グラフ}"),
  note: (field) => note(field),
  ruby: (field, words) => ruby(field, words),
  dots: (field, words) => field.wrap("《《", "》》", words),
  code: (field, words) => code(field, words),
};

// Nothing → ## → ### → nothing.
function heading(line) {
  const [, marks, words] = /^(#{0,6}) ?(.*)$/.exec(line);
  const next = { 0: "## ", 2: "### " }[marks.length] ?? "";
  return next + words;
}

function prefix(field, mark) {
  const { start, end } = field.lines;
  const lines = field.text.slice(start, end).split("\n");
  const all = lines.every((line) => line === "" || line.startsWith(mark));
  const isEmpty = lines.join("") === "";
  field.changeLines((line) => {
    if (isEmpty) return mark;
    if (line === "") return line;
    return all ? line.slice(mark.length) : mark + line;
  });
}

// Rows copied from a sheet, with tabs between their cells, become the table. `under` is
// a line that makes a chart of it.
function table(field, words, under = "") {
  const rows = field.selected.split("\n").filter((row) => row.includes("\t"));
  if (rows.length) {
    field.insertBlock(tableOf(rows.map((row) => row.split("\t"))) + under);
    return;
  }
  const [first, second] = words.split("|");
  const head = `| ${first} | ${second} |`;
  const rest = under ? `\n|  |  |${under}` : "";
  field.insertBlock(`${head}\n${SEPARATOR}\n|  |  |${rest}`, [2, 2 + first.length]);
}

const FIGURE = /^[-+−△▲¥$]?[\d,.]+ ?[%％兆億万円年月日倍社人]*$/;

// Cells as a table. Columns of figures stand to the right.
export function tableOf(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const cell = (row, at) => (row[at] ?? "").replace(/\s+/g, " ").trim().replaceAll("|", "\\|");
  const line = (row) => `| ${Array.from({ length: width }, (_, at) => cell(row, at)).join(" | ")} |`;
  const rule = Array.from({ length: width }, (_, at) => {
    const column = rows.slice(1).map((row) => cell(row, at)).filter(Boolean);
    return column.length && column.every((each) => FIGURE.test(each)) ? "---:" : "---";
  });
  return [line(rows[0]), `|${rule.join("|")}|`, ...rows.slice(1).map(line)].join("\n");
}

function note(field) {
  const used = [...field.text.matchAll(/\[\^(\d{1,6})\]/g)].map((match) => Number(match[1]));
  const mark = `[^${Math.max(0, ...used) + 1}]`;
  field.replace(field.end, field.end, mark);
  const end = field.text.trimEnd().length;
  const gap = /\n\[\^[^\]\n]+\]:[^\n]*$/.test(field.text.slice(0, end)) ? "\n" : "\n\n";
  field.replace(end, field.text.length, `${gap}${mark}: `);
}

function ruby(field, words) {
  const [base, reading] = words.split("|");
  const chosen = field.selected || base;
  const at = chosen.length + 2;
  field.insert(`｜${chosen}《${reading}》`, [at, at + reading.length]);
}

function code(field, words) {
  const { selected } = field;
  if (selected.includes("\n")) field.insertBlock(`\`\`\`\n${selected.replace(/\n$/, "")}\n\`\`\``);
  else field.wrap("`", "`", words);
}
