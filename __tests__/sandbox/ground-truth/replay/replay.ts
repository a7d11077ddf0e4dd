import { at, isJsonObject } from '../../../../src/arm/json.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { makeArm, untilDone, type TestArm } from '../../arm-client.ts';
import { compareAnswers, type Difference } from './compare.ts';
import { Names } from './names.ts';
import { documentOf, exchangesOf, type Exchange } from './recordings.ts';
import { detours, unmask } from './unrecorded.ts';

/** The files whose requests can be sent, in the order in which what they need comes to be. */
export const replayed = [
  'byo-acr-create.json', 'update-to-isolated.json', 'managed-acr-create.json', 'sdk-js-create.json', 'delete.json', 'node-image-upgrade.json', 'policy-definition-and-assignment.json',
] as const;

/** What came of an exchange. */
export interface Outcome {
  readonly file: string;
  readonly exchange: number;
  readonly differences: readonly Difference[];
}

/** @param isLeftOut whether an exchange is not sent */
export function replayAll(isLeftOut: (file: string, exchange: number) => boolean): readonly Outcome[] {
  const names = new Names();
  const arm = armOfRecordings(names);
  return replayed.flatMap((file) => exchangesOf(file).filter(({ index }) => !isLeftOut(file, index)).map((exchange) => (
    { file, exchange: exchange.index, differences: replay(file, exchange, arm, names) }
  )));
}

/** An ARM with what was there before the recordings begin: three groups, a cluster of 2022, a definition of Microsoft's. */
function armOfRecordings(names: Names): TestArm {
  const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
  const documents = [
    documentOf('byo-acr-create.json', 0),
    { id: `${subscription}/resourceGroups/myjstest`, location: 'eastus' },
    { id: `${subscription}/resourceGroups/cli_test_policy_identity000001`, location: 'westus' },
    documentOf('node-image-upgrade.json', 0),
  ];
  const estate = { documents: documents.map((document) => sentBody(document, names)).filter(isJsonObject) };
  return makeArm({ endpoint: 'https://management.azure.com', estate, builtIns: [documentOf('policy-definition-and-assignment.json', 3)] });
}

function replay(file: string, exchange: Exchange, arm: TestArm, names: Names): readonly Difference[] {
  if (!isUnderWay(exchange)) arm.pass(untilDone);
  const send = (): StandInResponse => {
    const body = unmask(file, exchange.index, sentBody(exchange.body, names), arm);
    return arm.send(exchange.method, names.sent(exchange.path), body, exchange.headers);
  };
  const detour = detours.find((candidate) => candidate.file === file && candidate.exchange === exchange.index);
  const first = send();
  if (detour === undefined || first.status === exchange.answer.status) return compareAnswers(exchange.answer, first, names);
  detour.take(arm);
  return [{ member: 'status', recorded: exchange.answer.status, answered: first.status }, ...compareAnswers(exchange.answer, send(), names)];
}

function sentBody(body: unknown, names: Names): unknown {
  return body === undefined ? undefined : JSON.parse(names.sent(JSON.stringify(body)));
}

const working: ReadonlySet<unknown> = new Set(['InProgress', 'Creating', 'Updating', 'Deleting', 'UpgradingNodeImageVersion']);

/** Whether a GET saw something at work; before everything else, what was begun has ended. */
function isUnderWay({ method, answer }: Exchange): boolean {
  return method === 'GET' && seesWork(answer.body);
}

function seesWork(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(seesWork);
  if (!isJsonObject(value)) return false;
  return working.has(at(value, 'status')) || working.has(at(value, 'provisioningState')) || Object.values(value).some(seesWork);
}
