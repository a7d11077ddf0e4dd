import { textAt } from '../../arm/json.ts';
import { readDocuments } from '../../azure/read-documents.ts';
import { planPrerequisites, readsFor, type PrerequisitesPlan } from '../../isolation/deployment/prerequisites/plan.ts';
import { idKey, type Answer, type Seen as DocumentsSeen } from '../../isolation/deployment/prerequisites/seen.ts';
import { sentenceOf } from '../../isolation/deployment/prerequisites/want.ts';
import type { Body, Step } from '../../isolation/deployment/step.ts';
import { clusterIdOf, resourceGroupIdOf } from '../../isolation/specification.ts';
import type { Tools } from '../tools.ts';
import type { DeployOptions } from './options.ts';
import type { RunState } from './run/run-state.ts';
import type { Seen } from './sight.ts';

/** What the cluster stands on, read and planned. */
export interface Around {
  readonly steps: readonly Step[];
  readonly clusterPart: Body;
  readonly notes: readonly string[];
  /** What keeps a run from writing. */
  readonly obstacles: readonly string[];
  /** What was read. */
  readonly seen: DocumentsSeen;
}

const nothing: Around = { steps: [], clusterPart: {}, notes: [], obstacles: [], seen: new Map() };

/**
 * Reads what the variant needs around the cluster and plans what is missing. Nothing is read where nobody speaks of a variant, and on the way back. What was
 * read is kept in `state`: bodies of later steps refer to it.
 */
export async function readPrerequisites(options: DeployOptions, { cluster, resourceGroup }: Seen, state: RunState, tools: Tools): Promise<Around> {
  const { specification, prerequisites: mode, leaveTo, allowsUnverified } = options;
  if (specification.variant === undefined || leaveTo !== undefined) return nothing;
  const known = new Map<string, Answer>([
    [idKey(clusterIdOf(specification)), cluster === undefined ? { state: 'absent' } : { state: 'found', documents: [cluster] }],
    [idKey(resourceGroupIdOf(specification)), resourceGroup === undefined ? { state: 'absent' } : { state: 'found', documents: [resourceGroup] }],
  ]);
  const { seen, plan } = await atRest(options, known, tools);
  for (const [key, answer] of seen) {
    if (answer.state !== 'found') continue;
    for (const document of answer.documents) {
      const id = key.includes('|') ? textAt(document, 'id') : key;
      if (id !== undefined && id !== idKey(clusterIdOf(specification))) state.keep(id, document);
      const made = Date.parse(textAt(document, 'properties', 'createdOn') ?? '');
      // A role that was given a moment ago may not count yet, whoever gave it.
      if (/\/roleAssignments\//i.test(id ?? '') && made > state.rolesAt) state.rolesAt = made;
    }
  }
  const { steps, verify, refusals, clusterPart } = plan;
  const isUnverified = ({ state: of }: (typeof verify)[number]): boolean => of === 'unverified';
  const stopping = verify.filter((one) => (isUnverified(one) ? !allowsUnverified : mode === 'verify'));
  return {
    steps, clusterPart, seen,
    notes: verify.filter((one) => !stopping.includes(one)).map(sentenceOf),
    obstacles: [...refusals, ...stopping.map((one) => (isUnverified(one) ? `${sentenceOf(one)} With "allow-unverified" the run goes on.` : sentenceOf(one)))],
  };
}

/** What a run that was cut off began around the cluster, Azure finishes: it is waited for, and read again. */
async function atRest({ specification, prerequisites: mode, pollInterval }: DeployOptions, known: ReadonlyMap<string, Answer>, tools: Tools): Promise<{ readonly seen: DocumentsSeen; readonly plan: PrerequisitesPlan }> {
  const started = tools.clock.now();
  for (;;) {
    const seen = await readDocuments((answers) => readsFor(specification, answers, mode), tools, known);
    const plan = planPrerequisites(specification, seen, mode);
    const [busy] = plan.busy;
    if (busy === undefined || tools.clock.now() - started > longestWait) return { seen, plan };
    tools.logger.progress({ subject: busy.id.split('/').slice(-2).join(' '), state: busy.state, elapsed: tools.clock.now() - started });
    await tools.clock.sleep(pollInterval, tools.signal);
  }
}

/** Gateways apart, nothing around a cluster takes Azure longer, in milliseconds. */
const longestWait = 1_800_000;
