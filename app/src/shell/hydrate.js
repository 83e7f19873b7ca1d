const page = document.documentElement;
const load = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url + ": " + answer.status);
  return answer;
};
const start = async () => {
  const [app, wasm, locale] = await Promise.all([
    import(files.js),
    load(files.wasm),
    files.locale ? load(files.locale).then((answer) => answer.text()) : "",
  ]);
  if (app.buildId !== document.querySelector('meta[name="build-id"]').content)
    throw new Error("the page and its program are of different builds");
  await app.default({ module_or_path: wasm });
  await app.hydrate(locale);
  page.dataset.hydrated = "";
};
start().catch((error) => {
  page.dataset.hydrated = "failed";
  console.warn("This page works without its program:", error);
  // A board that cannot follow is loaded anew, as it is for browsers without JavaScript.
  const refresh = document.querySelector("noscript[data-refresh]");
  if (refresh) setTimeout(() => location.reload(), refresh.dataset.refresh * 1000);
});
