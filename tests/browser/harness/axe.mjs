// Accessibility by axe: every rule of WCAG 2.2 A and AA, and best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** axe's findings on a page in its present state, one line per element; needs a context without CSP. */
export async function findings(page) {
  // Not by a script element, which would stay in the page.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (tags) => {
    // Off by default in axe, since it is a new rule.
    const rules = { "target-size": { enabled: true } };
    const { violations } = await window.axe.run(document, {
      runOnly: tags,
      rules,
      resultTypes: ["violations"],
    });
    return violations;
  }, TAGS);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${reason(node)}`),
  );
}

function reason({ target, any, all, none }) {
  const messages = [...any, ...all, ...none].map((check) => check.message);
  return `${target.join(" ")}: ${messages.join("; ")}`;
}
