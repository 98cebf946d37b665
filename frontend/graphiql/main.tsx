import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./page.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { AuthorizationHeader } from "./headers";
import { PlainPunctuation } from "./punctuation";
import { GRAPHQL } from "./session";
import { SIGN_IN } from "./sign-in";
import { STORAGE } from "./storage";
import { TABS } from "./tabs";

const fetcher = createGraphiQLFetcher({
  url: GRAPHQL.href,
  // the headers of the tab go along as the first message
  subscriptionUrl: GRAPHQL.href.replace(/^http/, "ws"),
});

createRoot(document.getElementById("page")!).render(
  <GraphiQL
    fetcher={fetcher}
    storage={STORAGE}
    shouldPersistHeaders={false}
    defaultTabs={TABS}
    defaultEditorToolsVisibility="headers"
    plugins={[HISTORY_PLUGIN, explorerPlugin(), SIGN_IN]}
    visiblePlugin={SIGN_IN}
    schemaDescription
    inputValueDeprecation
  >
    <GraphiQL.Logo>接口查询</GraphiQL.Logo>
    <AuthorizationHeader />
    <PlainPunctuation />
  </GraphiQL>,
);
