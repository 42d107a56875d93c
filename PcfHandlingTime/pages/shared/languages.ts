/** A language that the pages speak. */
export interface Language {
  /** As Dataverse numbers it. */
  readonly id: number;
  readonly locale: string;
  readonly isRightToLeft: boolean;
}

const english: Language = { id: 1033, locale: "en", isRightToLeft: false };

export const languages: readonly Language[] = [
  english,
  { id: 1031, locale: "de", isRightToLeft: false },
  { id: 1036, locale: "fr", isRightToLeft: false },
  { id: 3082, locale: "es", isRightToLeft: false },
  { id: 1041, locale: "ja", isRightToLeft: false },
  { id: 1025, locale: "ar", isRightToLeft: true },
];

/** The reader's language, or English where the pages do not speak it. */
export function languageOf(id: unknown): Language {
  return languages.find(language => language.id === id) ?? english;
}
