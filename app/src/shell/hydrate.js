const page = document.documentElement;
const load = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  return answer;
};
const RETRY = 5000;
const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});
// The page's chunks, which the program will request itself.
const preload = (href) => {
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href }));
};
const start = async () => {
  files.chunks.forEach(preload);
  const [app, wasm, locale] = await Promise.all([
    import(files.js),
    load(files.wasm),
    files.locale ? load(files.locale).then((answer) => answer.text()) : "",
    // `files.js` imports it; here it loads in parallel.
    import(files.loader),
  ]);
  if (app.buildId !== document.querySelector('meta[name="build-id"]').content)
    throw new Error("the page and its program are of different builds");
  await app.default({ module_or_path: wasm });
  await parsed;
  await app.hydrate(locale);
  page.dataset.hydrated = "";
  if (files.hallStyle) addHallStyle();
  // This page carries the main sheet itself; the next one finds it in the cache.
  if (files.mainStyle) fetch(files.mainStyle, { priority: "low" }).catch(() => {});
};
// The hall's rules, for pages that may come next. Before the sheet for paper, which overrides all.
const addHallStyle = () => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: files.hallStyle });
  link.onerror = () => {
    link.remove();
    setTimeout(addHallStyle, RETRY);
  };
  document.querySelector('link[media="print"]').before(link);
};
// The open list of languages ends with Escape, and with a tap beside it, which presses nothing else.
const languages = () => document.querySelector(".language-switch[open]");
addEventListener("keydown", ({ key }) => {
  const open = key === "Escape" && languages();
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
addEventListener(
  "click",
  (event) => {
    const open = languages();
    if (!open || open.contains(event.target)) return;
    open.open = false;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
start().catch((error) => {
  page.dataset.hydrated = "failed";
  console.warn("This page works without its program:", error);
  // A board without live updates reloads, as it does in browsers without JavaScript.
  parsed.then(() => {
    const refresh = document.querySelector("noscript[data-refresh]");
    if (refresh) setTimeout(() => location.reload(), refresh.dataset.refresh * 1000);
  });
});
