// Ticks of logarithmic axes: powers of ten, and 2 and 5 of them where there is room; and how they
// are written.

/** More marks without label than this are a grey bar. */
const MOST_MINOR = 200;

/**
 * What `want` ticks on a positive domain may be, from more to fewer; none where the domain is so
 * narrow that round numbers serve better.
 * @param {number[]} domain
 * @param {number} want
 * @param {TickWriter} writer
 * @returns {Ticks[]}
 */
function logOffers(domain, want, writer) {
  const [lo, hi] = domain;
  const floor = Math.floor(Math.log10(lo));
  // One less, where the logarithm was rounded up beyond the power below.
  const first = unscale(1, -floor) > lo ? floor - 1 : floor;
  const last = Math.max(first, Math.ceil(Math.log10(hi)) + 1);
  const powers = [];
  for (let k = first; k <= last; k++) {
    const value = unscale(1, -k);
    if (lo <= value && value <= hi) powers.push(k);
  }
  /** @type {number[][]} */
  const out = [];
  if (powers.length < 3) {
    for (const digits of [[1, 2, 5], [1, 3]]) {
      const values = logMarks(domain, first, last, digits);
      if (values.length >= 3) out.push(values);
    }
    if (!out.length) return [];
  }
  const most = Math.max(Math.trunc((Math.max(want, 2) * 3) / 2), 3);
  for (const every of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 200]) {
    const values = powers.filter((k) => k % every === 0).map((k) => unscale(1, -k));
    if (values.length < 2 || values.length > most) continue;
    if (String(out[out.length - 1]) !== String(values)) out.push(values);
  }
  if (!out.length) out.push(powers.map((k) => unscale(1, -k)));
  const fine = logMarks(domain, first, last, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const all = fine.length <= MOST_MINOR ? fine : logMarks(domain, first, last, [1]);
  const plain = out.every(isPlain);
  return out.map((values) => ({
    major: writer.numbers(values, () => logLabels(values, plain)),
    minor: all.filter((v) => !values.includes(v)),
    from: 0,
  }));
}

/**
 * These digits of every decade, as far as they are inside.
 * @param {number[]} domain
 * @param {number} first power
 * @param {number} last power
 * @param {number[]} digits
 */
function logMarks([lo, hi], first, last, digits) {
  const out = [];
  for (let k = first; k <= last; k++) {
    for (const digit of digits) {
      const value = unscale(digit, -k);
      if (lo <= value && value <= hi) out.push(value);
    }
  }
  return out;
}

/** True when numbers of a logarithmic axis are written out. @param {number[]} values */
function isPlain(values) {
  return values.every((v) => v >= 0.999e-3 && v <= 1.001e5);
}

/**
 * The labels of a logarithmic axis: each as short as it can be, written out or as powers.
 * @param {number[]} values
 * @param {boolean} plain
 */
function logLabels(values, plain) {
  return values.map((v) => {
    const exponent = exponentOf(v);
    if (plain) return fixedNumber(v, Math.max(-exponent, 0), v >= 1000);
    const mantissa = roundAway(unscale(v, exponent));
    return mantissa === 1 ? `10${superscript(exponent)}` : tenPower(String(mantissa), exponent);
  });
}
