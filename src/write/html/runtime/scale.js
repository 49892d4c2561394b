// Data values to pixels and back: linear, logarithmic, times, and categories by their code.

/** Ends of a logarithmic domain nearer than this are joined by a straight line. */
const NEARLY_STRAIGHT = 1 + 1e-9;

/**
 * How far `v` lies from the first to the second end; the middle when there is no way between.
 * @param {number[]} ends
 * @param {number} v
 */
function fractionOf([a, b], v) {
  if (a === b) return Number.isNaN(v) ? v : 0.5;
  const span = b - a;
  // Ends near the greatest number are further apart than a number can say.
  return Number.isFinite(span) ? (v - a) / span : (v / 4 - a / 4) / (b / 4 - a / 4);
}

/**
 * The number that lies `t` of the way from the first to the second end, exact at both.
 * @param {number[]} ends
 * @param {number} t
 */
function lerpOf([a, b], t) {
  return a * (1 - t) + b * t;
}

/** A position scale. It never changes: other views are other scales. */
class Scale {
  /**
   * @param {string} kind linear, log, time or band
   * @param {number[]} domain lower and upper end in data; of a band, in codes
   * @param {number[]} range where the ends are, in pixels
   * @param {string[]} levels the words of a band
   */
  constructor(kind, domain, range, levels) {
    this.kind = kind;
    this.domain = domain;
    this.range = range;
    this.levels = levels;
    this.bent = kind === "log" && domain[1] / domain[0] > NEARLY_STRAIGHT;
    /** The ends where the axis is straight. */
    this.ends = domain.map((v) => (this.bent ? Math.log10(v) : v));
  }

  /** The place of a value; NaN for what has no place. @param {number} v */
  map(v) {
    if (this.kind === "log" && v <= 0) return NaN;
    return lerpOf(this.range, fractionOf(this.ends, this.bent ? Math.log10(v) : v));
  }

  /** The value at a place. @param {number} px */
  invert(px) {
    const s = lerpOf(this.ends, fractionOf(this.range, px));
    return this.bent ? Math.min(10 ** s, Number.MAX_VALUE) : s;
  }

  /** The value where the axis is straight. @param {number} v */
  straight(v) {
    return this.kind === "log" ? (v > 0 ? Math.log10(v) : NaN) : v;
  }

  /** Back from there. @param {number} s */
  unstraight(s) {
    return this.kind === "log" ? Math.min(10 ** s, Number.MAX_VALUE) : s;
  }

  /** The same place with another domain. @param {number[]} domain */
  withDomain(domain) {
    return new Scale(this.kind, domain, this.range, this.levels);
  }

  /** The same domain elsewhere. @param {number[]} range */
  withRange(range) {
    return new Scale(this.kind, this.domain, range, this.levels);
  }

  /**
   * The view `factor` times as long, in which the value at a place stays there.
   * @param {number} about px
   * @param {number} factor below 1: nearer
   */
  zoomed(about, factor) {
    const s = lerpOf(this.domain.map((v) => this.straight(v)), fractionOf(this.range, about));
    return this.changed((end) => s + (end - s) * factor);
  }

  /** The view after its content was moved. @param {number} px */
  moved(px) {
    const [a, b] = this.domain.map((v) => this.straight(v));
    const by = (px / (this.range[1] - this.range[0])) * (b - a);
    return this.changed((end) => end - by);
  }

  /** The view whose ends are others, where the axis is straight. @param {(end: number) => number} change */
  changed(change) {
    return this.withDomain(this.domain.map((v) => this.unstraight(change(this.straight(v)))));
  }
}

/** The scale of an axis of the model. @param {any} axis */
function makeScale(axis) {
  return new Scale(axis.kind, axis.domain, axis.range, axis.levels ?? []);
}

/**
 * How pixels of one view become pixels of another: new = a * old + b.
 * @param {Scale} from
 * @param {Scale} to
 * @returns {[number, number]}
 */
function affine(from, to) {
  const [start, end] = from.domain.map((v) => from.straight(v));
  const ends = to.domain.map((v) => to.straight(v));
  const first = lerpOf(to.range, fractionOf(ends, start));
  const last = lerpOf(to.range, fractionOf(ends, end));
  const a = (last - first) / (from.range[1] - from.range[0]);
  return [a, first - a * from.range[0]];
}

/** The number nearest to `v` between two. @param {number} v @param {number} lo @param {number} hi */
function clamped(v, lo, hi) {
  return Math.max(lo, Math.min(v, hi));
}
