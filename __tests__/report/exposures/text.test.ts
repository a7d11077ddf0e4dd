import { expect, test } from '@jest/globals';
import { renderText } from '../../../src/report/text.ts';
import { checked } from '../sample.ts';
import { changedMixed, everyWay, exposure, mixed } from './sample.ts';

test('a terminal shows each cluster’s open, undetermined, meant and changed ways by line, and counts the others', () => {
  const text = renderText(checked({ findings: [], exposures: [exposure(everyWay(), { cluster: { name: 'other' } }), changedMixed()] }), { colour: false, width: 140 });
  expect(text).toContain(`
Ways out of demo: 3 open, 2 undetermined, 2 meant, 2 not visible here, 36 closed; 3 changed
  open, was closed                    Node public addresses → pool \`user\`
                                      pool \`user\` sets \`enableNodePublicIP\`
  open                                Run command
                                      \`disableRunCommand\` is not true
  open                                Public name of the API server
                                      \`enablePrivateClusterPublicFQDN\` is not false
  undetermined, was not visible here  Azure DNS resolves everything
                                      the policy of DNS is not known
  undetermined                        Peerings
                                      parameter \`hubId\` has no value
  meant                               Default route → 10.1.0.4
                                      the default route leads to \`10.1.0.4\`
  meant                               Monitoring add-on → omsagent
                                      the add-on \`omsagent\` is on
  closed, was open                    NAT gateway of the subnet
                                      what decides \`egress-subnet-nat-gateway\` is set so that nothing gets out

Ways out of other: 45 closed
`);
});

test('colours follow the state', () => {
  expect(renderText(checked({ exposures: [mixed()] }), { colour: true })).toContain('\u001B[31mopen\u001B[39m');
});
