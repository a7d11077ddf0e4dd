/** Rows of the tables of rules: what breaks a rule, and what it is answered or leads to. */
import { at, isJsonObject, textAt, type JsonObject } from '../../../../src/arm/json.ts';
import type { ArmOptions } from '../../../../src/sandbox/arm/arm.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { cluster, makeArmWithGroup, untilDone, type TestArm } from '../../arm-client.ts';
import { ground } from '../own-registry.ts';

/** A rule, a request that breaks it, and the refusal: status, code, and the member that is to blame, or what the text says where many share a code. */
export type Refused = readonly [rule: string, send: () => StandInResponse, status: number, code: string, about?: string | RegExp];

/** Something that is taken, and what comes of it. */
export type Outcome = readonly [rule: string, see: () => unknown, seen: unknown];

export const pool = `${cluster}/agentPools/system`;

/** An Azure with all that a cluster of the user's network and registry stands on, with other documents in the place of some; undefined leaves one out. */
export function planted(changes: { readonly [name in keyof typeof ground]?: JsonObject | undefined } = {}, options: Partial<ArmOptions> = {}): TestArm {
  const arm = makeArmWithGroup(options);
  arm.controls.seed({ documents: Object.values({ ...ground, ...changes }).filter(isJsonObject) });
  return arm;
}

/** The cluster made of these bodies, one after the other, all taken. */
export function living(arm: TestArm, ...bodies: readonly object[]): TestArm {
  for (const body of bodies) {
    const answer = arm.send('PUT', cluster, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    arm.pass(untilDone);
  }
  return arm;
}

export function reimaged(arm: TestArm): TestArm {
  arm.send('POST', `${pool}/upgradeNodeImageVersion`);
  arm.pass(untilDone);
  return arm;
}

/** "Failed 212": the state of the pool, and how the script of its nodes ended. */
export function nodeOutcome(arm: TestArm): string {
  const { body } = arm.send('GET', pool);
  const exit = /exit status=(\d+)/.exec(textAt(body, 'properties', 'status', 'provisioningError', 'message') ?? '')?.[1] ?? '';
  return `${String(at(body, 'properties', 'provisioningState'))} ${exit}`.trim();
}

/** "Failed CODE": how the operation of a request that was taken ended. */
export function ending(arm: TestArm, answer: StandInResponse): string {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  arm.pass(untilDone);
  const { body } = arm.send('GET', answer.headers?.['azure-asyncoperation'] ?? '');
  return [textAt(body, 'status'), textAt(body, 'error', 'code')].filter((word) => word !== undefined).join(' ');
}
