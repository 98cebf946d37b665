import { useGraphiQL } from "@graphiql/react";
import { useEffect, useRef, useSyncExternalStore } from "react";

import { session } from "./session";

/** Keeps `Authorization` in the headers of the tab in front as the session has it. Shows nothing. */
export function AuthorizationHeader() {
  const signedIn = useSyncExternalStore(session.subscribe, session.get);
  const editor = useGraphiQL((state) => state.headerEditor);
  const tab = useGraphiQL((state) => state.activeTabIndex);
  const filled = useRef<string>(undefined);

  useEffect(() => {
    if (!editor) return;
    const headers = parsed(editor.getValue());
    // what is not valid JSON is being typed; what somebody wrote there by hand is theirs
    if (!headers) return;
    if (signedIn) {
      headers.Authorization = signedIn.authorization;
    } else if (filled.current && headers.Authorization === filled.current) {
      delete headers.Authorization;
    } else {
      return;
    }
    filled.current = signedIn?.authorization ?? filled.current;
    editor.setValue(Object.keys(headers).length ? JSON.stringify(headers, null, 2) : "");
  }, [editor, tab, signedIn]);

  return null;
}

function parsed(text: string): Record<string, unknown> | null {
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
