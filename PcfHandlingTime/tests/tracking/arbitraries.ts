import fc from "fast-check";
import { normalise, type IntervalSet } from "../../tracking/intervals";

/** 2030-01-01T00:00:00Z in seconds. */
export const newYear = Date.parse("2030-01-01T00:00:00Z") / 1000;

/** Sets of seconds within some range after the new year; empty and touching pieces included before normalising. */
export function intervalSets(range = 400): fc.Arbitrary<IntervalSet> {
  const piece = fc.tuple(fc.integer({ min: 0, max: range }), fc.integer({ min: 0, max: 40 }));
  return fc
    .array(piece, { maxLength: 12 })
    .map(pieces =>
      normalise(pieces.map(([start, length]) => ({ start: newYear + start, end: newYear + start + length }))),
    );
}

/** The seconds of a set, one by one: the slow but plain meaning. */
export function secondsOf(set: IntervalSet): Set<number> {
  return new Set(set.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
}
