import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./page.css";

import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

const fetcher = createGraphiQLFetcher({ url: new URL("graphql", location.href).href });

createRoot(document.getElementById("page")!).render(<GraphiQL fetcher={fetcher} />);
