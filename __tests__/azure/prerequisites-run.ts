/** Reads, plans and writes prerequisites against the sandbox, as a deployment does. */
import { apiVersionOf } from '../../src/arm/api-versions.ts';
import type { JsonObject } from '../../src/arm/json.ts';
import { parseResourceId } from '../../src/arm/resource-id.ts';
import type { ArmClient } from '../../src/azure/arm-client.ts';
import { completed } from '../../src/azure/operation.ts';
import { readDocuments } from '../../src/azure/read-documents.ts';
import { planPrerequisites, readsFor, type PrerequisitesMode, type PrerequisitesPlan } from '../../src/isolation/deployment/prerequisites/plan.ts';
import { idKey, lookInto } from '../../src/isolation/deployment/prerequisites/seen.ts';
import { bodyOf, type Step } from '../../src/isolation/deployment/step.ts';
import { mergeDocument } from '../../src/isolation/document/merge.ts';
import type { ClusterSpecification } from '../../src/isolation/specification.ts';
import { silentLogger, type Connection, type InProcessArm } from './in-process-arm.ts';

export interface PrerequisitesRun {
  plan(mode?: PrerequisitesMode): Promise<PrerequisitesPlan>;
  /** Sends the steps in order, each when those before have come to rest. */
  write(steps: readonly Step[]): Promise<void>;
  /** The cluster's part with what is known after all reads and writes. */
  clusterPart(plan: PrerequisitesPlan): JsonObject;
  put(id: string, body: JsonObject): Promise<JsonObject>;
}

/** @param connection how the run is killed */
export function runOf(arm: InProcessArm, specification: ClusterSpecification, connection?: Connection): PrerequisitesRun {
  const client: ArmClient = arm.connect(connection);
  const tools = { arm: client, logger: silentLogger, clock: arm.clock, signal: new AbortController().signal, pollInterval: 1 };
  const written = new Map<string, JsonObject>();
  let seen = lookInto(new Map());
  const known = (id: string): JsonObject | undefined => written.get(idKey(id)) ?? seen.glimpse(id);
  const put = async (id: string, body: JsonObject, apiVersion = apiVersionOf(parseResourceId(id)?.type ?? '') ?? '2024-11-01'): Promise<JsonObject> => {
    const request = { method: 'PUT', path: id, apiVersion, body } as const;
    const answer = await client.send(request);
    // Real time passes between polls, the sandbox's only here.
    arm.clock.pass(1_200_000);
    const document = await completed({ request, answer }, id, tools);
    written.set(idKey(id), document);
    return document;
  };
  return {
    plan: async (mode = 'create') => {
      const answers = await readDocuments((before) => readsFor(specification, before, mode), tools);
      seen = lookInto(answers);
      return planPrerequisites(specification, answers, mode);
    },
    write: async (steps) => {
      for (const { id, work } of steps) {
        if (work.kind === 'put') await put(id, bodyOf(work.body, known), work.apiVersion);
        else if (work.kind === 'change') await put(id, mergeDocument(await client.find(id, work.apiVersion) ?? {}, bodyOf(work.change, known)), work.apiVersion);
      }
    },
    clusterPart: ({ clusterPart }) => bodyOf(clusterPart, known),
    put,
  };
}
