// Optimises WebAssembly files for size, in place: `node optimize.mjs LIBRARY FILE…`.
// LIBRARY is `index.js` of the npm package binaryen. The levels are those of `wasm-opt -Oz`.

import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [library, ...files] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(library));
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
for (const file of files) {
  const module = binaryen.readBinary(readFileSync(file));
  module.optimize();
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
