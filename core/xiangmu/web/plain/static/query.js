const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { mustChangePassword session { accessToken } errors { message } }
}`;

const at = (id) => document.getElementById(id);

async function ask(body, authorization) {
  const response = await fetch(new URL("graphql", location.href), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(authorization && { Authorization: authorization }) },
    body: JSON.stringify(body),
  });
  return response.json();
}

at("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const input = { login: form.login.value, password: form.password.value };
  try {
    const { data, errors } = await ask({ query: SIGN_IN, variables: { input } });
    const { session, mustChangePassword, errors: mistakes } = data?.signIn ?? {};
    if (session) {
      at("authorization").value = `Bearer ${session.accessToken}`;
      form.password.value = "";
      at("who").value = mustChangePassword ? "已登录,须先改口令 (passwordChange)" : `已登录: ${input.login}`;
    } else {
      at("who").value = (mistakes ?? errors).map((error) => error.message).join(";");
    }
  } catch (error) {
    at("who").value = `没有登录: ${error.message}`;
  }
});

at("question").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const variables = at("variables").value.trim();
    const body = { query: at("query").value, ...(variables && { variables: JSON.parse(variables) }) };
    at("result").textContent = "正在查询…";
    at("result").textContent = JSON.stringify(await ask(body, at("authorization").value.trim()), null, 2);
  } catch (error) {
    at("result").textContent = `没有结果: ${error.message}`;
  }
});

at("question").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) at("question").requestSubmit();
});
