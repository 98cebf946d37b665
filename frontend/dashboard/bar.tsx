import { barX, dot, plot, ruleX } from "@observablehq/plot";
import { useEffect, useRef } from "react";

import { toneOf } from "./words";

export interface MilestoneMark {
  percent: number;
  outcome: string;
}

const LEAST_AXIS = 105;
/** Beyond this the bar is cut; the figure beside it says how much it is. */
const MOST_AXIS = 160;
const SYMBOLS: Record<string, "circle" | "times" | "diamond2" | "square"> = {
  good: "circle",
  bad: "times",
  open: "diamond2",
  none: "square",
};

interface Bar {
  /** Done, in per cent of the goal. */
  percent: number;
  outcome: string;
  milestones: MilestoneMark[];
  label: string;
}

/** How much of a goal is done, against the goal and its milestones: a line with a shape for each. */
export function Bar({ percent, outcome, milestones, label }: Bar) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = JSON.stringify([percent, outcome, milestones]);
  useEffect(() => {
    const most = Math.min(MOST_AXIS, Math.max(LEAST_AXIS, percent));
    const marks = milestones.map((one) => ({ ...one, tone: toneOf(one.outcome) }));
    const chart = plot({
      className: "chart",
      width: frame.current!.clientWidth,
      height: 34,
      margin: 0,
      marginTop: 14,
      marginBottom: 2,
      marginLeft: 2,
      marginRight: 8,
      x: { domain: [0, most], axis: null, clamp: true },
      y: { axis: null, domain: [0, 1] },
      marks: [
        barX([{ from: 0, to: 100 }], { x1: "from", x2: "to", className: "track", rx: 3 }),
        barX([{ from: 0, to: percent }], { x1: "from", x2: "to", className: `done ${toneOf(outcome)}`, insetTop: 4, insetBottom: 4 }),
        ruleX([100], { className: "goal", strokeWidth: 2.5, insetTop: -3 }),
        ruleX(marks, { x: "percent", className: "milestone", strokeWidth: 1.5 }),
        ...marks.map((one) =>
          dot([one], {
            x: "percent",
            frameAnchor: "top",
            dy: -7,
            r: 5,
            symbol: SYMBOLS[one.tone],
            className: `sign ${one.tone}`,
            strokeWidth: 2,
            clip: false,
          }),
        ),
      ],
    });
    // the page's policy lets no script write a style sheet; what it would say stands in targets.css
    chart.querySelector("style")?.remove();
    // one picture with one name, of no parts
    for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", label);
    frame.current!.replaceChildren(chart);
  }, [drawn, label]);
  return <div className="frame" ref={frame} />;
}
