const page = document.documentElement;
const load = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  return answer;
};
// On a slow line each file of the program would take its share of it from the style sheet, and
// nothing can be read before that is there. So it goes first, by as many milliseconds as a slow
// line needs for it; waiting until it is there would leave the line idle for a round trip.
const AHEAD = 200;
const RETRY = 5000;
const style = document.querySelector('link[rel="stylesheet"]');
const readable = new Promise((resolve) => {
  if (!style || style.sheet) resolve();
  else style.addEventListener("load", resolve);
  setTimeout(resolve, AHEAD);
});
const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve);
  else resolve();
});
// The page's chunks, which the program will ask for itself.
const preload = (href) => {
  const link = document.createElement("link");
  document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href }));
};
const start = async () => {
  await readable;
  files.chunks.forEach(preload);
  const [app, wasm, locale] = await Promise.all([
    import(files.js),
    load(files.wasm),
    files.locale ? load(files.locale).then((answer) => answer.text()) : "",
    // `files.js` imports it, and would only then.
    import(files.loader),
  ]);
  if (app.buildId !== document.querySelector('meta[name="build-id"]').content)
    throw new Error("the page and its program are of different builds");
  await app.default({ module_or_path: wasm });
  await parsed;
  await app.hydrate(locale);
  page.dataset.hydrated = "";
  if (files.style) addStyle();
};
// For pages of the hall, which may come next; before the sheet for paper, which has the last word.
const addStyle = () => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: files.style });
  link.onerror = () => {
    link.remove();
    setTimeout(addStyle, RETRY);
  };
  document.querySelector('link[media="print"]').before(link);
};
start().catch((error) => {
  page.dataset.hydrated = "failed";
  console.warn("This page works without its program:", error);
  // A board that cannot follow is loaded anew, as it is for browsers without JavaScript.
  parsed.then(() => {
    const refresh = document.querySelector("noscript[data-refresh]");
    if (refresh) setTimeout(() => location.reload(), refresh.dataset.refresh * 1000);
  });
});
