import type { IntervalSet } from "./intervals";

/** RFC 4122's namespace for names that are URLs; the server uses the same. */
const urlNamespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/**
 * The id of the one Automatic row of case, rep, work date and device (data-model: casetime_timetrackerid), so that a
 * retry never makes a second row. Synchronous, since a closing page has no time for a promise.
 * @param caseId,repId GUIDs, in any case, with or without braces.
 * @param date The UTC work date, `yyyy-mm-dd`.
 * @param device The browser profile's random id, as it is.
 */
export function automaticRowId(caseId: string, repId: string, date: string, device: string): string {
  return uuidOf([normaliseGuid(caseId), normaliseGuid(repId), date, device].join("|"), 5);
}

/**
 * The id of a time log that stands for these very seconds: whoever sends it once more makes no second row. Version 8
 * (RFC 9562, custom): the server keeps version 5 for Automatic and Final rows, so that no log can occupy the id of one.
 */
export function logRowId(caseId: string, repId: string, seconds: IntervalSet): string {
  const spans = seconds.map(({ start, end }) => `${start}-${end}`);
  return uuidOf(["log", normaliseGuid(caseId), normaliseGuid(repId), ...spans].join("|"), 8);
}

/** Lower case, no braces: the form in which GUIDs are compared and named here. */
export function normaliseGuid(guid: string): string {
  return guid.replace(/[{}]/g, "").toLowerCase();
}

function uuidOf(name: string, version: number): string {
  const namespace = urlNamespace.replace(/-/g, "").match(/../g) ?? [];
  const bytes = [...namespace.map(pair => parseInt(pair, 16)), ...new TextEncoder().encode(name)];
  const hash = sha1(bytes).slice(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | (version << 4);
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.map(byte => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** SHA-1 (FIPS 180-4): a name here, not a secret. `crypto.subtle` only answers later. */
function sha1(message: readonly number[]): number[] {
  const bitLength = message.length * 8;
  const padded = [...message, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  for (let shift = 56; shift >= 0; shift -= 8) padded.push(shift >= 32 ? 0 : (bitLength >>> shift) & 0xff);

  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const words = new Array<number>(80).fill(0);
  const at = (list: readonly number[], index: number) => list[index] as number;
  const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) {
      const byte = (offset: number) => at(padded, block + i * 4 + offset);
      words[i] = (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
    }
    for (let i = 16; i < 80; i++)
      words[i] = rotate(at(words, i - 3) ^ at(words, i - 8) ^ at(words, i - 14) ^ at(words, i - 16), 1);

    let [a, b, c, d, e] = state as [number, number, number, number, number];
    for (let i = 0; i < 80; i++) {
      const [mix, constant] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotate(a, 5) + mix + e + constant + at(words, i)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    [a, b, c, d, e].forEach((value, i) => (state[i] = (at(state, i) + value) | 0));
  }
  return state.flatMap(word => [24, 16, 8, 0].map(shift => (word >>> shift) & 0xff));
}
