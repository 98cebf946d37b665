/** Questions to the public API; who asks is known by the cookie of the session. */

const GRAPHQL = new URL("graphql", location.href);
const ENDED = "UNAUTHENTICATED";

export type Variables = Record<string, unknown>;

/** Why there is no answer, in the words of the API. */
export class Problem extends Error {
  readonly code: string;

  constructor(message: string, code = "") {
    super(message);
    this.code = code;
  }
}

interface Mistake {
  message: string;
  extensions?: { code?: string };
}

let whenEnded: () => void = () => {};

/** Have `listener` called when the session turns out to have ended. */
export function onEnded(listener: () => void): void {
  whenEnded = listener;
}

/** What `query` is answered with. Throws a Problem. */
export async function ask<T>(query: string, variables: Variables = {}, signal?: AbortSignal): Promise<T> {
  const { data, errors } = await sent<T>(query, variables, signal);
  if (!errors?.length) return data!;
  const code = errors[0]!.extensions?.code;
  if (code === ENDED) whenEnded();
  throw new Problem(errors.map((mistake) => mistake.message).join(";"), code);
}

async function sent<T>(query: string, variables: Variables, signal?: AbortSignal) {
  try {
    const response = await fetch(GRAPHQL, {
      method: "POST",
      // the second header proves that a page of this server asks, without which the cookie is not accepted
      headers: { "Content-Type": "application/json", "X-Xiangmu-Page": "dashboard" },
      body: JSON.stringify({ query, variables }),
      signal: signal ?? null,
    });
    return (await response.json()) as { data?: T | null; errors?: Mistake[] };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem("连不上服务,请稍后再试");
  }
}
