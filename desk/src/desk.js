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
    const basis = form.elements.namedItem("basis");
    if (basis) basis.value = values.get("basis")?.[0] ?? basis.value;
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
