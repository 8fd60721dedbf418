// The preview shows what stands at the upper edge of the window in the text: headings
// are paired in order, and between two of them the way is shared out.
const HEADING = /^#{1,6} \S/;
const HEADINGS = ".prose :is(h1, h2, h3, h4, h5, h6)";
const CHARACTERS_A_LINE = 34;
const UPPER_EDGE_PX = 120;

export function followScroll(area, frame) {
  let heights = null;
  let queued = false;

  const sync = () => {
    queued = false;
    const page = frame.contentDocument?.scrollingElement;
    const edge = area.getBoundingClientRect();
    const shown = UPPER_EDGE_PX - edge.top + area.scrollTop;
    if (!page || frame.contentDocument.querySelector(".prose") === null) return;
    heights ??= lineHeights(area.value);
    const ratio = Math.min(1, Math.max(0, shown / Math.max(1, area.scrollHeight)));
    page.scrollTop = shown <= 0 ? 0 : placeOf(ratio * heights.total, heights, stopsOf(frame));
  };
  const soon = () => {
    if (!queued) requestAnimationFrame(sync);
    queued = true;
  };

  area.addEventListener("input", () => (heights = null));
  area.addEventListener("scroll", soon, { passive: true });
  document.addEventListener("scroll", soon, { passive: true });
}

// How high the lines stand above each heading, in lines of the field.
function lineHeights(text) {
  const above = [];
  let total = 0;
  for (const line of text.split("\n")) {
    if (HEADING.test(line)) above.push(total);
    total += Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE));
  }
  return { above, total };
}

function stopsOf(frame) {
  const { contentDocument: page } = frame;
  const top = (node) => node.getBoundingClientRect().top + page.scrollingElement.scrollTop;
  const prose = page.querySelector(".prose");
  return {
    start: top(prose),
    headings: [...page.querySelectorAll(HEADINGS)].map(top),
    end: top(prose) + prose.offsetHeight,
  };
}

function placeOf(line, heights, stops) {
  const next = heights.above.findIndex((height) => height > line);
  const at = next < 0 ? heights.above.length : next;
  const from = [heights.above[at - 1] ?? 0, stops.headings[at - 1] ?? stops.start];
  const to = [heights.above[at] ?? heights.total, stops.headings[at] ?? stops.end];
  const share = (line - from[0]) / Math.max(1, to[0] - from[0]);
  return from[1] + share * (to[1] - from[1]) - UPPER_EDGE_PX / 2;
}
