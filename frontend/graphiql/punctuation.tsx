import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/** Chinese punctuation is meant: the editors shall not mark it as letters that look like others. Shows nothing. */
export function PlainPunctuation() {
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const response = useGraphiQL((state) => state.responseEditor);

  useEffect(() => {
    for (const editor of [query, variables, response]) {
      editor?.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } });
    }
  }, [query, variables, response]);

  return null;
}
