import { useSyncExternalStore } from "react";

/** What is looked at stands in the address: it can be kept, shared and gone back to. */
export type Key =
  | "view"
  | "jurisdiction"
  | "policy"
  | "period"
  | "unit"
  | "board"
  | "week"
  | "light"
  | "state"
  | "page"
  | "project"
  | "event"
  | "on";
export type Changes = Partial<Record<Key, string>>;

const MOVED = "moved";

export function useAddress(): (key: Key) => string {
  const search = useSyncExternalStore(listen, () => location.search);
  const given = new URLSearchParams(search);
  return (key) => given.get(key) ?? "";
}

/** The address with `changes`; empty text takes a part away. */
export function addressWith(changes: Changes): string {
  const parts = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value) parts.set(key, value);
    else parts.delete(key);
  }
  const search = parts.toString();
  return search ? `?${search}` : location.pathname;
}

export function go(changes: Changes): void {
  history.pushState(null, "", addressWith(changes));
  dispatchEvent(new Event(MOVED));
}

/** Has the address say what is looked at anyway, so that it shows the same to whom it is sent. */
export function keep(changes: Changes): void {
  history.replaceState(null, "", addressWith(changes));
}

function listen(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(MOVED, listener);
  };
}
