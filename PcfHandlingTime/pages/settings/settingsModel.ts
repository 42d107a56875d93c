import type { Drafts } from "../shared/drafts";
import { Refusal } from "../shared/webApi";
import type { SettingsStore, StoredSettings } from "./settingsStore";
import {
  changesOf,
  entriesOf,
  merge,
  numberNames,
  problemOf,
  settingNames,
  valueOf,
  type Entries,
  type NumberName,
  type Problem,
  type SettingName,
  type SettingValues,
} from "./settingValues";

export type Notice = "saved" | "restored" | "conflict";

/** What the page shows. */
export type SettingsView =
  | { readonly phase: "loading" }
  | { readonly phase: "failed"; readonly refusal: Refusal }
  | {
      readonly phase: "ready";
      readonly entries: Entries;
      readonly stored: StoredSettings;
      readonly mayWrite: boolean;
      readonly saving: boolean;
      readonly changed: readonly SettingName[];
      readonly problems: Readonly<Partial<Record<NumberName, Problem>>>;
      /** Entries that somebody else saved otherwise meanwhile. */
      readonly disputed: readonly SettingName[];
      readonly notice: Notice | undefined;
      /** Why the last save did not succeed; the entries are kept. */
      readonly refusal: Refusal | undefined;
    };

interface Draft {
  readonly base: SettingValues;
  readonly entries: Entries;
}

/** The settings page without its looks: reads, takes entries, saves, and brings together what two people saved. */
export class SettingsModel {
  private stored: StoredSettings | undefined;
  private entries: Entries | undefined;
  private mayWrite = false;
  private saving = false;
  private disputed: readonly SettingName[] = [];
  private notice: Notice | undefined;
  private refusal: Refusal | undefined;
  private latest: SettingsView = { phase: "loading" };

  constructor(
    private readonly store: SettingsStore,
    private readonly userId: string,
    private readonly drafts: Drafts,
    private readonly changed: (view: SettingsView) => void,
  ) {}

  view(): SettingsView {
    return this.latest;
  }

  /** Never rejects: what failed is in the view. */
  async load(): Promise<void> {
    this.refusal = undefined;
    this.show();
    try {
      const [stored, mayWrite] = await Promise.all([this.store.read(), this.store.mayWrite(this.userId)]);
      this.stored = stored;
      this.mayWrite = mayWrite;
      this.entries = entriesOf(stored.values);
      this.restore();
    } catch (error) {
      this.refusal = refusalOf(error);
    }
    this.show();
  }

  edit<Name extends SettingName>(name: Name, entry: Entries[Name]): void {
    if (!this.entries || !this.stored) return;
    this.entries = { ...this.entries, [name]: entry };
    this.disputed = this.disputed.filter(other => other !== name);
    if (this.notice === "saved") this.notice = undefined;
    if (this.isChanged) this.drafts.keep({ base: this.stored.values, entries: this.entries } satisfies Draft);
    else this.drafts.forget();
    this.show();
  }

  /** Back to what is stored. */
  discard(): void {
    if (!this.stored) return;
    this.entries = entriesOf(this.stored.values);
    this.settle(undefined);
  }

  get isChanged(): boolean {
    return this.stored !== undefined && this.entries !== undefined && this.changes.length > 0;
  }

  /** Never rejects: what failed is in the view, and the entries stay. */
  async save(): Promise<void> {
    const { entries, stored } = this;
    if (!entries || !stored || this.saving || Object.keys(problemsOf(entries)).length > 0) return;
    const names = stored.version === null ? settingNames : this.changes;
    const values = Object.fromEntries(names.map(name => [name, valueOf(entries, name)])) as Partial<SettingValues>;
    this.saving = true;
    this.refusal = undefined;
    this.notice = undefined;
    this.show();
    try {
      this.stored = await this.store.write(values, stored.version);
      this.entries = entriesOf(this.stored.values);
      this.settle("saved");
    } catch (error) {
      await this.fail(refusalOf(error), stored);
    } finally {
      this.saving = false;
      this.show();
    }
  }

  private get changes(): readonly SettingName[] {
    return this.entries && this.stored ? changesOf(this.entries, this.stored.values) : [];
  }

  private settle(notice: Notice | undefined): void {
    this.drafts.forget();
    this.disputed = [];
    this.refusal = undefined;
    this.notice = notice;
    this.show();
  }

  private async fail(refusal: Refusal, base: StoredSettings): Promise<void> {
    this.refusal = refusal;
    if (refusal.kind === "rights") this.mayWrite = await this.mayStillWrite();
    if (refusal.kind !== "conflict") return;
    try {
      this.mergeWith(await this.store.read(), base.values);
      this.refusal = undefined;
      this.notice = "conflict";
    } catch (error) {
      this.refusal = refusalOf(error);
    }
  }

  /** A rule may refuse one save only; where the right itself is gone, nothing more is offered. */
  private async mayStillWrite(): Promise<boolean> {
    try {
      return await this.store.mayWrite(this.userId);
    } catch (error) {
      return refusalOf(error).kind !== "rights";
    }
  }

  private mergeWith(theirs: StoredSettings, base: SettingValues): void {
    const merged = merge(base, this.entries ?? entriesOf(base), theirs.values);
    this.stored = theirs;
    this.entries = merged.entries;
    this.disputed = merged.disputed;
  }

  /** What was entered before the page was left comes back, on top of what is stored by now. */
  private restore(): void {
    const draft = this.drafts.read();
    if (!this.stored || !this.mayWrite || !isDraft(draft)) return;
    this.entries = draft.entries;
    this.mergeWith(this.stored, draft.base);
    if (this.isChanged) this.notice = "restored";
    else this.drafts.forget();
  }

  private show(): void {
    this.latest = this.viewNow();
    this.changed(this.latest);
  }

  private viewNow(): SettingsView {
    const { entries, stored } = this;
    if (!entries || !stored) return this.refusal ? { phase: "failed", refusal: this.refusal } : { phase: "loading" };
    const { mayWrite, saving, disputed, notice, refusal } = this;
    const problems = problemsOf(entries);
    return {
      phase: "ready",
      ...{ entries, stored, mayWrite, saving, disputed, notice, refusal, problems },
      changed: this.changes,
    };
  }
}

function problemsOf(entries: Entries): Partial<Record<NumberName, Problem>> {
  const found = numberNames.flatMap(name => {
    const problem = problemOf(name, entries[name]);
    return problem ? [[name, problem] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Whatever else went wrong is told as the failure it is. */
function refusalOf(error: unknown): Refusal {
  return error instanceof Refusal
    ? error
    : new Refusal("other", error instanceof Error ? error.message : String(error));
}

function isDraft(draft: unknown): draft is Draft {
  const { base, entries } = (draft ?? {}) as { readonly base?: unknown; readonly entries?: unknown };
  const fits = (values: unknown, numberType: string) =>
    typeof values === "object" &&
    values !== null &&
    settingNames.every(name => {
      const isNumber = (numberNames as readonly SettingName[]).includes(name);
      return typeof (values as Record<string, unknown>)[name] === (isNumber ? numberType : "boolean");
    });
  return fits(base, "number") && fits(entries, "string");
}
