// SHA-256 (FIPS 180-4) of a text, for the lot (§6.6): in whole numbers of 32 bits, and without a wait.

/** Returns the whole part of so many bits of the fraction of a root: of squares (2) or cubes (3). */
function bitsOfRoot(prime, power) {
  const wanted = BigInt(prime) << BigInt(32 * power);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(power) <= wanted) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

function firstPrimes(count) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}

const ROUND_WORDS = firstPrimes(64).map((prime) => bitsOfRoot(prime, 3));
const FIRST_WORDS = firstPrimes(8).map((prime) => bitsOfRoot(prime, 2));

/** Returns the bytes of a text with the bit, the zeros and the length that fill up the last block. */
function padded(text) {
  const bytes = new TextEncoder().encode(text);
  const blocks = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  new DataView(blocks.buffer).setBigUint64(blocks.length - 8, BigInt(bytes.length) * 8n);
  return new DataView(blocks.buffer);
}

const turned = (word, bits) => (word >>> bits) | (word << (32 - bits));

/** Returns the 64 words that one block of bytes is spread over. */
function spread(bytes, from) {
  const words = [];
  for (let at = 0; at < 16; at += 1) words.push(bytes.getUint32(from + 4 * at));
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [words[at - 15], words[at - 2]];
    const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.push((words[at - 16] + low + words[at - 7] + high) >>> 0);
  }
  return words;
}

/** Returns the eight words after one more block. */
function mixed(before, words) {
  let [a, b, c, d, e, f, g, h] = before;
  for (let at = 0; at < 64; at += 1) {
    const chosen = (e & f) ^ (~e & g);
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + ROUND_WORDS[at] + words[at]) >>> 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + before[at]) >>> 0);
}

/** Returns the SHA-256 of a text in UTF-8, as 64 digits of base 16. */
function sha256(text) {
  const bytes = padded(text);
  let state = FIRST_WORDS;
  for (let from = 0; from < bytes.byteLength; from += 64) state = mixed(state, spread(bytes, from));
  return state.map((word) => word.toString(16).padStart(8, "0")).join("");
}
