import { fromRecord, type JournalRecord } from "../journalRecord";
import { answered } from "./requests";

/** What the first version kept: a database a user, whatever the organisation. */
export interface EarlierJournal {
  readonly device: string | undefined;
  readonly records: readonly JournalRecord[];
}

/** Reads what the first version of this product left in the browser; undefined where it left nothing readable. */
export async function readEarlierJournal(userId: string, factory: IDBFactory): Promise<EarlierJournal | undefined> {
  try {
    // To open a database that is not there would make one.
    const names = await factory.databases();
    if (!names.some(({ name }) => name === nameOf(userId))) return undefined;
    const database = await answered(factory.open(nameOf(userId)));
    try {
      const transaction = database.transaction(["entries", "facts"], "readonly");
      const device: unknown = await answered(transaction.objectStore("facts").get("device"));
      const records = (await answered(transaction.objectStore("entries").getAll())) as unknown[];
      return {
        device: typeof device === "string" ? device : undefined,
        records: records.filter((record): record is JournalRecord => isSound(record)),
      };
    } finally {
      database.close();
    }
  } catch {
    // A browser that does not tell its databases, or one that cannot be read: nothing can be taken from there.
    return undefined;
  }
}

/** To be called once its time lies elsewhere. */
export function deleteEarlierJournal(userId: string, factory: IDBFactory): void {
  factory.deleteDatabase(nameOf(userId));
}

function nameOf(userId: string): string {
  return `casetime/${userId}`;
}

function isSound(record: unknown): boolean {
  try {
    fromRecord(record);
    return true;
  } catch {
    return false;
  }
}
