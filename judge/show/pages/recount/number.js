// Exact numbers (§5): a whole number over a whole number from 1 up, without a common factor. Nothing is ever a float.

/** Thrown where the rule does not say what the data are worth: the engine refuses such data, and publishes nothing. */
class Refused extends Error {}

/** Thrown at a verb, key or word that this file does not know; its message says which. */
class Unknown extends Error {}

const PLAIN = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$/;
const FRACTION = /^(-?\d+)\/(\d+)$/;

const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
const lastOf = (list) => list[list.length - 1];
const magnitude = (whole) => (whole < 0n ? -whole : whole);

function commonFactor(one, other) {
  let [a, b] = [magnitude(one), other];
  while (b) [a, b] = [b, a % b];
  return a;
}

/** Returns one whole number over another one that is not zero. */
function ratio(top, bottom = 1n) {
  if (bottom < 0n) [top, bottom] = [-top, -bottom];
  if (bottom === 1n) return { top, bottom };
  const factor = commonFactor(top, bottom);
  return { top: top / factor, bottom: bottom / factor };
}

const whole = (count) => ({ top: BigInt(count), bottom: 1n });
const ZERO = whole(0);
const ONE = whole(1);
const HUNDRED = whole(100);

/** Tells a number from the word of a state. */
const isNumber = (value) => typeof value === "object" && value !== null;

/** Returns the number that a text names, or null: `7.25`, `-3`, `22/7`, `1e-3`. */
function asNumber(text) {
  const parts = PLAIN.exec(text);
  if (parts === null) {
    const fraction = FRACTION.exec(text);
    return fraction === null || BigInt(fraction[2]) === 0n ? null : ratio(BigInt(fraction[1]), BigInt(fraction[2]));
  }
  const [, sign, before = "", after = "", bare = "", exponent = "0"] = parts;
  const digits = BigInt(sign === "-" ? `-${before}${after}${bare}` : before + after + bare);
  const power = Number(exponent) - after.length - bare.length;
  return power < 0 ? ratio(digits, 10n ** BigInt(-power)) : { top: digits * 10n ** BigInt(power), bottom: 1n };
}

/** Returns the number that a text names; a text that names none is refused. */
function numberOf(text) {
  const found = typeof text === "string" ? asNumber(text) : null;
  if (found === null) throw new Refused("not a number");
  return found;
}

/** Returns a whole number of the rule as a count. */
function countOf(text) {
  const found = numberOf(text);
  if (found.bottom !== 1n) throw new Refused("not a whole number");
  return Number(found.top);
}

/** Returns a number in its one spelling: as a decimal where that ends, else as a fraction. */
function spelled({ top, bottom }) {
  if (bottom === 1n) return String(top);
  let [twos, fives, rest] = [0, 0, bottom];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  if (rest !== 1n) return `${top}/${bottom}`;
  const places = Math.max(twos, fives);
  const digits = String((magnitude(top) * 10n ** BigInt(places)) / bottom).padStart(places + 1, "0");
  return `${top < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function add(one, other) {
  if (one.bottom === other.bottom) return ratio(one.top + other.top, one.bottom);
  return ratio(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
}

const negate = (one) => ({ top: -one.top, bottom: one.bottom });
const subtract = (one, other) => add(one, negate(other));
const multiply = (one, other) => ratio(one.top * other.top, one.bottom * other.bottom);

function divide(one, other) {
  if (other.top === 0n) throw new Refused("a division by zero");
  return ratio(one.top * other.bottom, one.bottom * other.top);
}

/** Returns a number below zero, zero, or one above, as the first number is below, equal to or above the second. */
function compared(one, other) {
  const apart = one.bottom === other.bottom ? one.top - other.top : one.top * other.bottom - other.top * one.bottom;
  return apart < 0n ? -1 : apart > 0n ? 1 : 0;
}

const equal = (one, other) => one.top === other.top && one.bottom === other.bottom;
const sum = (numbers) => numbers.reduce(add, ZERO);
const mean = (numbers) => divide(sum(numbers), whole(numbers.length));
const least = (numbers) => numbers.reduce((one, other) => (compared(other, one) < 0 ? other : one));
const most = (numbers) => numbers.reduce((one, other) => (compared(other, one) > 0 ? other : one));
const ascending = (numbers) => [...numbers].sort(compared);
const floored = ({ top, bottom }) => (top < 0n && top % bottom !== 0n ? top / bottom - 1n : top / bottom);

/** Returns a number rounded to so many decimals, tens if negative; `half` says where an exact half goes (§5.2). */
function rounded(number, decimals, half) {
  const scale = decimals < 0 ? ratio(1n, 10n ** BigInt(-decimals)) : whole(10n ** BigInt(decimals));
  const { top, bottom } = multiply(number, scale);
  const kept = magnitude(top) / bottom;
  const twice = 2n * (magnitude(top) % bottom);
  const ups = { up: twice >= bottom, down: twice > bottom, cut: false };
  ups.even = kept % 2n === 1n ? ups.up : ups.down;
  if (!(half in ups)) throw new Unknown(`half = ${half}`);
  const scaled = whole(kept + (ups[half] ? 1n : 0n));
  return divide(top < 0n ? negate(scaled) : scaled, scale);
}

/** Returns the whole part of the square root of a whole number from 0 up. */
function root(number) {
  if (number < 2n) return number;
  let guess = 1n << BigInt((number.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + number / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
