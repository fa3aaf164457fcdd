// Four small things Streamlit does not do: links open without a full load, the focus follows to the new page's heading,
// what was just saved is announced and counted, and text typed while the connection broke is not lost.
const PAGES = new Set([
  "/", "/start", "/review", "/submit", "/results", "/compare", "/years", "/frameworks", "/settings", "/administration",
  "/history", "/leaving", "/reminders", "/people", "/sharing", "/adviser", "/network", "/author",
  "/figures", "/actions", "/plan", "/standards", "/awards",
]);
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

// A review opened without a section stands in one all the same: its address then says so, for a reload or a bookmark.
function nameSection() {
  const asked = new URLSearchParams(location.search);
  const section = document.querySelector(".sections a[aria-current=page]");
  if (leaving || !settled() || location.pathname !== "/review" || asked.has("section") || !section) return;
  if (new URL(section.href).searchParams.get("review") !== asked.get("review")) return;
  history.replaceState(history.state, "", section.href);
  shown = here();
}

function look() {
  if (here() !== shown) {
    shown = here();
    leaving = { since: performance.now(), ran: !settled(), left: document.querySelector("h1")?.textContent };
  }
  if (leaving) {
    const asked = new URLSearchParams(location.search).get("question");
    const heading = (asked && document.getElementById(`q-${asked}`)) || document.querySelector("h1");
    const come = leaving.ran || heading?.textContent !== leaving.left || performance.now() - leaving.since > 5000;
    if (heading && come && settled() && !heading.closest("[data-stale=true]")) {
      leaving = null;
      window.scrollTo(0, 0);
      document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
      heading.tabIndex = -1;
      heading.focus();
    } else {
      setTimeout(look, 100); // nothing more may change that would wake us
    }
  }
  nameSection();
  for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"]:not([role="group"])')) {
    zone.setAttribute("role", "group"); // it has a name and takes the focus, and is no landmark
    const question = zone.closest('[class*="st-key-question-"]')?.querySelector("h3")?.textContent;
    if (question) zone.setAttribute("aria-label", `${zone.getAttribute("aria-label")}: ${question}`); // one of many
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

// Text being typed is remembered in this window until it has been handed over; if the server went away before, it is shown.
const TYPED = "stocktake.typed";
const connected = () => document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState === "CONNECTED";
const typed = () => JSON.parse(sessionStorage.getItem(TYPED) || "{}");
const remember = (all) => sessionStorage.setItem(TYPED, JSON.stringify(all));
const widgetOf = (field) => [...(field.closest('[class*="st-key-q-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-q-"));

document.addEventListener("input", (event) => {
  const name = event.target.matches?.("textarea, input[type=text]") && widgetOf(event.target);
  if (!name) return;
  const question = event.target.closest('[class*="st-key-question-"]')?.querySelector("h3")?.textContent ?? "";
  remember({ ...typed(), [name]: { question, text: event.target.value } });
});

document.addEventListener("focusout", (event) => {
  const name = event.target.matches?.("textarea, input[type=text]") && widgetOf(event.target);
  if (name && connected()) setTimeout(() => { if (connected() && !broken && !document.querySelector(".signed-out")) forget(name); }, 1500);
});

function forget(name) {
  const { [name]: _gone, ...rest } = typed();
  remember(rest);
}

let broken = Object.keys(typed()).length > 0; // the page was loaded again while something was being typed

function giveBack() {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
  if (state && state !== "CONNECTED") broken = true;
  if (!broken || !connected()) return;
  broken = false;
  setTimeout(() => { // by then the page has been drawn again
    for (const [name, { question, text }] of Object.entries(typed())) {
      const field = document.querySelector(`.${CSS.escape(name)} :is(textarea, input)`);
      if (text && field?.value !== text) showTyped(name, question, text);
    }
  }, 2500);
}

// Who was signed out while the connection was away cannot have it back: the page is loaded again, which leads to sign in.
setInterval(async () => {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState;
  if (!state || state === "CONNECTED" || state === "INITIAL") return;
  const answer = await fetch(here(), { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.type === "opaqueredirect") location.reload();
}, 3000);

function showTyped(name, question, text) {
  const box = document.createElement("section");
  box.className = "typed";
  box.setAttribute("aria-label", "Not saved");
  const told = document.createElement("p");
  told.textContent = `The connection was lost while you were typing here: ${question} This was not saved. Copy it back:`;
  const kept = document.createElement("textarea");
  kept.readOnly = true;
  kept.value = text;
  kept.setAttribute("aria-label", "What you typed");
  const done = document.createElement("button");
  done.textContent = "I have copied it";
  done.addEventListener("click", () => { forget(name); box.remove(); });
  box.append(told, kept, done);
  document.body.append(box);
  say("Text you typed was not saved. It is shown at the end of the page.");
}

let waiting = false;
new MutationObserver(() => {
  if (leaving && !settled()) leaving.ran = true;
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; look(); giveBack(); }, 60);
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-test-connection-state", "data-stale"] });
