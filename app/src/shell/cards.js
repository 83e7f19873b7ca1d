// Cards are shown once, and never by the program: this is all that runs on their page.
const button = document.getElementById(printId);
const isDone = new AbortController();
button.hidden = false;
button.addEventListener("click", () => print());
// The codes are on paper, or in a file.
addEventListener("afterprint", () => isDone.abort());
addEventListener("beforeunload", (event) => event.preventDefault(), { signal: isDone.signal });
