import "./style/head.css";
import "./style/content.css";
import "./style/ranking.css";
import "./style/targets.css";
import "./style/lists.css";
import "./style/forms.css";
// last: it overrides
import "./style/phone.css";

import { createRoot } from "react-dom/client";

import { Page } from "./page";
import { WithSession } from "./session";

createRoot(document.getElementById("page")!).render(
  <WithSession>
    <Page />
  </WithSession>,
);
