// The data of the page: one inflated buffer, and the typed columns that lie in it.

/**
 * Where a column lies in the buffer. Its values are (base + raw * unit) / by; with `step`, raw
 * numbers are differences; the raw number `gap` means missing.
 * @typedef {{at: number, n: number, t: string, base?: number, by?: number, unit?: number,
 *   step?: boolean, gap?: number|null, from?: number}} Ref
 * @typedef {ArrayLike<number>} Numbers
 */

/** @type {Record<string, any>} Array types by the short names of the model. */
const ARRAY_TYPES = {
  u8: Uint8Array, u16: Uint16Array, u32: Uint32Array,
  i8: Int8Array, i16: Int16Array, i32: Int32Array,
  f32: Float32Array, f64: Float64Array,
};

/**
 * The numbers of a column: a view of the buffer where they are stored as they are.
 * @param {ArrayBuffer} buffer
 * @param {Ref|null|undefined} ref
 * @returns {Numbers|null}
 */
function readColumn(buffer, ref) {
  if (!ref) return null;
  if (ref.from !== undefined) {
    const from = ref.from;
    return Uint32Array.from({length: ref.n}, (_, i) => from + i);
  }
  const raw = new ARRAY_TYPES[ref.t](buffer, ref.at, ref.n);
  const {base = 0, by = 1, unit = 1, gap = null} = ref;
  if (base === 0 && by === 1 && unit === 1 && !ref.step && gap === null) return raw;
  const out = new Float64Array(ref.n);
  let sum = 0;
  for (let i = 0; i < out.length; i++) {
    if (raw[i] === gap) {
      out[i] = NaN;
      continue;
    }
    sum = ref.step ? sum + raw[i] : raw[i];
    out[i] = (base + sum * unit) / by;
  }
  return out;
}
