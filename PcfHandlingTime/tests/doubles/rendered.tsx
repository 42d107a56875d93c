import { webLightTheme } from "@fluentui/react-components";
import * as React from "react";
import * as ReactDOM from "react-dom";
import { act } from "react-dom/test-utils";
import { wording } from "../../HandlingTime/components/shared";
import { Widget } from "../../HandlingTime/components/Widget";
import { texts } from "../../HandlingTime/model/texts";
import { resourceTexts } from "./context";
import { settle } from "./browser";
import type { SessionWorld } from "./sessionWorld";

/** The widget on a page, over the doubles of a session. */
export class Rendered {
  private readonly place = document.body.appendChild(document.createElement("div"));
  private readonly root = document.body.appendChild(document.createElement("div"));

  constructor(
    private readonly world: SessionWorld,
    public collapsed = false,
    /** Minutes that the user's time zone is ahead of UTC. */
    private readonly offset = 0,
  ) {
    const strings = resourceTexts(1033);
    const element = (
      <Widget
        session={world.session}
        wording={wording(
          texts(key => strings.get(key) ?? ""),
          "en",
          { dateTime: instant => instant.toISOString(), time: instant => instant.toISOString().slice(11, 16) },
          () => this.offset,
        )}
        memory={{ isCollapsed: () => this.collapsed, setCollapsed: value => (this.collapsed = value) }}
        floatingRoot={this.root}
        theme={webLightTheme}
        dark={false}
        rightToLeft={false}
        idPrefix="test-"
      />
    );
    act(() => void ReactDOM.render(element, this.place));
  }

  get state(): string | null | undefined {
    return this.root.querySelector("section")?.getAttribute("data-state");
  }

  get text(): string {
    return this.root.textContent ?? "";
  }

  number(id: string): string | null | undefined {
    return this.root.querySelector(`[data-testid="${id}"]`)?.textContent;
  }

  /** Accessible names of all buttons. */
  get buttons(): string[] {
    return [...this.root.querySelectorAll("button")].map(b => b.getAttribute("aria-label") ?? b.textContent ?? "");
  }

  async press(name: string): Promise<void> {
    const button = [...this.root.querySelectorAll("button")].find(b =>
      (b.getAttribute("aria-label") ?? b.textContent ?? "").startsWith(name),
    );
    if (!button) throw new Error(`There is no button ${name}, only ${this.buttons.join(", ")}.`);
    await this.after(() => button.click());
  }

  /** Types into the field with that label. */
  async fill(label: string, value: string): Promise<void> {
    const caption = [...this.root.querySelectorAll("label")].find(l => l.textContent?.startsWith(label));
    const field = document.getElementById(caption?.htmlFor ?? "") as HTMLInputElement | null;
    if (!field) throw new Error(`There is no field ${label}.`);
    const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
    await this.after(() => {
      set?.call(field, value);
      field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
    });
  }

  /** Does something and lets all that follows from it happen. */
  async after(work: () => unknown): Promise<void> {
    await act(async () => {
      work();
      await settle();
      await settle();
    });
  }

  async show(change: Parameters<SessionWorld["show"]>[0] = {}): Promise<void> {
    await this.after(() => this.world.show(change));
  }

  close(): void {
    act(() => void ReactDOM.unmountComponentAtNode(this.place));
    this.place.remove();
    this.root.remove();
    this.world.session.dispose();
  }
}
