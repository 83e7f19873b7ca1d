// What runs in the page: each function is sent as its source, so it uses nothing outside itself.

/** Around a function: its answer or its error, with the page's address. */
export function reported(work) {
  return `async (argument) => {
    const address = location.href;
    try {
      return { value: await (${work})(argument), address };
    } catch (error) {
      return { error: String(error), address };
    }
  }`;
}

/** The elements that a locator's steps lead to. */
export function find(steps) {
  const plain = (text) => text.replaceAll("\u00ad", "").replaceAll(/\s+/g, " ").trim();
  const includes = ({ textContent }, text) =>
    plain(textContent).toLowerCase().includes(plain(text).toLowerCase());
  const isVisible = (element) => element.getClientRects().length > 0;
  const query = (roots, css) => [
    ...new Set(roots.flatMap((root) => [...root.querySelectorAll(css)])),
  ];
  const isExactly = (text) => (element) => plain(element.textContent) === plain(text);
  const roles = { button: "button, [role=button]", link: "a[href]" };
  const take = {
    css: (roots, css) => {
      const found = query(roots, css.replace(/:visible$/, ""));
      return css.endsWith(":visible") ? found.filter(isVisible) : found;
    },
    hasText: (found, text) => found.filter((element) => includes(element, text)),
    hasNotText: (found, text) => found.filter((element) => !includes(element, text)),
    has: (found, inner) => found.filter((element) => follow(inner, [element]).length > 0),
    and: (found, other) => {
      const others = follow(other, [document]);
      return found.filter((element) => others.includes(element));
    },
    // The innermost elements with exactly this text.
    text: (roots, text) => {
      const is = isExactly(text);
      return query(roots, "*").filter((element) => is(element) && ![...element.children].some(is));
    },
    role: (roots, role, name) =>
      query(roots, roles[role]).filter((element) => {
        const label = element.getAttribute("aria-label") ?? element.textContent;
        return plain(label) === plain(name) && isVisible(element);
      }),
    nth: (found, place) => found.slice(place, place + 1),
  };
  function follow(way, roots) {
    return way.reduce((found, [kind, ...values]) => take[kind](found, ...values), roots);
  }
  return follow(steps, [document]);
}

/** Where an element can be clicked now; scrolls to it if necessary. */
export function pointOf(element) {
  const isDisabled = element.disabled || element.getAttribute("aria-disabled") === "true";
  const box = element.getClientRects()[0];
  if (isDisabled || !box) return undefined;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2].map(Math.round);
  const hit = document.elementFromPoint(x, y);
  if (element.contains(hit) || (hit && hit.closest("label")?.control === element)) return { x, y };
  element.scrollIntoView({ block: "center", behavior: "instant" });
  return undefined;
}

/** The problems of this document that nobody has fetched yet. */
export function recorded() {
  if (window.problemsOfThisPage) return window.problemsOfThisPage;
  const problems = (window.problemsOfThisPage = []);
  const logged = console.error;
  console.error = (...words) => {
    problems.push(`console: ${words.join(" ")}`);
    logged.apply(console, words);
  };
  addEventListener("error", ({ message }) => problems.push(message));
  addEventListener("unhandledrejection", ({ reason }) => problems.push(`rejected: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    problems.push(`Content Security Policy: ${violatedDirective} ${blockedURI}`),
  );
  return problems;
}
