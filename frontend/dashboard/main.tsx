import "./page.css";

import { createRoot } from "react-dom/client";

import { Page } from "./page";
import { WithSession } from "./session";

createRoot(document.getElementById("page")!).render(
  <WithSession>
    <Page />
  </WithSession>,
);
