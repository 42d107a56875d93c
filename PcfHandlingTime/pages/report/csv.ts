/** A cell: a text that somebody may have typed, or a number of ours. */
export type Cell = string | number;

/** Spreadsheets take a text that begins so for a formula, whatever blanks stand before it. */
const formulaStart = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** UTF-8 with a byte order mark, without which Excel reads another code page; lines end as RFC 4180 has them. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return "\uFEFF" + rows.map(row => row.map(field).join(",") + "\r\n").join("");
}

function field(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const harmless = formulaStart.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replace(/"/g, '""')}"`;
}
