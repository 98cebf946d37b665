/** What the API names by keys, in words; states also by shapes, for not everybody tells colours apart. */

export const ROLES: Record<string, string> = {
  PLATFORM_ADMIN: "平台管理员",
  OFFICE: "重点项目办",
  APPROVER: "领导小组",
  REPORTER: "填报员",
  LEADER: "包联领导",
  INSPECTOR: "核查人员",
  ENTERPRISE: "企业",
  VIEWER: "查看者",
};

export const BASES: Record<string, string> = {
  PRINTED: "文件明定",
  PRACTICE: "通行做法",
  DERIVED: "系统推算",
  LAW: "法律规定",
};

export const SECTIONS: Record<string, string> = { BASE: "基础分", BONUS: "加分", DEDUCTION: "减分" };

export const CHANGES: Record<string, string> = { ADDED: "新增", CHANGED: "有变", REMOVED: "不再有" };

export const OUTCOMES: Record<string, string> = {
  MET: "已完成",
  MISSED: "逾期未完成",
  NOT_YET_DUE: "未到期",
  BEFORE_ISSUE: "期限早于印发",
  UNKNOWN: "无从评判",
};

export const AGENDA_KINDS: Record<string, string> = {
  CHECKPOINT: "问题时限",
  DECISION: "议定事项",
  FINDING: "整改",
  ISSUE: "问题",
  MILESTONE: "目标节点",
  OBJECTIONS: "公布稿异议",
  OCCURRENCE: "调度",
  PLAN: "项目节点",
  PROCEDURE: "手续",
};

/** What can be supposed to have happened to a project: `change` and what it holds. */
export const EVENTS: Record<string, { title: string; change: string; content: Record<string, string> }> = {
  SIGNED: { title: "签约", change: "stageRecord", content: { stage: "SIGNED" } },
  STARTED: { title: "开工", change: "stageRecord", content: { stage: "STARTED" } },
  COMPLETED: { title: "竣工", change: "stageRecord", content: { stage: "COMPLETED" } },
  PRODUCING: { title: "投产", change: "stageRecord", content: { stage: "PRODUCING" } },
  AT_CAPACITY: { title: "达效", change: "stageRecord", content: { stage: "AT_CAPACITY" } },
  CEREMONY: { title: "开工仪式", change: "startRecord", content: { kind: "CEREMONY" } },
  SUBSTANTIVE: { title: "实质性开工", change: "startRecord", content: { kind: "SUBSTANTIVE" } },
  LIBRARY_ENTRY: { title: "入库", change: "startRecord", content: { kind: "LIBRARY_ENTRY" } },
};

const SHAPES: Record<string, string> = {
  good: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-.9 9.9 4.7-4.7-1.2-1.2-3.5 3.5-1.7-1.7-1.2 1.2Z",
  warn: "M8 1.3 15.6 14.7H.4Zm-.9 4.6v4.3h1.8V5.9Zm0 5.3V13h1.8v-1.8Z",
  bad: "M2 2h12v12H2Zm3.2 1.9L3.9 5.2 6.7 8l-2.8 2.8 1.3 1.3L8 9.3l2.8 2.8 1.3-1.3L9.3 8l2.8-2.8-1.3-1.3L8 6.7Z",
  open: "M8 1l7 7-7 7-7-7Zm0 2.5L3.5 8 8 12.5 12.5 8Z",
  none: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1.7a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM4.9 7.2h6.2v1.6H4.9Z",
};

const TONES: Record<string, string> = {
  MET: "good",
  MISSED: "bad",
  NOT_YET_DUE: "open",
  GREEN: "good",
  YELLOW: "warn",
  RED: "bad",
};

export function toneOf(state: string): string {
  return TONES[state] ?? "none";
}

/** A state in a shape and a word. */
export function Mark({ state, children }: { state: string; children: React.ReactNode }) {
  const tone = toneOf(state);
  return (
    <span className={`mark ${tone}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[tone]!} fillRule="evenodd" />
      </svg>
      {children}
    </span>
  );
}
