/** Digits of other scripts (Arabic, Persian) that NFKC leaves as they are, each block beginning with its zero. */
const otherZeros = [0x0660, 0x06f0];

/** A whole number as people type it, in the digits of any script. @returns "empty", or "unreadable" where it is none. */
export function parseWholeNumber(text: string): number | "empty" | "unreadable" {
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\p{Nd}/gu, digit => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = otherZeros.find(start => code >= start && code < start + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .trim();
  if (plain === "") return "empty";
  return /^[+-]?\d{1,9}$/.test(plain) ? Number(plain) : "unreadable";
}
