/** Who is signed in, in the memory of this page alone: closing it forgets. */

export interface Session {
  readonly login: string;
  /** The password was handed out and must be changed first; until then nothing more is visible. */
  readonly mustChangePassword: boolean;
  readonly authorization: string;
  readonly refreshToken: string;
  readonly expires: number;
}

interface Tokens {
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
}

interface Answer {
  session?: Tokens | null;
  mustChangePassword?: boolean;
  errors: readonly { message: string }[];
}

export const GRAPHQL = new URL("graphql", location.href);

/** Milliseconds before it expires that an access token is renewed. */
const EARLY = 60_000;
const TOKENS = "session { accessToken accessExpiresAt refreshToken }";
const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  answer: signIn(input: $input) { mustChangePassword ${TOKENS} errors { message } }
}`;
const REFRESH = `mutation Refresh($input: SessionRefreshInput!) {
  answer: sessionRefresh(input: $input) { ${TOKENS} errors { message } }
}`;
const SIGN_OUT = "mutation SignOut { answer: signOut(input: {}) { errors { message } } }";

let current: Session | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const session = {
  get: () => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Throws an error that says in Chinese why not. */
export async function signIn(login: string, password: string): Promise<void> {
  const answer = await ask(SIGN_IN, { login, password });
  keep(login, answer.mustChangePassword ?? false, answer.session!);
}

export async function signOut(): Promise<void> {
  const left = current;
  become(null);
  if (left) await ask(SIGN_OUT, undefined, left.authorization);
}

async function renew(old: Session): Promise<void> {
  const input = { refreshToken: old.refreshToken, requestId: uuid() };
  try {
    const answer = await ask(REFRESH, input);
    if (current === old) keep(old.login, old.mustChangePassword, answer.session!);
  } catch {
    if (current === old) become(null);
  }
}

function keep(login: string, mustChangePassword: boolean, tokens: Tokens): void {
  become({
    login,
    mustChangePassword,
    authorization: `Bearer ${tokens.accessToken}`,
    refreshToken: tokens.refreshToken,
    expires: Date.parse(tokens.accessExpiresAt),
  });
}

function become(next: Session | null): void {
  current = next;
  clearTimeout(timer);
  if (next) timer = setTimeout(() => renew(next), Math.max(0, next.expires - Date.now() - EARLY));
  for (const listener of listeners) listener();
}

async function ask(query: string, input?: object, authorization?: string): Promise<Answer> {
  const response = await fetch(GRAPHQL, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(authorization && { Authorization: authorization }) },
    body: JSON.stringify({ query, ...(input && { variables: { input } }) }),
  });
  const { data, errors }: { data?: { answer: Answer } | null; errors?: Answer["errors"] } = await response.json();
  const mistakes = errors ?? data?.answer.errors ?? [];
  if (mistakes.length) throw new Error(mistakes.map((mistake) => mistake.message).join(";"));
  return data!.answer;
}

/** `crypto.randomUUID` is missing where the page comes without TLS. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
