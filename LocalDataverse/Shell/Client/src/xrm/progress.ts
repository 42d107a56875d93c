/** The text over the page that Xrm.Utility.showProgressIndicator asks for. */
export class ProgressIndicator {
  private element: HTMLElement | undefined;

  constructor(private readonly page: Document) {}

  show(text: string): void {
    this.element ??= this.page.body.appendChild(this.page.createElement("div"));
    this.element.setAttribute("role", "status");
    Object.assign(this.element.style, {
      position: "fixed",
      inset: "0",
      zIndex: "1000001",
      display: "grid",
      placeContent: "center",
      background: "rgba(0, 0, 0, 0.4)",
      color: "#fff",
      font: "600 16px 'Segoe UI', sans-serif",
    });
    this.element.textContent = text;
  }

  close(): void {
    this.element?.remove();
    this.element = undefined;
  }
}
