/** Each with what the operator can do about it. Never reused. */
export const STORAGE_ERRORS = {
  "storage-full": "The disk or the database is full; free some space, no restart is needed.",
  "storage-failed": "The database could not read or write; see the cause.",
  "storage-busy": "Too many writes are waiting; the platform will deliver again.",
  "storage-closed": "The database was closed already.",
  "storage-settings": "A setting of the database did not take.",
  "storage-newer": "The database was written by a newer version of this program; start that one.",
  "storage-foreign": "The file is a database of another program; point YINGDA_DATA elsewhere.",
  "storage-damaged": "The database file is damaged; restore the last good backup.",
  "storage-unexpected": "A statement changed another number of rows than it must.",
  "secret-unreadable":
    "A secret could not be decrypted; YINGDA_SECRET_KEY is not the one it was written with.",
} as const;
export type StorageErrorCode = keyof typeof STORAGE_ERRORS;

/** What storage throws. The message holds no value of any row. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, detail: string, cause?: unknown) {
    super(`${code}: ${detail} ${STORAGE_ERRORS[code]}`, { cause });
    this.name = "StorageError";
    this.code = code;
  }
}
