import * as React from "react";

/** Draws a dialog; close ends it with a result. */
export type DialogContent<T> = (close: (result: T) => void) => React.ReactElement;

interface OpenDialog {
  key: number;
  render: () => React.ReactElement;
}

export interface ConfirmTexts {
  title: string;
  text: string;
  confirm?: string;
  cancel?: string;
}

/** Dialogs opened from code that draws nothing itself: controls, scripts, commands. DialogHost draws them. */
export class Dialogs {
  private open: OpenDialog[] = [];
  private nextKey = 1;
  private readonly listeners = new Set<() => void>();

  get all(): readonly OpenDialog[] {
    return this.open;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  show<T>(content: DialogContent<T>): Promise<T> {
    return new Promise(resolve => {
      const key = this.nextKey++;
      const close = (result: T) => {
        this.change(this.open.filter(dialog => dialog.key !== key));
        resolve(result);
      };
      this.change([...this.open, { key, render: () => content(close) }]);
    });
  }

  private change(open: OpenDialog[]): void {
    this.open = open;
    [...this.listeners].forEach(listener => listener());
  }
}
