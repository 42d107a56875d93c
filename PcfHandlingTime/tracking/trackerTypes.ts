import type { IntervalSet } from "./intervals";
import type { JournalKey, SetAside } from "./journal";
import type { ChannelPort, ClockPort, JournalPort, LockPort, NetworkPort, PagePort } from "./ports";
import type { StopReason } from "./presence";
import type { Watched } from "./recording";
import type { Connection } from "./sync";

export interface TrackerPorts {
  readonly clock: ClockPort;
  readonly page: PagePort;
  readonly journal: JournalPort;
  readonly network: NetworkPort;
  readonly locks: LockPort;
  readonly channel: ChannelPort;
  readonly random: () => number;
}

export interface TrackerIdentity {
  /** Lower-case GUIDs without braces. */
  readonly caseId: string;
  readonly userId: string;
  /** Unique among all trackers of all tabs. */
  readonly instance: string;
  /** What was watched of the page before the tracker was made. */
  readonly watched?: Watched;
}

export interface TrackerStatus {
  readonly running: boolean;
  /** Why it stands still; undefined while it runs. */
  readonly reason: StopReason | undefined;
  /** The app shows the case, or something that belongs to it. */
  readonly inFront: boolean;
  readonly connection: Connection;
  /** False where a crash would lose what is pending. */
  readonly durable: boolean;
  /** Seconds of any case found from earlier visits that the server had not been given. */
  readonly recovered: number;
  /** What the server refused, of any case. */
  readonly aside: readonly (JournalKey & SetAside)[];
  /**
   * Idle seconds the rep has to decide on since coming back: only those in which every other condition held and the
   * machine was awake. Undefined or not empty; a page that closes discards them.
   */
  readonly gap: IntervalSet | undefined;
  /** Somebody typed into the form since the rep paused: the time to offer to resume. */
  readonly inputWhilePaused: boolean;
  /** Records of this browser's journal that somebody damaged: they are ignored and never sent. */
  readonly damaged: number;
}

export interface TrackerListener {
  /** The status may have changed. */
  changed(): void;
  /** An update interval has passed: time to write and to read again. */
  intervalPassed(): void;
  /** The network is back and what was pending has been sent: time to read again. */
  networkBack(): void;
  /** The server cut seconds: the case was closed or handling time switched off meanwhile. */
  closed(): void;
}
