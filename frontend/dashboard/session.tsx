import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useRef, useState } from "react";

import { ask, onEnded, Problem } from "./api";
import { useAnswer } from "./answer";
import { ROLES } from "./words";

interface Grant {
  jurisdiction: string | null;
  role: string;
  unit: { key: string; title: string } | null;
}

interface Me {
  id: string;
  kind: string;
  grants: Grant[];
}

interface Session {
  /** Nobody without credentials. */
  readonly me: Me | null;
  /** Somebody has just signed in or out. */
  readonly isNew: boolean;
  /** Why the form is shown. */
  readonly reason: string;
  signIn(login: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  changePassword(oldPassword: string, newPassword: string): Promise<void>;
  /** The password was handed out: nothing is visible until it is changed. */
  readonly mustChangePassword: boolean;
}

const ME = "query Me { me { id kind grants { jurisdiction role unit { key title } } } }";
const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  done: signIn(input: $input) { mustChangePassword errors { message } }
}`;
const SIGN_OUT = "mutation SignOut { done: signOut(input: {}) { errors { message } } }";
const CHANGE = `mutation Change($input: PasswordChangeInput!) {
  done: passwordChange(input: $input) { errors { message } }
}`;

interface Done {
  done: { mustChangePassword?: boolean; errors: { message: string }[] };
}

const Current = createContext<Session | null>(null);

export function useSession(): Session {
  return useContext(Current)!;
}

/** Finds out who asks, and lets them sign in and out; what is inside begins anew with each of them. */
export function WithSession({ children }: { children: ReactNode }) {
  const [turn, setTurn] = useState(0);
  const [reason, setReason] = useState("");
  const [mustChangePassword, setMustChange] = useState(false);
  const ended = useRef(false);
  // who asks may have changed with each turn; the cookie is nothing a script could look at
  const { data, problem } = useAnswer<{ me: Me }>(ME, {}, turn);

  function next(why = "", mustChange = false) {
    setReason(why);
    setMustChange(mustChange);
    setTurn((before) => before + 1);
  }

  useEffect(() => {
    onEnded(() => {
      // several questions may learn of it
      if (!ended.current) next("会话已结束,请重新登录");
      ended.current = true;
    });
  }, []);
  const me = data && data.me.kind !== "ANONYMOUS" ? data.me : null;
  const session: Session = {
    me,
    isNew: turn > 0,
    reason,
    mustChangePassword,
    async signIn(login, password) {
      const { done } = await commanded(SIGN_IN, { login, password, page: true });
      ended.current = false;
      next("", done.mustChangePassword);
    },
    async signOut() {
      try {
        await commanded(SIGN_OUT);
      } finally {
        next();
      }
    },
    async changePassword(oldPassword, newPassword) {
      await commanded(CHANGE, { oldPassword, newPassword });
      next();
    },
  };
  if (!data && !problem) return null;
  return (
    <Current value={session} key={turn}>
      {children}
    </Current>
  );
}

async function commanded(mutation: string, input?: object): Promise<Done> {
  const answer = await ask<Done>(mutation, { input });
  if (answer.done.errors.length) throw new Problem(answer.done.errors.map((one) => one.message).join(";"));
  return answer;
}

/** Who is signed in, and the way out. */
export function Who({ names }: { names: Map<string, string> }) {
  const { me, signOut } = useSession();
  if (!me) return <p className="who">没有登录</p>;
  const grants = me.grants.map(({ jurisdiction, role, unit }) =>
    [jurisdiction && (names.get(jurisdiction) ?? jurisdiction), unit?.title, ROLES[role] ?? role].filter(Boolean).join(" "),
  );
  return (
    <p className="who">
      <span>{grants.join("、") || "没有授权"}</span>
      <button type="button" onClick={() => void signOut().catch(() => {})}>
        退出
      </button>
    </p>
  );
}

/** A form of which the API may say what is wrong with it. */
function Form({ children, act, submit }: { children: ReactNode; act: string; submit(given: FormData): Promise<void> }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setProblem("");
    try {
      await submit(new FormData(event.currentTarget));
    } catch (error) {
      setProblem((error as Error).message);
      setBusy(false);
    }
  }

  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      {children}
      <button className="main" disabled={busy}>
        {act}
      </button>
      <p role="alert" className="trouble">
        {problem}
      </p>
    </form>
  );
}

export function SignIn() {
  const { reason, signIn } = useSession();
  return (
    <section className="panel sign-in" aria-labelledby="sign-in">
      <h2 id="sign-in">登录</h2>
      <p role="status">{reason || "排名、完成情况、日程和亮灯要登录才看得到;不登录只看得到公开的文件和目标。"}</p>
      <Form act="登录" submit={(given) => signIn(String(given.get("login")), String(given.get("password")))}>
        <label>
          登录名
          <input name="login" autoComplete="username" required />
        </label>
        <label>
          口令
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
      </Form>
    </section>
  );
}

export function ChangePassword() {
  const { changePassword } = useSession();
  return (
    <section className="panel sign-in" aria-labelledby="change">
      <h2 id="change">先改口令</h2>
      <p>口令是别人给的,改过之后才看得到内容。</p>
      <Form
        act="改口令"
        submit={(given) => changePassword(String(given.get("old")), String(given.get("new")))}
      >
        <label>
          现在的口令
          <input name="old" type="password" autoComplete="current-password" required />
        </label>
        <label>
          新口令
          <input name="new" type="password" autoComplete="new-password" minLength={10} required />
        </label>
      </Form>
    </section>
  );
}
