/** Spreads a control's container over the page, with a button to leave, as the platform gives one. */
export class FullScreen {
  private button: HTMLButtonElement | undefined;

  constructor(
    private readonly container: HTMLElement,
    private readonly onLeave: () => void,
  ) {}

  get isOn(): boolean {
    return this.button !== undefined;
  }

  enter(): void {
    Object.assign(this.container.style, {
      position: "fixed",
      inset: "0",
      zIndex: "1000",
      overflow: "auto",
      background: "var(--colorNeutralBackground1)",
    });
    this.button ??= this.addButton();
  }

  leave(): void {
    Object.assign(this.container.style, { position: "", inset: "", zIndex: "", overflow: "", background: "" });
    this.button?.remove();
    this.button = undefined;
  }

  /** Beside the control, not in it: what lies in its container is the control's own. */
  private addButton(): HTMLButtonElement {
    const page = this.container.ownerDocument;
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = "Leave full screen";
    Object.assign(button.style, { position: "fixed", top: "8px", insetInlineEnd: "8px", zIndex: "1001" });
    button.addEventListener("click", this.onLeave);
    page.body.appendChild(button);
    return button;
  }
}
