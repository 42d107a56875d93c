/** What a cell's control is, by the class id that form XML gives it. */
export type ControlKind =
  | "text"
  | "memo"
  | "integer"
  | "duration"
  | "decimal"
  | "datetime"
  | "lookup"
  | "choice"
  | "status"
  | "boolean"
  | "choices"
  | "url"
  | "email"
  | "subgrid"
  | "customHost"
  | "iframe"
  | "webresource"
  | "unknown";

const KINDS: Record<string, ControlKind> = {
  "4273edbd-ac1d-40d3-9fb2-095c621b552d": "text",
  "e0dece4b-6fc8-4a8f-a065-082708572369": "memo",
  "c6d124ca-7eda-4a60-aea9-7fb8d318b68f": "integer",
  "aa987274-ce4e-4271-a803-66164311a958": "duration",
  "c3efe0c3-0ec6-42be-8349-cbd9079dfd8e": "decimal",
  "0d2c745a-e5a8-4c8f-ba63-c6d3bb604660": "decimal",
  "5b773807-9fb2-42db-97c3-7a91eff8adff": "datetime",
  "270bd3db-d9af-4782-9025-509e298dec0a": "lookup",
  "3ef39988-22bb-4f0b-bbbe-64b5a3748aee": "choice",
  "5d68b988-0661-4db2-bc3e-17598ad3be6c": "status",
  "67fac785-cd58-4f9f-abb3-4b7ddc6ed5ed": "boolean",
  "4aa28ab7-9c13-4f57-a73d-ad894d048b5f": "choices",
  "71716b6c-711e-476c-8ab8-5d11542bfb47": "url",
  "ada2203e-b4cd-49be-9ddf-234642b43b52": "email",
  "e7a81278-8635-4d9e-8d4d-59480b391c5b": "subgrid",
  "fd2a7985-3187-444e-908d-6624b21f69c0": "iframe",
  "9fdf5f91-88b1-47f4-ad53-c11efc01a01d": "webresource",
  "f9a8a302-114e-466a-b582-6771b2ae0d92": "customHost",
};

export function kindOfClass(classId: string): ControlKind {
  return KINDS[classId.replace(/[{}]/g, "").toLowerCase()] ?? "unknown";
}
