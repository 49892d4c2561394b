// Round steps of numbers, and how well ticks suit a domain.

/**
 * Steps of a domain and what they give there; a cost of 0 is ideal.
 * @typedef {{step: any, values: number[], cost: number}} Candidate
 */

/** The least number above zero. */
const LEAST = 5e-324;

/**
 * What `want` ticks on a domain may be, from fine to coarse.
 * @param {number[]} domain
 * @param {number} want
 * @param {boolean} integer no part of a whole number
 * @returns {Candidate[]}
 */
function linearCandidates([lo, hi], want, integer) {
  const middle = exponentOf(clamped(hi / want - lo / want, LEAST, Number.MAX_VALUE));
  const unit = labelUnit(Math.max(-lo, hi)), found = [];
  for (let power = middle - 1; power <= middle + 2; power++) {
    for (const [mantissa, shift] of [[1, 0], [2, 0], [25, -1], [5, 0]]) {
      const exponent = power + shift;
      // 2.5 where 2 and 5 have no decimals would cost one.
      if ((mantissa === 25 && exponent < unit) || (integer && exponent < 0)) continue;
      const step = new DecimalStep(mantissa, exponent);
      const values = stepMultiples(step, [lo, hi], 3 * want + 2);
      if (!values) continue;
      const cost = tickCost(values, [lo, hi], want) + (mantissa === 25 ? 0.05 : 0);
      found.push({step, values, cost});
    }
  }
  return found;
}

/** Power of ten that labels of numbers up to `size` are written in. @param {number} size */
function labelUnit(size) {
  const power = exponentOf(size);
  if (power >= 15 || power <= -4) return power;
  return power >= 6 ? Math.trunc(power / 3) * 3 : 0;
}

/**
 * Multiples of a step inside a domain; none when there are more than `most`, or when they cannot
 * be told apart.
 * @param {DecimalStep} step
 * @param {number[]} domain
 * @param {number} most
 * @returns {number[]|null}
 */
function stepMultiples(step, [lo, hi], most) {
  if (step.size <= 0 || !isFinite(step.size)) return null;
  const first = -step.below(-lo), last = step.below(hi);
  if (last < first || last - first >= BigInt(most)) return null;
  /** @type {number[]} */
  const values = [];
  for (let n = first; n <= last; n++) values.push(step.times(n));
  return values.every((v, i) => !(values[i - 1] >= v) && lo <= v && v <= hi) ? values : null;
}

/**
 * How far ticks are from `want` in number (by ratio) and from the ends of the domain.
 * @param {number[]} values
 * @param {number[]} domain
 * @param {number} want
 */
function tickCost(values, [lo, hi], want) {
  if (!values.length) return Infinity;
  const ratio = Math.log(values.length / Math.max(want, 1));
  // Far too many are worse than far too few.
  const crowd = Math.max(ratio - Math.log(1.5), 0);
  // Halved, so that the span of the widest domain is finite.
  const span = Math.max(hi / 2 - lo / 2, LEAST);
  const covered = (values[values.length - 1] / 2 - values[0] / 2) / span;
  return Math.abs(ratio) + crowd + (1 - covered);
}

/** The best candidate, then coarser ones. @param {Candidate[]} found @returns {Candidate[]} */
function preferredOf(found) {
  const costs = found.map(({cost}) => cost);
  return found.slice(Math.max(0, costs.indexOf(Math.min(...costs))));
}
