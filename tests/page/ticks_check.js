// Compares the runtime's ticks and formats with what the program says, in testdata/page/ticks.json.
// Needs the files of the runtime in the same scope.

/**
 * FNV-1a of an offer: the bits of its values, and its words.
 * @param {{major: {value: number, label: string, under: string|null}[], minor: number[]}} offer
 * @returns {number}
 */
function hashOffer({major, minor}) {
  const view = new DataView(new ArrayBuffer(8));
  const bits = (/** @type {number} */ value) => {
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, "0");
  };
  const words = major.map(({value, label, under}) => `${bits(value)}${label}\n${under ?? "\t"}\n`);
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words.join("") + minor.map(bits).join(""))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * What differs, in words; empty when nothing does.
 * @param {any} fixture
 * @returns {string[]}
 */
function checkTicks({cases, numbers, patterns, dates}) {
  /** @type {string[]} */
  const faults = [];
  const same = (/** @type {any} */ what, /** @type {any} */ found, /** @type {any} */ right) => {
    if (String(found) !== String(right)) faults.push(`${JSON.stringify(what)}: ${found}, not ${right}`);
  };
  for (const [axis, want, words, hashes] of cases) {
    const offers = tickOffers(axis, makeScale({range: [0, 1], ...axis}), want);
    const first = offers[0].major.map(({label, under}) => (under === null ? label : `${label}/${under}`));
    same([axis, want], first.join(" | "), words);
    same([axis, want, "offers"], offers.map(hashOffer), hashes);
  }
  for (const [value, text] of numbers) same(value, formatNumber(value), text);
  for (const [pattern, value, text] of patterns) {
    same([pattern, value], patternLabels(pattern, [value])[0], text);
  }
  const every = "%Y %y %m %d %e %H %I %M %S %f %L %p %b %A %j %u %w %U %W %V %q %s %F %T %D %-I";
  for (const [ms, text, long] of dates) {
    same(ms, formatDate(ms), text);
    if (long) same([ms, "pattern"], formatTime(ms, every), long);
  }
  return faults;
}
