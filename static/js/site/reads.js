// Tells the server that a post was read: its number and nothing else. Once for each
// post and tab, after it has been in sight for a while.
const SECONDS = 3;

const post = document.querySelector("[data-reads]");

function isNew(key) {
  try {
    if (sessionStorage.getItem(key)) return false;
    sessionStorage.setItem(key, "1");
  } catch {
    // Storage is shut: count it.
  }
  return true;
}

function tell() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", wait);
  const { reads, readsTo } = post.dataset;
  if (isNew(`read:${reads}`)) {
    navigator.sendBeacon(readsTo, new URLSearchParams({ post: reads }));
  }
}

function wait() {
  if (document.visibilityState === "visible") setTimeout(tell, SECONDS * 1000);
}

if (post) {
  document.addEventListener("visibilitychange", wait);
  wait();
}
