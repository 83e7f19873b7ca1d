// The interface's texts, from the locale files. Tests use keys, never sentences.

import { readFileSync } from "node:fs";

const files = new Map();

/** The text of `finder.title` in a language; `count` chooses the plural form. */
export function say(language, key, values = {}) {
  const template = find(language, key, values.count);
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`${language} ${key} wants ${name}`);
    return String(values[name]);
  });
}

/** The text of a page or element, without soft hyphens and the isolates around foreign names. */
export function plain(text) {
  return text
    .replaceAll(/[\u00ad\u2066-\u2069]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function find(language, key, count) {
  const [section, ...path] = key.split(".");
  const last = path.pop();
  const group = path.reduce((group, name) => group?.[name], texts(language)[section]);
  const text = count === undefined ? group?.[last] : group?.[`${last}_${form(language, count)}`];
  if (text === undefined) throw new Error(`${language} has no text ${key}`);
  return text;
}

function form(language, count) {
  return new Intl.PluralRules(language.split("-")[0]).select(count);
}

function texts(language) {
  if (!files.has(language)) {
    const file = new URL(`../../../locales/${language}.json`, import.meta.url);
    files.set(language, JSON.parse(readFileSync(file, "utf8")));
  }
  return files.get(language);
}
