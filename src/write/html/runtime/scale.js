// Data values to pixels and back: linear, logarithmic, times, and categories by their code.

/** Ends of a logarithmic domain nearer than this are joined by a straight line. */
const NEARLY_STRAIGHT = 1 + 1e-9;

/**
 * How far `v` lies from the first to the second end; the middle when there is no way between.
 * @param {number[]} ends
 * @param {number} v
 */
function fractionOf([a, b], v) {
  if (a === b) return isNaN(v) ? v : 0.5;
  // Ends near the greatest number are further apart than a number can say.
  return (v / 4 - a / 4) / (b / 4 - a / 4);
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
   * @param {any} axis of the model, or another scale. Its kind: linear, log, time or band. Its
   *   domain: lower and upper end in data; of a band, in codes. Its range: where the ends are, in
   *   pixels. Its levels: the words of a band.
   */
  constructor({kind, domain, range, levels}) {
    /** @type {string} */
    this.kind = kind;
    /** @type {number[]} */
    this.domain = domain;
    /** @type {number[]} */
    this.range = range;
    /** @type {string[]} */
    this.levels = levels;
    this.bent = kind === "log" && domain[1] / domain[0] > NEARLY_STRAIGHT;
    /** The ends where the axis is straight. */
    this.ends = this.bent ? this.straights() : domain;
  }

  /** The place of a value; NaN for what has no place. @param {number} v */
  map(v) {
    if (this.kind === "log" && v <= 0) return NaN;
    return lerpOf(this.range, fractionOf(this.ends, this.bent ? Math.log10(v) : v));
  }

  /** The value at a place. @param {number} px */
  invert(px) {
    const s = lerpOf(this.ends, fractionOf(this.range, px));
    return this.bent ? this.unstraight(s) : s;
  }

  /** The value where the axis is straight. @param {number} v */
  straight(v) {
    return this.kind === "log" ? (v > 0 ? Math.log10(v) : NaN) : v;
  }

  /** Values, or the ends of the domain, where the axis is straight. */
  straights(values = this.domain) {
    return values.map((v) => this.straight(v));
  }

  /** Back from there. @param {number} s */
  unstraight(s) {
    return this.kind === "log" ? Math.min(10 ** s, Number.MAX_VALUE) : s;
  }

  /** The same place with another domain. @param {number[]} domain */
  withDomain(domain) {
    return new Scale({...this, domain});
  }

  /** The same domain elsewhere. @param {number[]} range */
  withRange(range) {
    return new Scale({...this, range});
  }

  /**
   * The view `factor` times as long, in which the value at a place stays there.
   * @param {number} about px
   * @param {number} factor below 1: nearer
   */
  zoomed(about, factor) {
    const s = lerpOf(this.straights(), fractionOf(this.range, about));
    return this.changed((end) => s + (end - s) * factor);
  }

  /** The view after its content was moved. @param {number} px */
  moved(px) {
    const [a] = straightToPixel(this), by = px / a;
    return this.changed((end) => end - by);
  }

  /** The view whose ends are others, where the axis is straight. @param {(end: number) => number} change */
  changed(change) {
    return this.withDomain(this.straights().map((end) => this.unstraight(change(end))));
  }
}

/** The scale of an axis of the model. @param {any} axis */
function makeScale(axis) {
  return new Scale(axis);
}

/** The affine map from straight data to pixels. @param {Scale} scale */
function straightToPixel(scale) {
  const [lo, hi] = scale.straights(), [from, to] = scale.range;
  const a = (to - from) / 4 / (hi / 4 - lo / 4);
  return [a, from - a * lo];
}

/** The number nearest to `v` between two. @param {number} v @param {number} lo @param {number} hi */
function clamped(v, lo, hi) {
  return Math.max(lo, Math.min(v, hi));
}
