import { sentenceOf } from "../platform/webApi";
import { RibbonCommand } from "./ribbonXml";
import { allHold, call, RibbonForm } from "./rules";

/** The commands of one open form: asks their rules on load, whenever the row was read anew, and when a script wants it. */
export class FormRibbon {
  /** What the command bar shows. */
  visible: readonly RibbonCommand[] = [];
  private readonly shown = new Set<RibbonCommand>();
  private readonly listeners = new Set<() => void>();
  private readonly release: () => void;
  private asked = 0;
  private seen: string;

  constructor(
    private readonly load: () => Promise<RibbonCommand[]>,
    private readonly form: RibbonForm,
    private readonly onError: (sentence: string) => void,
  ) {
    this.seen = this.version();
    this.release = form.model.subscribe(() => this.onModelChanged());
  }

  /** Asks all rules again; the answers of an earlier round that are still under way no longer count. */
  async refresh(): Promise<void> {
    const round = ++this.asked;
    let commands: RibbonCommand[];
    try {
      commands = await this.load();
    } catch (error) {
      console.warn(`The commands of ${this.form.model.table.name} are hidden: ${sentenceOf(error)}`);
      return;
    }
    // Each for itself: a rule that takes its time holds up no other command.
    await Promise.all(commands.map(command => this.ask(command, commands, round)));
  }

  /** What the command's button does. Failures are told on the form. */
  async run(command: RibbonCommand): Promise<void> {
    try {
      for (const action of command.actions) await call(action, this.form, command.id);
    } catch (error) {
      this.onError(`${command.label}: ${sentenceOf(error)}`);
    }
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  dispose(): void {
    this.asked++;
    this.release();
    this.listeners.clear();
  }

  private async ask(command: RibbonCommand, commands: readonly RibbonCommand[], round: number): Promise<void> {
    let shows = false;
    try {
      shows = await allHold(command.tests, this.form, command.id);
    } catch (error) {
      // The platform hides the command and leaves the form alone.
      console.warn(`The command ${command.id} is hidden: ${sentenceOf(error)}`);
    }
    if (round !== this.asked || shows === this.shown.has(command)) return;
    if (shows) this.shown.add(command);
    else this.shown.delete(command);
    this.visible = commands.filter(known => this.shown.has(known));
    [...this.listeners].forEach(listener => listener());
  }

  private onModelChanged(): void {
    const now = this.version();
    if (now === this.seen) return;
    this.seen = now;
    void this.refresh();
  }

  /** Changes when the row was created, saved or read again; not with what is typed. */
  private version(): string {
    const { id, relatedVersion } = this.form.model;
    return `${id} ${relatedVersion}`;
  }
}
