import type { Place, TrackedRecord } from "../../tracking/browser/place";
import type { ChannelPort, LockPort, PageListener, PagePort } from "../../tracking/ports";

/** A page whose visibility and focus are set by the test. */
export class FakePage implements PagePort {
  readonly listeners = new Set<PageListener>();
  private visible = true;
  private focused = true;
  private shown = true;
  private foreign = false;
  private online = true;

  isVisible(): boolean {
    return this.visible;
  }

  hasFocus(): boolean {
    return this.visible && this.focused;
  }

  focusHidden(): boolean {
    return this.foreign;
  }

  isOnline(): boolean {
    return this.online;
  }

  showsRecord(): boolean {
    return this.shown;
  }

  listen(listener: PageListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  set(change: { visible?: boolean; focused?: boolean; shown?: boolean; foreign?: boolean }): void {
    this.visible = change.visible ?? this.visible;
    this.focused = change.focused ?? this.focused;
    this.shown = change.shown ?? this.shown;
    this.foreign = change.foreign ?? this.foreign;
    for (const listener of this.listeners) listener.changed();
  }

  setOnline(online: boolean): void {
    this.online = online;
    for (const listener of this.listeners) listener.networkChanged();
  }

  input(typed = false): void {
    for (const listener of this.listeners) listener.input(typed);
  }

  leave(): void {
    this.visible = false;
    for (const listener of this.listeners) listener.leaving();
  }
}

/** A record that nobody else counts and that is always in front. */
export const alwaysCounted: TrackedRecord = { isCounted: () => true, listen: () => () => undefined };

/** The only widget of its page. */
export const alone: Place = { share: own => own, tell: () => undefined };

/** The locks of one browser, shared by its tabs; a tab that dies lets go of what it held. */
export class FakeLocks {
  private readonly held = new Map<string, number>();
  private readonly queues = new Map<string, Promise<unknown>>();

  tab(): LockPort & { die(): void } {
    const own = new Map<symbol, string>();
    let dead = false;
    const gone = new Promise<never>(() => undefined);
    let tellDeath = (): void => undefined;
    const death = new Promise<void>(resolve => (tellDeath = resolve));
    const drop = (key: symbol) => {
      const name = own.get(key);
      if (name === undefined) return;
      own.delete(key);
      this.held.set(name, (this.held.get(name) ?? 1) - 1);
    };
    return {
      exclusive: (name, work) => {
        const result = (this.queues.get(name) ?? Promise.resolve()).then(() => (dead ? gone : work()));
        const free = result.catch(() => undefined);
        // What a tab held is free again when it dies, though its work never ended.
        this.queues.set(name, Promise.race([free, death]));
        return result;
      },
      hold: name => {
        const key = Symbol(name);
        if (!dead) {
          own.set(key, name);
          this.held.set(name, (this.held.get(name) ?? 0) + 1);
        }
        return () => drop(key);
      },
      held: () => Promise.resolve(new Set([...this.held].filter(([, count]) => count > 0).map(([name]) => name))),
      die: () => {
        dead = true;
        tellDeath();
        for (const key of [...own.keys()]) drop(key);
      },
    };
  }
}

/** Messages that nobody hears. */
export const silentChannel: ChannelPort = { post: () => undefined, listen: () => () => undefined };
