// The week becomes a surface to paint on: mouse, finger or keys; the form stores the letters.
(() => {
  const form = document.getElementById("week");
  const table = form?.querySelector("table.week-grid");
  if (!table) return;
  const field = form.elements.cells;
  const save = form.querySelector(".save");
  const word = form.querySelector(".save-word");
  const brushes = [...form.querySelectorAll("[role=radio]")];
  const words = Object.fromEntries(brushes.map((one) => [one.dataset.letter, one.dataset.word]));
  const names = [...table.querySelectorAll("thead th")].slice(1).map((one) => one.textContent.trim());
  const stored = field.value;
  const days = stored.split("/").map((day) => [...day]);
  const cells = days.map(() => []);
  const past = [];
  let brush = null;
  let stroke = null;

  const clock = (slot) => `${String(slot >> 1).padStart(2, "0")}:${slot % 2 ? "30" : "00"}`;
  const kind = (letter) => (letter === "." ? "none" : letter);

  function draw(day, slot) {
    const cell = cells[day][slot];
    const letter = days[day][slot];
    cell.className = `cell cell-${kind(letter)}`;
    cell.setAttribute("aria-label", `${names[day]} ${clock(slot)}–${clock(slot + 1)}: ${words[letter]}`);
  }

  function tell() {
    field.value = days.map((day) => day.join("")).join("/");
    const changed = field.value !== stored;
    save.hidden = !changed;
    word.textContent = changed ? form.dataset.sayChanged : "";
  }

  function remember() {
    past.push(field.value);
  }

  function fill(day, first, last, letter) {
    for (let slot = first; slot <= last; slot += 1) {
      days[day][slot] = letter;
      draw(day, slot);
    }
  }

  function restore(text) {
    text.split("/").forEach((line, day) => [...line].forEach((letter, slot) => {
      if (days[day][slot] !== letter) {
        days[day][slot] = letter;
        draw(day, slot);
      }
    }));
    tell();
  }

  function choose(letter, focus = false) {
    brush = letter;
    brushes.forEach((one) => {
      const on = one.dataset.letter === letter;
      one.setAttribute("aria-checked", String(on));
      one.tabIndex = on || (!letter && one === brushes[1]) ? 0 : -1;
      if (on && focus) one.focus();
    });
    table.classList.toggle("armed", Boolean(letter));
  }

  function paint(day, slot) {
    if (days[day][slot] === brush) return;
    days[day][slot] = brush;
    draw(day, slot);
  }

  // A stroke fills the rectangle between where it began and where it is.
  function extend(day, slot) {
    restoreStroke();
    const [d1, d2] = [Math.min(stroke.day, day), Math.max(stroke.day, day)];
    const [s1, s2] = [Math.min(stroke.slot, slot), Math.max(stroke.slot, slot)];
    for (let d = d1; d <= d2; d += 1) fill(d, s1, s2, stroke.letter);
  }

  function restoreStroke() {
    stroke.before.split("/").forEach((line, day) => [...line].forEach((letter, slot) => {
      if (days[day][slot] !== letter) {
        days[day][slot] = letter;
        draw(day, slot);
      }
    }));
  }

  function at(event) {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest?.("td.cell");
    return cell && table.contains(cell) ? [Number(cell.dataset.day), Number(cell.dataset.slot)] : null;
  }

  function begin(day, slot) {
    remember();
    // Painting what is painted already wipes it: a second tap takes the first one back.
    const letter = days[day][slot] === brush ? "." : brush;
    stroke = { day, slot, letter, before: field.value };
    extend(day, slot);
  }

  table.addEventListener("pointerdown", (event) => {
    const place = at(event);
    if (!place || event.button !== 0) return;
    if (!brush && event.pointerType !== "mouse") return; // the page scrolls; a tap arrives as click
    if (!brush) choose("c");
    event.preventDefault();
    cells[place[0]][place[1]].focus({ preventScroll: true });
    rove(place[0], place[1]);
    begin(...place);
    table.setPointerCapture?.(event.pointerId);
  });
  table.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const place = at(event);
    if (place) extend(...place);
  });
  const end = () => {
    if (!stroke) return;
    stroke = null;
    tell();
  };
  table.addEventListener("pointerup", end);
  table.addEventListener("pointercancel", end);
  table.addEventListener("click", (event) => {
    const place = at(event);
    if (!place || brush) return;
    choose("c"); // the first tap takes up the plain brush and paints
    begin(...place);
    end();
  });

  let spot = [0, 36];
  function rove(day, slot) {
    cells[spot[0]][spot[1]].tabIndex = -1;
    spot = [day, slot];
    cells[day][slot].tabIndex = 0;
  }

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td.cell");
    if (!cell) return;
    const [day, slot] = [Number(cell.dataset.day), Number(cell.dataset.slot)];
    const step = steps[event.key];
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (!brush) choose("c");
      begin(day, slot);
      end();
    } else if (step || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const first = early.hidden ? 12 : 0;
      let [d, s] = step ? [day + step[0], slot + step[1]] : [day, event.key === "Home" ? first : 47];
      d = Math.max(0, Math.min(6, d));
      s = Math.max(first, Math.min(47, s));
      if (event.shiftKey && step) {
        if (!brush) choose("c");
        remember();
        paint(day, slot);
        paint(d, s);
        tell();
      }
      rove(d, s);
      cells[d][s].focus();
    } else if ("1234".includes(event.key)) {
      choose("pcr."["1234".indexOf(event.key)]);
    }
  });

  function wholeDay(day) {
    if (!brush) choose("c");
    remember();
    const same = days[day].slice(12).every((letter) => letter === brush);
    fill(day, 12, 47, same ? "." : brush);
    tell();
  }

  brushes.forEach((one, index) => {
    one.addEventListener("click", () => choose(brush === one.dataset.letter ? null : one.dataset.letter));
    one.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      choose(brushes[(index + step + brushes.length) % brushes.length].dataset.letter, true);
    });
  });

  document.querySelectorAll("form[data-preset]").forEach((preset) => {
    preset.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      remember();
      const { preset: name, days: which, start, end: until } = preset.dataset;
      if (name === "clear") days.forEach((_, day) => fill(day, 0, 47, "."));
      else if (name === "same") [1, 2, 3, 4].forEach((day) => days[0].forEach((letter, slot) => fill(day, slot, slot, letter)));
      else which.split(",").forEach((day) => fill(Number(day), start / 30, until / 30 - 1, brush && brush !== "." ? brush : "c"));
      tell();
    });
  });

  const fold = form.querySelector(".fold-early");
  const early = document.getElementById("early-hours");
  fold.addEventListener("click", () => {
    early.hidden = !early.hidden;
    fold.setAttribute("aria-expanded", String(!early.hidden));
    if (early.hidden && spot[1] < 12) rove(spot[0], 12);
  });
  form.querySelector("[data-undo]").addEventListener("click", () => {
    if (past.length) restore(past.pop());
  });
  window.addEventListener("beforeunload", (event) => {
    if (field.value !== stored && !form.dataset.sent) event.preventDefault();
  });

  table.querySelectorAll("td.cell").forEach((cell) => {
    const [day, slot] = [Number(cell.dataset.day), Number(cell.dataset.slot)];
    cells[day][slot] = cell;
    cell.textContent = "";
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = -1;
    draw(day, slot);
  });
  table.querySelectorAll("thead th").forEach((head, index) => {
    if (!index) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "head";
    button.textContent = head.textContent;
    button.addEventListener("click", () => wholeDay(index - 1));
    head.replaceChildren(button);
  });
  table.setAttribute("role", "grid");
  table.setAttribute("aria-describedby", "week-hint");
  table.classList.add("live");
  rove(...spot);
  [form.querySelector(".brushes"), form.querySelector("#week-hint"), fold].forEach((part) => { part.hidden = false; });
  choose(window.matchMedia("(pointer: fine)").matches ? "c" : null);
})();
