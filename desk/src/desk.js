// Comfort on the desk's pages. Without it every form posts as it is.

// "/" goes to the search field of a list; Escape leaves it.
addEventListener("keydown", (event) => {
  const inField = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !inField && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape" && inField?.matches("[data-search]")) inField.blur();
});

// A form that asks first.
addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.ask ?? event.target.dataset.ask;
  if (question && !confirm(question)) event.preventDefault();
});

// "Select all" of a list.
addEventListener("change", (event) => {
  const all = event.target.closest("[data-select-all]");
  if (!all) return;
  for (const box of document.querySelectorAll(`input[name="${all.dataset.selectAll}"]`)) {
    box.checked = all.checked;
  }
});

// A text that can be copied, such as a link that is shown only once.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = button.dataset.done;
  });
}

// What is made to be printed.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// "j" and "k" go through the rows of a list, "n" makes something new.
addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const rows = [...document.querySelectorAll("[data-row]")];
  const here = rows.indexOf(document.activeElement);
  if (event.key === "j") rows[Math.min(here + 1, rows.length - 1)]?.focus();
  if (event.key === "k") rows[Math.max(here - 1, 0)]?.focus();
});

// A long form is kept on this device while it is typed in, so that neither a closed tab nor a
// network that is gone loses anything. It is offered again, never filled in by itself.
const form = document.querySelector("form[data-draft]");
if (form) {
  const key = `desk-draft ${new URL(form.action).pathname}`;
  const read = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const initial = JSON.stringify(read());
  const load = () => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const drop = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Without storage there is nothing to drop.
    }
  };
  if ("saved" in form.dataset) drop();
  const draft = load();
  if (draft && JSON.stringify(draft.fields) !== initial) offer(draft);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const fields = read();
      if (JSON.stringify(fields) === initial) return drop();
      try {
        localStorage.setItem(key, JSON.stringify({ fields, basis: form.dataset.draft }));
      } catch {
        // Full or forbidden: the page still holds what was typed.
      }
    }, 400);
  });

  function offer(draft) {
    const note = document.createElement("div");
    note.className = "notice";
    note.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = form.dataset.draftFound;
    const actions = document.createElement("div");
    actions.className = "desk-actions";
    const button = (label, action) => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "button-quiet";
      element.textContent = label;
      element.addEventListener("click", () => {
        action();
        note.remove();
      });
      actions.append(element);
    };
    button(form.dataset.draftRestore, () => fill(draft.fields));
    button(form.dataset.draftDrop, drop);
    note.append(text, actions);
    form.before(note);
  }

  function fill(fields) {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    for (const element of form.elements) {
      const given = values.get(element.name) ?? [];
      if (element.type === "checkbox") element.checked = given.includes(element.value);
      else if (element.name && element.type !== "submit" && given.length > 0) {
        element.value = element.type === "hidden" ? element.value : given[0];
      }
    }
    // What the fields were made from belongs to them: the server merges what others have changed.
    for (const name of ["basis", "proposal"]) {
      const field = form.elements.namedItem(name);
      if (field) field.value = values.get(name)?.[0] ?? field.value;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The next dates follow the times while they are typed.
  const times = ["weekly", "dates", "ranges", "exceptions", "holidays", "school_days"];
  let wanted = 0;
  let waiting;
  form.addEventListener("input", (event) => {
    if (!times.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(showDates, 600);
  });
  async function showDates() {
    const asked = ++wanted;
    const body = new URLSearchParams(read());
    body.set("step", "check");
    try {
      const response = await fetch(form.action, { method: "POST", body });
      const html = new DOMParser().parseFromString(await response.text(), "text/html");
      const dates = html.getElementById("next-dates");
      if (asked === wanted && response.ok && dates) {
        document.querySelector("#next-dates ol")?.replaceWith(dates.querySelector("ol"));
        for (const name of times) {
          const error = html.getElementById(`${name}-error`);
          document.getElementById(`${name}-error`)?.remove();
          if (error) document.getElementById(name)?.before(error);
        }
      }
    } catch {
      // Without a network the dates stay as they were.
    }
  }
}

// The place of an offer: a click or a drag sets it, arrow keys move it. What is stored are the two
// fields, which the map follows.
const place = document.querySelector("[data-place]");
if (place) {
  const svg = place.querySelector("svg");
  const mark = svg.querySelector(".desk-place-point");
  const said = document.getElementById("place-said");
  const hint = document.getElementById("place-hint");
  const towns = [...svg.querySelectorAll("[data-town]")];
  const latitude = document.getElementById("latitude");
  const longitude = document.getElementById("longitude");
  const [north, west, south, east] = ["north", "west", "south", "east"].map(
    (edge) => Number(place.dataset[edge]) / 1e6,
  );
  /** The map's width and height. */
  const size = 1000;
  /** Steps of the arrow keys: about 70 metres in a county of 30 kilometres, and ten times that. */
  const step = 2;
  const leap = 20;
  const degrees = (field) => {
    const text = field.value.trim().replace(",", ".").replace("−", "-");
    return text === "" ? NaN : Number(text);
  };
  const here = () => ({
    x: ((degrees(longitude) - west) / (east - west)) * size,
    y: ((north - degrees(latitude)) / (north - south)) * size,
  });
  const isInside = ({ x, y }) => x >= 0 && y >= 0 && x <= size && y <= size;
  const centre = (town) => {
    const { e, f } = town.transform.baseVal.consolidate().matrix;
    return { x: e, y: f };
  };
  const nearest = ({ x, y }) => {
    const distance = (town) => Math.hypot(centre(town).x - x, centre(town).y - y);
    return towns.reduce((one, other) => (distance(other) < distance(one) ? other : one));
  };
  const show = () => {
    const point = here();
    const isKnown = !Number.isNaN(point.x + point.y);
    if (isKnown && isInside(point)) {
      mark.setAttribute("transform", `translate(${point.x} ${point.y})`);
      mark.removeAttribute("display");
    } else {
      mark.setAttribute("display", "none");
    }
    const outside = isInside(point) ? nearest(point).dataset.town : place.dataset.outside;
    const text = isKnown ? outside : place.dataset.none;
    if (said.textContent !== text) said.textContent = text;
  };
  const write = (x, y) => {
    const within = (number) => Math.min(Math.max(number, 0), size) / size;
    const text = (number) => number.toFixed(6).replace(".", ",");
    latitude.value = text(north - within(y) * (north - south));
    longitude.value = text(west + within(x) * (east - west));
    latitude.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const writeAt = (event) => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      svg.getScreenCTM().inverse(),
    );
    write(x, y);
  };
  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-describedby", "place-said place-hint");
  hint.hidden = false;
  svg.addEventListener("click", writeAt);
  mark.addEventListener("pointerdown", (event) => {
    mark.setPointerCapture(event.pointerId);
    event.preventDefault();
    svg.focus();
  });
  mark.addEventListener("pointermove", (event) => {
    if (mark.hasPointerCapture(event.pointerId)) writeAt(event);
  });
  svg.addEventListener("keydown", (event) => {
    const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const direction = directions[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const point = here();
    const start = isInside(point) ? point : { x: size / 2, y: size / 2 };
    const by = isInside(point) ? (event.shiftKey ? leap : step) : 0;
    write(start.x + direction[0] * by, start.y + direction[1] * by);
  });
  latitude.form.addEventListener("input", show);
  show();
}
