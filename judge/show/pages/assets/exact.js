// Exact numbers, and how the page shows them.

const numberOf = (text) => {
  const [top, bottom = "1"] = text.split("/");
  const [whole, rest = ""] = top.split(".");
  return { top: BigInt(whole + rest), bottom: BigInt(bottom) * 10n ** BigInt(rest.length) };
};
/** Returns a number with so many decimals, halves away from nought, marked where it is not all of it. */
const shown = ({ top, bottom }, decimals) => {
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(decimals);
  const round = (2n * scaled + bottom) / (2n * bottom);
  const digits = String(round).padStart(decimals + 1, "0");
  const sign = top < 0n && round > 0n ? "-" : "";
  const cut = digits.length - decimals;
  return `${scaled % bottom ? "≈" : ""}${sign}${digits.slice(0, cut)}${decimals ? "." : ""}${digits.slice(cut)}`;
};
/** Returns a number with as many decimals as it has, up to four. */
const brief = (number) => {
  const enough = [0, 1, 2, 3].find((decimals) => (number.top * 10n ** BigInt(decimals)) % number.bottom === 0n);
  return shown(number, enough ?? 4);
};
const agrees = (text, exact) => text === shown(numberOf(exact), (/\.(\d+)$/.exec(text)?.[1] ?? "").length);
const minus = (one, other) => ({
  top: one.top * other.bottom - other.top * one.bottom,
  bottom: one.bottom * other.bottom,
});
const mean = (numbers) => {
  const bottom = numbers.reduce((all, one) => all * one.bottom, 1n);
  const top = numbers.reduce((all, one) => all + one.top * (bottom / one.bottom), 0n);
  return `${top}/${bottom * BigInt(numbers.length)}`;
};
