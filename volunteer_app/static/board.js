// What the board gains with JavaScript: a side panel, and chips that can be dragged. Every drag has
// its button on the shift's page, and the server judges both alike.
const wide = window.matchMedia("(min-width: 1000px)");
const board = () => document.getElementById("board");
const panel = document.getElementById("panel");
let opener = null;

function say(sentence, good) {
  document.querySelector(".board-said")?.remove();
  const said = document.createElement("p");
  said.className = `notice board-said ${good ? "notice-good" : "notice-bad"}`;
  said.setAttribute("role", good ? "status" : "alert");
  said.textContent = sentence;
  document.body.append(said);
  window.setTimeout(() => said.remove(), good ? 3000 : 12000);
}

function mark(address) {
  document.querySelectorAll(".cell-open").forEach((cell) => cell.classList.remove("cell-open"));
  if (!address) return;
  const path = new URL(address, location.href).pathname;
  document.querySelectorAll("a[data-panel]").forEach((link) => {
    if (new URL(link.href).pathname === path) link.closest(".cell")?.classList.add("cell-open");
  });
}

async function open(address) {
  panel.hidden = false;
  document.body.classList.add("has-panel");
  await htmx.ajax("GET", address, { target: "#panel", swap: "innerHTML" });
  document.getElementById("panel-title")?.focus();
}

function close() {
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("has-panel");
  mark(null);
  const again = opener && document.querySelector(`#board a[href="${opener}"]`);
  again?.focus();
}

async function redraw() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["#board", ".board-title", ".board-tally"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  arrange();
  mark(panel.querySelector("[data-here]")?.dataset.here);
}

// Where the chip came from is kept, so that a refused drop puts it back.
async function dropped(event) {
  const { item, from, to, oldIndex } = event;
  const away = from.closest(".cell").dataset.shift;
  const here = to.closest(".cell").dataset.shift;
  if (away === here) return;
  const back = () => from.insertBefore(item, from.children[oldIndex] ?? null);
  const facts = new FormData();
  facts.set("csrf_token", document.querySelector("input[name=csrf_token]").value);
  facts.set("version", board().dataset.version);
  facts.set("person_id", item.dataset.person);
  facts.set("to_shift_id", here);
  try {
    const answer = await fetch(`/shifts/${away}/seats/move`, {
      method: "POST",
      body: facts,
      headers: { Accept: "application/json" },
    });
    const told = await answer.json();
    if (told.done) {
      say(told.sentence, true);
      if (!panel.hidden) await open(panel.querySelector("[data-here]").dataset.here);
      await redraw();
      return;
    }
    back();
    say(`${board().dataset.wordsRefused} ${told.sentence}`, false);
    if (told.needs_reason) await open(`/shifts/${away}/seats?moving=${item.dataset.person}`);
  } catch {
    back();
    say(board().dataset.wordsLost, false);
  }
}

function arrange() {
  if (!board()?.dataset.edit || !wide.matches || !window.Sortable) return;
  board().classList.add("board-grab");
  board().querySelectorAll(".board .crew").forEach((crew) => {
    Sortable.create(crew, {
      group: "crew",
      draggable: ".chip:not(.chip-leaving)",
      sort: false,
      animation: 120,
      ghostClass: "chip-ghost",
      onEnd: dropped,
    });
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-panel]");
  if (link && wide.matches && !event.ctrlKey && !event.metaKey && !event.shiftKey && panel) {
    event.preventDefault();
    opener = link.getAttribute("href");
    mark(link.href);
    open(link.href);
  }
  if (event.target.closest("[data-close]")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel && !panel.hidden) close();
});
document.addEventListener("htmx:after:swap", () => {
  const seen = panel?.querySelector("[data-version]")?.dataset.version;
  panel?.querySelector("[role=alert]")?.focus();
  if (seen && seen !== board()?.dataset.version) redraw();
});
arrange();
