// Values beside the others of their group (§3.25, §5.3): roots are taken of whole numbers, to so many decimals.

function standardise(names, step, verb, table) {
  const every = spreadOf(step, numbersOf([...table.cells.values()]));
  const beside = new Map();
  for (const { cells } of names.setting.grouped(table, listed(step.standardise), listed(step.by)).groups) {
    const valued = cells.filter(({ value }) => isNumber(value));
    if (valued.length === 0) continue;
    const place = placer(step, numbersOf(valued), every);
    for (const cell of valued) beside.set(cell, place(cell.value));
  }
  return withValues(table, (cell) => beside.get(cell) ?? cell.value);
}

/** Returns the mean of some numbers, and their variance where there can be one. */
function spreadOf(step, numbers) {
  if (numbers.length === 0) return null;
  const middle = mean(numbers);
  const divisor = numbers.length - (step.deviation === "sample" ? 1 : 0);
  const squares = sum(numbers.map((number) => multiply(subtract(number, middle), subtract(number, middle))));
  return { middle, variance: divisor > 0 ? divide(squares, whole(divisor)) : null };
}

/** Returns what places a value beside the others of its group. */
function placer(step, numbers, every) {
  const method = step.method ?? "z";
  const needed = step.min === undefined ? (method === "z" || method === "range" ? 2 : 1) : countOf(step.min);
  if (numbers.length < needed) return instead(step, step.too_few, numbers, every);
  if (method === "percentile" || method === "midrank") return ranked(method, numbers);
  if (method === "centre") return centred(step, numbers, every);
  const [low, high] = [least(numbers), most(numbers)];
  if (equal(low, high)) return instead(step, step.no_spread, numbers, every);
  return method === "range"
    ? (value) => divide(subtract(value, low), subtract(high, low))
    : deviated(step, numbers, every);
}

/** Returns what stands for the values of a group that has too few, or no spread. */
function instead(step, what, numbers, every) {
  if (what === undefined) throw new Refused("a group that cannot be standardised");
  if (what === "keep") return (value) => value;
  return what === "centre" ? centred(step, numbers, every) : () => numberOf(what);
}

function centred(step, numbers, every) {
  const onto = step.onto === "panel" ? every.middle : numberOf(step.onto?.mean ?? "0");
  const middle = mean(numbers);
  return (value) => add(subtract(value, middle), onto);
}

/** Returns a value's percentile or middle rank, from how many are below it and how many are equal to it. */
function ranked(method, numbers) {
  const places = new Map();
  ascending(numbers).forEach((number, at) => {
    const known = places.get(spelled(number));
    places.set(spelled(number), { below: known?.below ?? at, equals: (known?.equals ?? 0) + 1 });
  });
  return (value) => {
    const { below, equals } = places.get(spelled(value));
    if (method === "midrank") return ratio(BigInt(2 * below + equals + 1), 2n);
    return ratio(BigInt(100 * (2 * below + equals)), BigInt(2 * numbers.length));
  };
}

/** Returns how far a value is from the mean in standard deviations, onto a mean and a spread. */
function deviated(step, numbers, every) {
  const { middle, variance } = spreadOf(step, numbers);
  const panel = step.onto === "panel";
  const scale = divide(panel ? every.variance : ONE, variance);
  const factor = panel ? ONE : numberOf(step.onto?.spread ?? "1");
  const shift = panel ? every.middle : numberOf(step.onto?.mean ?? "0");
  const decimals = BigInt(countOf(step.digits ?? "12"));
  return (value) => {
    const far = subtract(value, middle);
    const square = multiply(multiply(far, far), scale);
    const units = (root(floored(multiply(square, whole(4n * 10n ** (2n * decimals))))) + 1n) / 2n;
    const signed = ratio(far.top < 0n ? -units : units, 10n ** decimals);
    return add(multiply(signed, factor), shift);
  };
}
