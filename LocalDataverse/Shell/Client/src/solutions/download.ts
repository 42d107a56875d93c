/** Hands a file to the browser to save. */
export function download(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has to begin before the address goes.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param base64 As the Web API sends binary values. */
export function bytesFrom(base64: string): Uint8Array<ArrayBuffer> {
  const text = window.atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}

/** Name of the zip of an export: Name_1_0_0_0_managed.zip, as Dataverse calls it. */
export function zipName(name: string, version: string, managed: boolean): string {
  return `${name}_${version.replace(/\./g, "_")}${managed ? "_managed" : ""}.zip`;
}
