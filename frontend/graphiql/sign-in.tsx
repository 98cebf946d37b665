import type { GraphiQLPlugin } from "@graphiql/react";
import { type FormEvent, useState, useSyncExternalStore } from "react";

import { session, signIn, signOut } from "./session";

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c0-4.4 3.6-7 8-7s8 2.6 8 7" />
    </svg>
  );
}

function Panel() {
  const signedIn = useSyncExternalStore(session.subscribe, session.get);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function during(work: () => Promise<void>) {
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    void during(() => signIn(String(given.get("login")), String(given.get("password"))));
  }

  return (
    <section className="sign-in" aria-label="登录">
      <h2>登录</h2>
      {signedIn ? (
        <>
          <p role="status">
            已登录:{signedIn.login}。每个请求的 <code>Authorization</code> 已填在下方的请求头里,到期之前自动续。
          </p>
          {signedIn.mustChangePassword && <p>须先用 passwordChange 改口令,此前什么权限也没有。</p>}
          <button type="button" className="graphiql-button" disabled={busy} onClick={() => void during(signOut)}>
            退出
          </button>
        </>
      ) : (
        <form onSubmit={submit}>
          <label>
            登录名
            <input name="login" autoComplete="username" required />
          </label>
          <label>
            口令
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <button className="graphiql-button graphiql-button-success" disabled={busy}>
            登录
          </button>
          <p>不登录只看得见公开的内容。凭证只留在这一页里,关掉就没有了。</p>
          <p>
            令牌(<code>xm_</code> 开头的)直接写在请求头里:<code>{'{"Authorization": "Bearer xm_…"}'}</code>
          </p>
        </form>
      )}
      <p role="alert">{problem}</p>
    </section>
  );
}

export const SIGN_IN: GraphiQLPlugin = { title: "登录", icon: Icon, content: Panel };
