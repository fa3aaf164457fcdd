// Three small things Streamlit does not do: links open without a full load, the focus follows to the new page's heading,
// and what was just saved is announced and counted.
const PAGES = new Set(["/", "/start", "/review", "/submit", "/results", "/compare", "/years", "/frameworks", "/settings"]);
const here = () => location.pathname + location.search;

// A place that is always there, so that screen readers hear what changes in it.
const status = document.createElement("div");
status.setAttribute("role", "status");
status.setAttribute("aria-live", "polite");
status.className = "unseen";
status.id = "stocktake-status";
document.body.append(status);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || !PAGES.has(link.pathname)) return;
  if (link.hash && link.pathname + link.search === here()) return;
  event.preventDefault();
  link.closest("details")?.removeAttribute("open");
  history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
});

const heard = new Set(); // what was announced already, should the page be drawn again

function say(words) {
  status.textContent = "";
  setTimeout(() => { status.textContent = words; }, 40); // the same words twice are heard twice
}

let shown = here();
let leaving = null; // the heading we leave, until the page asked for has come

function settled() {
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
}

function look() {
  if (here() !== shown) {
    shown = here();
    leaving = { since: performance.now() };
  }
  if (leaving && settled() && performance.now() - leaving.since > 50) {
    const heading = document.querySelector("h1");
    if (heading && !heading.closest("[data-stale=true]")) {
      leaving = null;
      window.scrollTo(0, 0);
      document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
      heading.tabIndex = -1;
      heading.focus();
    }
  }
  for (const line of document.querySelectorAll("[data-say]:not([data-heard])")) {
    line.dataset.heard = "";
    if (!heard.has(line.dataset.say)) say(line.textContent);
    if (line.dataset.say !== "1") heard.add(line.dataset.say);
    for (const [name, words] of Object.entries(JSON.parse(line.dataset.counts || "{}"))) {
      for (const place of document.querySelectorAll(`[data-count="${CSS.escape(name)}"]`)) place.textContent = words;
    }
  }
}

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; look(); }, 60);
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-stale"] });
