// Categories that are numbers or times in order, as the program read them: what their labels say by
// a pattern, and where they stand when there is no room for all.

/**
 * What the words of an axis stand for, in rising order.
 * @typedef {{times: boolean, values: number[]}} Order
 */

/** The words by the pattern of the user; null without one. @param {Order} order @param {TickWriter} writer */
function orderedWords({times, values}, writer) {
  if (times ? writer.format === null : !writer.pattern) return null;
  return (times ? writer.times(values) : writer.numbers(values)).map(({label}) => label);
}

/**
 * Ever fewer labels.
 * @param {Order} order
 * @param {string[]} levels
 * @param {number} want
 * @param {TickWriter} writer
 * @returns {Tick[][]} by codes from 0
 */
function orderedTicks({times, values}, levels, want, writer) {
  if (!values.length) return [];
  return times ? fewerTimes(values, want, writer) : fewerNumbers(values, levels, want);
}

/**
 * Ever fewer labels, at round numbers.
 * @param {number[]} values
 * @param {string[]} levels
 * @param {number} want
 * @returns {Tick[][]} by codes from 0
 */
function fewerNumbers(values, levels, want) {
  const ends = [values[0], values[values.length - 1]];
  return preferredOf(linearCandidates(ends, want, values.every(Number.isInteger)))
    .map((offer) => {
      const codes = offer.values.map((value) => values.indexOf(value)).filter((code) => code >= 0);
      return ticksOf(codes, codes.map((code) => levels[code]));
    })
    .filter((major) => major.length);
}
