import { type ReactNode, useEffect, useState } from "react";

import { ask, Problem, type Variables } from "./api";

interface Answer<T> {
  data?: T;
  problem?: Problem;
}

/** The answer to a query, asked anew when one of these changes; nothing yet while it is on its way. */
export function useAnswer<T>(query: string, variables: Variables = {}, turn = 0): Answer<T> {
  const question = JSON.stringify([query, variables, turn]);
  const [known, setKnown] = useState<Answer<T> & { question?: string }>({});
  useEffect(() => {
    const leaving = new AbortController();
    const keep = (answer: Answer<T>) => leaving.signal.aborted || setKnown({ ...answer, question });
    ask<T>(query, variables, leaving.signal).then(
      (data) => keep({ data }),
      (problem: Problem) => keep({ problem }),
    );
    return () => leaving.abort();
  }, [question]);
  return known.question === question ? known : {};
}

/** What is shown of an answer: that it is on its way, why there is none, or `children` of it. */
export function Shown<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ReactNode }) {
  if (answer.problem) return <Trouble problem={answer.problem} />;
  if (answer.data === undefined) return <Waiting />;
  return <>{children(answer.data)}</>;
}

export function Trouble({ problem }: { problem: Problem }) {
  return (
    <p className="note trouble" role="alert">
      {problem.message}
    </p>
  );
}

export function Waiting() {
  return (
    <p className="note waiting" role="status">
      正在取数…
    </p>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <p className="note" role="status">
      {children}
    </p>
  );
}
