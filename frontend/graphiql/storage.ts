import type { Storage } from "@graphiql/toolkit";

/** The browser's storage, except that no header is kept there: history would write credentials into it. */
export const STORAGE: Storage = {
  get length() {
    return localStorage.length;
  },
  getItem: (key) => localStorage.getItem(key),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  setItem: (key, value) => localStorage.setItem(key, withoutHeaders(value)),
};

function withoutHeaders(text: string): string {
  if (!text.includes('"headers"')) return text;
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === "headers" ? undefined : value));
}
