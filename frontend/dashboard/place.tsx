import { Shown, useAnswer } from "./answer";
import { Evidence, type EvidenceLine } from "./card";
import { Link } from "./page";

interface Reasons {
  unit: { key: string };
  evidence: EvidenceLine[];
  baseEvidence: EvidenceLine[];
  hiddenEvidence: number;
}

const REASONS = `query Reasons($policy: String!, $period: String!, $group: String!) {
  boards(policy: $policy, period: $period, group: $group) {
    key
    places { unit { key } evidence { note on } baseEvidence { note on } hiddenEvidence }
  }
}`;

interface Asked {
  policy: string;
  period: string;
  board: { key: string; group: { key: string } };
  unit: string;
}

/** Why a unit has its place on a board that does not go by points. */
export function PlaceReasons({ policy, period, board, unit }: Asked) {
  const answer = useAnswer<{ boards: { key: string; places: Reasons[] }[] }>(REASONS, {
    policy,
    period,
    group: board.group.key,
  });
  return (
    <Shown answer={answer}>
      {({ boards }) => {
        const place = boards.find((one) => one.key === board.key)?.places.find((one) => one.unit.key === unit);
        if (!place) return null;
        const evidence = [...place.evidence, ...place.baseEvidence];
        return (
          <div className="lines">
            {evidence.length || place.hiddenEvidence ? (
              <Evidence evidence={evidence} hidden={place.hiddenEvidence} />
            ) : (
              <p>
                这个榜不按得分排;逐项的完成情况见
                <Link to={{ view: "targets" }} current={false}>
                  目标与节点
                </Link>
                。
              </p>
            )}
          </div>
        );
      }}
    </Shown>
  );
}
