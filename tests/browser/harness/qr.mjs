// Decodes a QR code as a phone's camera would, from its SVG path. Medium error
// correction only, versions 1 to 10; nothing is damaged, so nothing is corrected.

/** Width of the quiet zone, in modules. */
const QUIET_ZONE = 4;
/** For versions 1 to 10, medium: error correction bytes per block, and the blocks, shorter and longer. */
const BLOCKS = [
  [10, 1, 16, 0],
  [16, 1, 28, 0],
  [26, 1, 44, 0],
  [18, 2, 32, 0],
  [24, 2, 43, 0],
  [16, 4, 27, 0],
  [18, 4, 31, 0],
  [22, 2, 38, 2],
  [22, 3, 36, 2],
  [26, 4, 43, 1],
];
/** Centres of the alignment patterns. */
const ALIGNMENT_CENTRES = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const MEDIUM = 0b00;
const [DIGITS, CAPITALS, BYTES] = [0b0001, 0b0010, 0b0100];
/** The mask patterns, by their numbers. */
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** The text of a code drawn as `M x y h run v1 h-run z`, in a square of `size` with its quiet zone. */
export function readQrCode(path, size) {
  const dark = modules(path, size);
  const width = dark.length;
  const version = (width - 17) / 4;
  const format = readFormat(dark);
  if (format >> 3 !== MEDIUM) throw new Error(`another correction: ${format >> 3}`);
  const bits = [];
  for (const [x, y] of way(width, version)) {
    bits.push(dark[y][x] !== (MASKS[format & 7](x, y) === 0) ? 1 : 0);
  }
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    number(bits.slice(at * 8, at * 8 + 8)),
  );
  return text(deal(words, BLOCKS[version - 1]), version);
}

function modules(path, size) {
  const width = size - 2 * QUIET_ZONE;
  const dark = Array.from({ length: width }, () => Array(width).fill(false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    dark[y - QUIET_ZONE].fill(true, x - QUIET_ZONE, Number(x) + Number(run) - QUIET_ZONE);
  }
  return dark;
}

const number = (bits) => bits.reduce((sum, bit) => sum * 2 + Number(bit), 0);

/** Error correction level and mask, from the format information at the upper left corner. */
function readFormat(dark) {
  const across = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => dark[8][x]);
  return number(across.slice(0, 5)) ^ 0b10101;
}

/** Positions of the data modules, from the lower right corner up and down in columns of two. */
function* way(width, version) {
  for (let pair = 0, right = width - 1; right > 0; pair += 1, right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < width; step += 1) {
      const y = pair % 2 === 0 ? width - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFixed(x, y, width, version)) yield [x, y];
    }
  }
}

/** Whether a module belongs to the function patterns of this version. */
function isFixed(x, y, width, version) {
  const far = width - 8;
  if ((x < 9 && y < 9) || (x < 9 && y >= far) || (x >= far && y < 9)) return true;
  if (x === 6 || y === 6) return true;
  if (version >= 7 && ((x < 6 && y >= far - 3) || (y < 6 && x >= far - 3))) return true;
  const middles = ALIGNMENT_CENTRES[version - 1];
  const [first, last] = [middles[0], middles.at(-1)];
  const isCorner = (one, other) =>
    (one === first && other === first) ||
    (one === first && other === last) ||
    (one === last && other === first);
  return middles.some((one) =>
    middles.some(
      (other) => !isCorner(one, other) && Math.abs(x - one) <= 2 && Math.abs(y - other) <= 2,
    ),
  );
}

/** De-interleaves the blocks: their data bytes come in turns, before all error correction. */
function deal(words, [, shorter, length, longer]) {
  const blocks = Array.from({ length: shorter + longer }, () => []);
  let at = 0;
  for (let row = 0; row <= length; row += 1) {
    for (const [place, block] of blocks.entries()) {
      if (row < length || place >= shorter) block.push(words[at++]);
    }
  }
  return blocks.flat();
}

/** Decodes segments (numeric, alphanumeric, bytes) up to the terminator. */
function text(words, version) {
  const bits = words.flatMap((word) => [...word.toString(2).padStart(8, "0")]);
  const take = (count) => number(bits.splice(0, count));
  const long = version < 10 ? 0 : 1;
  const bytes = [];
  const add = (text) => bytes.push(...new TextEncoder().encode(text));
  while (bits.length >= 4) {
    const kind = take(4);
    if (kind === 0) break;
    if (kind === DIGITS) {
      for (let left = take([10, 12][long]); left > 0; left -= 3) {
        const digits = Math.min(left, 3);
        add(String(take([0, 4, 7, 10][digits])).padStart(digits, "0"));
      }
    } else if (kind === CAPITALS) {
      for (let left = take([9, 11][long]); left > 0; left -= 2) {
        const both = left > 1 ? take(11) : take(6);
        add(left > 1 ? ALPHANUMERIC[Math.floor(both / 45)] + ALPHANUMERIC[both % 45] : ALPHANUMERIC[both]);
      }
    } else if (kind === BYTES) {
      for (let left = take([8, 16][long]); left > 0; left -= 1) bytes.push(take(8));
    } else {
      throw new Error(`text of kind ${kind}`);
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
