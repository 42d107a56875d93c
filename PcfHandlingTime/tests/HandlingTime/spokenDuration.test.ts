import { expect, test } from "vitest";
import { durationSpeaker } from "../../HandlingTime/model/duration";

test.each([
  ["en", 1, "1 second"],
  ["en", 11_400, "3 hours 10 minutes"],
  ["en", 3_600, "1 hour"],
  ["de", 11_400, "3 Stunden 10 Minuten"],
  ["fr", 60, "1 minute"],
  ["es", 7_260, "2 horas 1 minuto"],
  ["ja", 11_400, "3 時間 10 分"],
  // Two of a thing have a form of their own.
  ["ar-u-nu-latn", 7_200, "ساعتان"],
])("%s says %i seconds as %s", (locale, seconds, words) => {
  expect(durationSpeaker(locale)(seconds)).toBe(words);
});
