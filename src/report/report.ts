import type { Finding, ResourceWrite, Severity, Verdict } from '../policy/finding.ts';

/** The version of the JSON report's schema (docs/report.schema.json). Fields are added, never renamed. */
export const reportSchemaVersion = '1.4';

/** Everything a run found or did. Every surface renders this and adds nothing. */
export interface Report {
  readonly command: string;
  /** What the run worked on, as a person would name it: "cluster demo in resource group rg". */
  readonly title: string;
  /** The worst verdict among the findings, or `compliant` when there is none. */
  readonly verdict: Verdict;
  /** The resource or scope in question. */
  readonly target: { readonly id: string; readonly name: string };
  /** True when the run wrote something (or, with `dryRun`, would have). */
  readonly changed: boolean;
  readonly dryRun: boolean;
  /** What was done, in order; what would be done when `dryRun`. */
  readonly steps: readonly ReportStep[];
  /** Policy and exposure findings, worst first. */
  readonly findings: readonly Finding[];
  /** How many (rule, resource) pairs came out with each verdict, findings or not. */
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** Facts worth a glance: "Outbound type" → "none". */
  readonly facts: readonly ReportFact[];
  /** Each cluster with its ways out, for commands that look at them. */
  readonly exposures?: readonly ReportExposure[];
  /** What became of living clusters since an earlier run, for commands that look again and again. */
  readonly drift?: ReportDrift;
  /** Sentences that the reader should not miss: what was held back and why. */
  readonly notes: readonly string[];
  /** What was read, for commands that judge files. */
  readonly files?: ReportFiles;
  /** The rules that judged, whether or not they found anything. */
  readonly rules?: readonly ReportRule[];
  /** The pull request that the run was about; a later run that comments in its place finds it here. */
  readonly pullRequest?: { readonly number: number };
  /** sha256 over the plan, for `plan-hash`. Absent when the command has no plan. */
  readonly planHash?: string;
  /** The version of this project that made the report. */
  readonly toolVersion?: string;
}

export interface ReportFiles {
  /** Files whose resources were judged. */
  readonly judged: number;
  /** Files that were looked at and hold no infrastructure. */
  readonly skipped: number;
  /** Resources in the files that were judged. */
  readonly resources: number;
}

/** What a rule is about, whatever it found. */
export interface ReportRule {
  /** As in `Finding.rule`. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** What it looks at and why, in a few sentences. */
  readonly description?: string;
  /** What to do about a finding of it, in one sentence. */
  readonly remedy?: string;
  /** A page about it, `https://…`. Only where there is one. */
  readonly helpUri?: string;
}

/** A cluster and the ways out of it. */
export interface ReportExposure {
  readonly cluster: { readonly name: string; readonly id?: string };
  /** Where nodes live, in words: "network `v`, subnet `nodes`"; "the network that AKS makes". */
  readonly network?: string;
  /** In the order of the catalogue. */
  readonly ways: readonly ReportWay[];
}

/**
 * - `meant`: open, and somebody declared that it should be
 * - `undetermined`: a value that was given is not known
 * - `notVisible`: what would decide was not given, and nothing that was given opens the way
 */
export type WayState = 'closed' | 'open' | 'meant' | 'undetermined' | 'notVisible';

export interface ReportWay {
  /** The exposure's id, as in `Finding.rule`. */
  readonly rule: string;
  /** The way in two or three words: "Node public addresses". */
  readonly name: string;
  /** Packets leave; somebody reaches in; data leaves without packets of the network; or it does not work at all. */
  readonly kind: 'egress' | 'ingress' | 'channel' | 'works';
  readonly severity: Severity;
  readonly state: WayState;
  /** What decided, in a clause without a period. */
  readonly message: string;
  /** What it leads to, where it is open or meant and that is known: an address, an id, a name. */
  readonly target?: string;
  /** What it was before the change that is judged, where that is known and another state. */
  readonly before?: WayState;
}

/** A look at living clusters beside an earlier one. Findings that are there carry their `change`; here is what is beside them. */
export interface ReportDrift {
  /** When the clusters were read: ISO 8601 in UTC. */
  readonly at: string;
  /** The run that it is compared with; absent for a first run, in which nothing counts as new. */
  readonly earlier?: { readonly at: string; readonly url?: string };
  /** False when so little could be read that nothing follows: whatever remembers earlier runs is left alone. */
  readonly isConclusive: boolean;
  /** What could not be read and is therefore neither clean nor healed: the id of a scope or resource, and why. */
  readonly unseen: readonly { readonly scope: string; readonly why: string }[];
  readonly counts: { readonly new: number; readonly worse: number; readonly unchanged: number; readonly healed: number };
  /** What was found before and is not any more. */
  readonly healed: readonly HealedFinding[];
  /** What was found before and could not be looked at again: neither healed nor counted, and known to the next run. */
  readonly carried?: readonly CarriedFinding[];
  /** What was found before and is not looked at any more, which is no success of anybody: a note says so. Forgotten. */
  readonly unasked?: readonly CarriedFinding[];
  /** The part of a fleet that this report is of; absent for a whole one. Reports of all parts are merged. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Every cluster that was looked at or is known from before, the worst first. */
  readonly clusters: readonly ReportCluster[];
  /** Where the clusters are, for more than one subscription: management groups and subscriptions with their numbers, the worst first. */
  readonly places?: readonly ReportPlace[];
  /** What Azure Policy itself says, where it was asked. */
  readonly azure?: ReportAzureStates;
  /** What would bring failing clusters back, or did. */
  readonly remedies?: readonly ReportRemedy[];
}

/** - `mended`: the resource is there and the rule is content; `gone`: the resource is not there any more; `exempt`: somebody agreed to it */
export interface HealedFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** What it was. */
  readonly verdict: Verdict;
  readonly resource: Finding['resource'];
  readonly because: 'mended' | 'gone' | 'exempt';
  /** When a run saw it first: ISO 8601 in UTC. */
  readonly since: string;
  readonly write?: ResourceWrite;
}

/** A finding of an earlier run of which this one could tell nothing. */
export interface CarriedFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly verdict: 'exempt' | 'undetermined' | 'violation' | 'error';
  readonly resource: Finding['resource'];
  /** When a run saw it first: ISO 8601 in UTC. */
  readonly since: string;
  /** Since when no run could tell anything of it: ISO 8601 in UTC. */
  readonly unseenSince?: string;
  /** Exposures that were told by it: their rules. */
  readonly exposes?: readonly string[];
  readonly message?: string;
}

/** - `unseen`: it is known from an earlier run, and could not be read now */
export interface ReportCluster {
  readonly id: string;
  readonly name: string;
  readonly state: 'failing' | 'undetermined' | 'unseen' | 'clean';
  /** The worst severity among its findings; absent without findings. */
  readonly severity?: Severity;
  /** Findings on it, its pools and what it shares with others. */
  readonly findings: number;
  /** How many of them are new or worse. */
  readonly fresh: number;
  readonly location?: string;
  readonly outboundType?: string;
  /** The time of the first run that did not see it, for an unseen one: ISO 8601 in UTC. */
  readonly unseenSince?: string;
}

export interface ReportPlace {
  readonly kind: 'managementGroup' | 'subscription';
  readonly id: string;
  readonly name: string;
  readonly clusters: number;
  readonly failing: number;
  readonly undetermined: number;
  readonly unseen: number;
}

/** Azure Policy's own compliance states beside ours. */
export interface ReportAzureStates {
  /** When Azure evaluated last, over the resources in question: ISO 8601 in UTC; absent when it never has. */
  readonly at?: string;
  /** Resources of ours that Azure has a state of, and those of which it says something else than we do (a finding each). */
  readonly compared: number;
  readonly different: number;
}

export interface ReportRemedy {
  readonly cluster: { readonly id: string; readonly name: string };
  /** `manual`: no plan leads there; `why` says what stands in the way. */
  readonly kind: 'planned' | 'applied' | 'failed' | 'held' | 'manual';
  readonly steps: readonly ReportStep[];
  /** What the steps would disturb, in a clause: nodes are reimaged, connections dropped. Absent for nothing. */
  readonly disruption?: string;
  readonly why?: string;
}

export interface ReportFact {
  readonly label: string;
  readonly value: string;
}

export interface ReportStep {
  /** What the step does: "Create cluster demo". */
  readonly title: string;
  readonly status: 'planned' | 'done' | 'unchanged' | 'failed' | 'skipped';
  /** The resource it concerns. */
  readonly resourceId?: string;
  /** Changed lines (`path: old → new`) or the reason of a failure, one per entry. */
  readonly details: readonly string[];
  /** Milliseconds it took; absent when it was not carried out. */
  readonly elapsed?: number;
  /** Names the step among the others of the report, where some wait for others. */
  readonly key?: string;
  /** Keys of the steps that had to be done before; those that do not wait for each other run side by side. */
  readonly after?: readonly string[];
  /** Why it is done, in one sentence. */
  readonly why?: string;
  /** What it disturbs, in a clause: "every node is drained and made anew". Absent for nothing. */
  readonly disruption?: string;
}

/** Worst first. */
export const verdictOrder: readonly Verdict[] = ['error', 'violation', 'undetermined', 'exempt', 'compliant', 'notApplicable'];

/** The verdict of a run: the worst of its findings, `compliant` when there is none. */
export function worstVerdict(findings: readonly Finding[]): Verdict {
  return verdictOrder.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'compliant';
}
