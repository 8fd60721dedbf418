// The contents follow the reader: the heading that was passed last is the current one.
const contents = document.querySelector(".toc");
const LINE = 0.3; // of the window's height, from above
const ABOVE = 1_000_000; // px, more than any page has

if (contents) {
  holdOpen(matchMedia("(min-width: 64rem)"));
  follow([...contents.querySelectorAll("a")]);
}

// In the margin they always stand open; assistive technology shall hear it, too.
function holdOpen(isWide) {
  const hold = () => isWide.matches && (contents.querySelector("details").open = true);
  isWide.addEventListener("change", hold);
  hold();
}

function follow(links) {
  const linkOf = new Map(
    links
      .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link])
      .filter(([heading]) => heading),
  );
  const headings = [...linkOf.keys()];
  const observer = new IntersectionObserver(
    () => {
      const passed = headings.filter(
        (heading) => heading.getBoundingClientRect().top < innerHeight * LINE,
      );
      mark(linkOf.get(passed.at(-1)), links);
    },
    // All above the line counts: a jump may take a heading past the window unseen.
    { rootMargin: `${ABOVE}px 0px ${(LINE - 1) * 100}% 0px` },
  );
  for (const heading of headings) observer.observe(heading);
}

function mark(current, links) {
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (current && contents.scrollHeight > contents.clientHeight) {
    contents.scrollTop = current.offsetTop - contents.clientHeight / 2;
  }
}
