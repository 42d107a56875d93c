type Popup = ComponentFramework.FactoryApi.Popup.Popup;

/** Popups of one control: plain elements over the page, gone with the control. */
export class PopupService implements ComponentFramework.FactoryApi.Popup.PopupService {
  private readonly popups = new Map<string, { popup: Popup; element: HTMLElement }>();
  private popupsId = "";

  constructor(private readonly page: Document) {}

  createPopup(popup: Popup): void {
    this.deletePopup(popup.name);
    const element = this.page.createElement("div");
    Object.assign(element.style, {
      position: "fixed",
      inset: "0",
      zIndex: "1000000",
      display: "none",
      placeContent: "center",
    });
    element.addEventListener("click", event => {
      if (event.target === element && this.popups.get(popup.name)?.popup.closeOnOutsideClick)
        this.closePopup(popup.name);
    });
    element.appendChild(popup.content);
    this.page.body.appendChild(element);
    this.popups.set(popup.name, { popup, element });
    if (popup.popupToOpen) this.openPopup(popup.popupToOpen);
  }

  openPopup(name: string): void {
    this.find(name).style.display = "grid";
  }

  closePopup(name: string): void {
    this.find(name).style.display = "none";
  }

  updatePopup(name: string, newProps: Popup): void {
    const isOpen = this.find(name).style.display !== "none";
    this.deletePopup(name);
    this.createPopup(newProps);
    if (isOpen) this.openPopup(newProps.name);
  }

  deletePopup(name: string): void {
    this.popups.get(name)?.element.remove();
    this.popups.delete(name);
  }

  setPopupsId(id: string): void {
    this.popupsId = id;
  }

  getPopupsId(): string {
    return this.popupsId;
  }

  dispose(): void {
    [...this.popups.keys()].forEach(name => this.deletePopup(name));
  }

  private find(name: string): HTMLElement {
    const found = this.popups.get(name);
    if (!found) throw new Error(`There is no popup named ${name}.`);
    return found.element;
  }
}
