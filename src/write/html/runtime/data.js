// The data of the page: one inflated buffer, and the typed columns that lie in it.

/**
 * Where a column lies in the buffer. Its values are (base + raw * unit) / by; with `step`, raw
 * numbers are differences; the raw number `gap` means missing.
 * @typedef {{at: number, n: number, t: string, base?: number, by?: number, unit?: number,
 *   step?: boolean, gap?: number|null, from?: number}} Ref
 * @typedef {ArrayLike<number>} Numbers
 */

/** @type {Record<string, string>} Array types by the letters of the model: `u8` is a Uint8Array. */
const ARRAY_TYPES = {u: "Uint", i: "Int", f: "Float"};

/**
 * The numbers of a column: a view of the buffer where they are stored as they are.
 * @param {ArrayBuffer} buffer
 * @param {Ref|null|undefined} ref
 * @returns {Numbers|null}
 */
function readColumn(buffer, ref) {
  if (!ref) return null;
  const {from, n, t, base = 0, by = 1, unit = 1, step, gap = null} = ref;
  if (from !== undefined) return Uint32Array.from({length: n}, (_, i) => from + i);
  const type = /** @type {any} */ (globalThis)[`${ARRAY_TYPES[t[0]]}${t.slice(1)}Array`];
  const raw = new type(buffer, ref.at, n);
  if (base === 0 && by === 1 && unit === 1 && !step && gap === null) return raw;
  const out = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (raw[i] !== gap) sum = step ? sum + raw[i] : raw[i];
    out[i] = raw[i] === gap ? NaN : (base + sum * unit) / by;
  }
  return out;
}
