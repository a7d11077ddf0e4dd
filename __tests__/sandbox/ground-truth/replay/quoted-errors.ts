import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { cluster, codeOf, isolatedCluster, leakingCluster, makeArmWithGroup, messageOf, untilDone, type TestArm } from '../../arm-client.ts';
import type { Difference } from './compare.ts';
import { errorsFile } from './errors.ts';
import { quotedErrorsOf } from './recordings.ts';
import type { Outcome } from './replay.ts';

/** How the differences of these errors are filed. */
export const quotedErrors = `${errorsFile}, without JSON`;

const node = { name: 'nodepool1', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux' };
const isolated = isolatedCluster({ agentPoolProfiles: [node] });
const pool = `${cluster}/agentPools/nodepool1`;

function living(body = isolated): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', cluster, body);
  arm.pass(untilDone);
  return arm;
}

const provocations: Readonly<Record<number, () => StandInResponse>> = {
  0() {
    const arm = living();
    arm.send('PUT', pool, { properties: { ...node, count: 2 } });
    return arm.send('PUT', cluster, isolated);
  },
  1() {
    const arm = living(isolatedCluster());
    arm.send('PUT', pool, { properties: { ...node, mode: 'User' } });
    return arm.send('PUT', pool, { properties: { ...node, mode: 'User' } });
  },
  3: () => living(leakingCluster()).send('PUT', cluster, isolatedCluster()),
  4: () => living().send('PUT', cluster, isolatedCluster({ agentPoolProfiles: [node], bootstrapProfile: { artifactSource: 'Direct' }, networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } })),
};

/** Status, code and text of each, as far as they are told. @param isLeftOut whether one is not provoked */
export function provokeQuoted(isLeftOut: (exchange: number) => boolean): readonly Outcome[] {
  return quotedErrorsOf(errorsFile).flatMap((quoted, exchange) => {
    if (isLeftOut(exchange)) return [];
    const answered = provocations[exchange]?.();
    if (answered === undefined) throw new Error(`Nothing provokes the quoted error ${exchange} of ${errorsFile}.`);
    const pairs: readonly Difference[] = [
      { member: 'status', recorded: quoted.status, answered: answered.status },
      { member: 'code', recorded: quoted.code, answered: codeOf(answered) },
      { member: 'message', recorded: quoted.message, answered: messageOf(answered) },
    ];
    return [{ file: quotedErrors, exchange, differences: pairs.filter(({ recorded, answered: own }) => recorded !== undefined && recorded !== own) }];
  });
}
