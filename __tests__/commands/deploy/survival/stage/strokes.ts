/** Which request of which scenario meets which fault. */
import { isExhaustive } from '../../../../exhaustive.ts';
import { allMomentsOf, isWrite, type Moment, type Scenario } from './scenario.ts';

/** `passes`: the run has to come through by itself. `operation`: it befalls what begins or shows an operation only. */
export interface Fault {
  /** In the language of the sandbox's faults. */
  readonly rule: string;
  readonly passes?: true;
  readonly operation?: true;
}

export const faults: readonly Fault[] = [
  { rule: '429 retry-after=5', passes: true },
  { rule: '429', passes: true },
  { rule: '409' },
  { rule: '412' },
  { rule: '500' },
  { rule: '503' },
  { rule: 'reset' },
  { rule: 'reset-after' },
  { rule: 'delay 4m then reset-after' },
  { rule: 'delay 2m', passes: true },
  { rule: 'truncate half' },
  { rule: 'failed code=Broken message="It broke."', operation: true },
  { rule: 'poll https://elsewhere.test/x', operation: true },
];

export interface Stroke {
  readonly moment: Moment;
  readonly fault: Fault;
}

/** The faults that can befall a request. */
export function fitting({ request }: Moment): readonly Fault[] {
  return faults.filter(({ operation }) => operation !== true || isWrite(request) || /\/operations\//i.test(request.path));
}

/**
 * The strokes of each scenario, in their order: every pair of a scenario and a request of it, of a scenario and a fault, and of a kind of request and
 * a fault. Each request meets the fault whose pairs are still missing most; what is missing then, as a kind is rare, it meets besides. Exhaustively
 * every request meets every fault.
 */
export function strokesOf(scenarios: readonly Pick<Scenario, 'requests'>[]): readonly (readonly Stroke[])[] {
  if (isExhaustive) return scenarios.map((scenario) => allMomentsOf(scenario).flatMap((moment) => fitting(moment).map((fault) => ({ moment, fault }))));
  const met = new Set<string>();
  const chosen = scenarios.map((scenario, turn) => {
    const here = new Set<Fault>();
    return allMomentsOf(scenario).map((moment, index): Stroke => {
      const all = fitting(moment);
      const gain = (fault: Fault): number => (met.has(pairOf(moment, fault)) ? 0 : 1) + (here.has(fault) ? 0 : 1);
      const turned = [...all.slice((turn + index) % all.length), ...all.slice(0, (turn + index) % all.length)];
      const fault = turned.reduce((best, one) => (gain(one) > gain(best) ? one : best));
      here.add(fault);
      met.add(pairOf(moment, fault));
      return { moment, fault };
    });
  });
  return scenarios.map((scenario, index) => {
    const besides = allMomentsOf(scenario).flatMap((moment) => fitting(moment).filter((fault) => !met.has(pairOf(moment, fault))).map((fault) => {
      met.add(pairOf(moment, fault));
      return { moment, fault };
    }));
    return [...chosen[index] ?? [], ...besides];
  });
}

export function pairOf({ kind }: Moment, { rule }: Fault): string {
  return `${kind} ${rule}`;
}
