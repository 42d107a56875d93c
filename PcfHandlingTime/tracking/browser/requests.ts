/** What an IndexedDB request answers. Rejects where it fails. */
export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's storage failed."));
  });
}

/** When a transaction is on the disk. Rejects where it was given up. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser's storage gave up."));
    transaction.onerror = () => reject(transaction.error ?? new Error("The browser's storage failed."));
  });
}

/** Undoes a transaction, where it has not ended of itself. */
export function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, and whoever waits for it has been told.
  }
}
