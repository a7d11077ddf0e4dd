/** What a pull request may try so that its leaking cluster passes. */
import type { Files } from '../../sources/git/checkouts.ts';
import { renderJson } from '../../../src/report/json.ts';
import { checkFiles, options } from '../../commands/check/run.ts';
import { isolatedCluster } from '../azure.ts';
import { exemptionsFor, leaking, ownPolicy, template } from '../infrastructure.ts';

export interface Attempt {
  readonly name: string;
  /** Beside `standing`, on the base branch. */
  readonly base?: Files;
  /** What the pull request does besides adding the cluster. */
  readonly head: Files;
  /** The file of the judges that the comment names, and what it says is done to it. */
  readonly told?: readonly [verb: 'adds' | 'changes' | 'removes', path: string];
  /** Rules that fail no longer once the same change is on the base branch; `refused` where the gate cannot work with it any more. */
  readonly afterMerge: readonly string[] | 'refused';
}

export const configuration = '.github/aks-isolation.yml';
export const exemptions = '.github/aks-isolation-exemptions.yml';
export const added = 'infra/new.json';

/** The rules that the added cluster breaks: of the bundled initiative, and of the repository's own. */
export const broken = ['aks-bootstrap-artifact-source', 'aks-outbound-type', 'own-location'] as const;
const bundled = broken.slice(0, 2);

/** The base branch: an isolated cluster, and a gate with a policy of its own. */
export const standing: Files = {
  [configuration]: 'policies: [policies]\n',
  'policies/location.json': ownPolicy(),
  'infra/main.json': template({ ...isolatedCluster(), location: 'northeurope' }),
};
/** The pull request brings this. Its name and place differ in some attempts. */
export const leak: Files = { [added]: leaking };

const weak = ownPolicy('own-location', 'disabled');
const configured = (more: string): string => `policies: [policies]\n${more}\n`;
const nothingKnown = await baselineOf({ 'infra/main.json': template() });
const known = await baselineOf({ [added]: leaking, 'policies/location.json': ownPolicy() });

/** The JSON report of a run on these files. */
async function baselineOf(files: Readonly<Record<string, string>>): Promise<string> {
  return renderJson((await checkFiles(files, options(Object.keys(files).includes('policies/location.json') ? { policies: ['policies'] } : {}))).report);
}

/** A change of a file of the judges. */
const judges = (name: string, file: string, verb: 'adds' | 'changes' | 'removes', after: string | null | { readonly link: string }, afterMerge: Attempt['afterMerge'], more: Partial<Attempt> = {}): Attempt =>
  ({ name, head: { [file]: after, ...more.head }, told: [verb, file], afterMerge, ...(more.base === undefined ? {} : { base: more.base }) });

export const configurationAttempts: readonly Attempt[] = [
  judges('the configuration judges by nothing bundled', configuration, 'changes', configured('initiatives: none'), bundled),
  judges('the configuration allows what was added by a parameter', configuration, 'changes', configured('parameters: { allowedOutboundTypes: [none, loadBalancer] }'), ['aks-outbound-type']),
  judges('the configuration fails for nothing', configuration, 'changes', configured('fail-on: never'), broken),
  judges('the configuration does not look there', configuration, 'changes', configured("paths: ['infra/main.json']"), broken),
  judges('the configuration looks everywhere but there', configuration, 'changes', configured("paths: ['**', '!infra/new.*']"), broken),
  judges('the configuration names a baseline that holds it already', configuration, 'changes', configured('baseline: known.json'), broken, { head: { 'known.json': known } }),
  judges('the configuration names other policies', configuration, 'changes', 'policies: [weak]\n', ['own-location'], { head: { 'weak/location.json': weak } }),
  judges('the configuration names other exemptions', configuration, 'changes', configured('exemptions: ours.yml'), broken, { head: { 'ours.yml': exemptionsFor('*') } }),
  judges('the configuration says whom to trust', configuration, 'changes', configured('trust: head'), 'refused'),
  judges('the configuration is no YAML', configuration, 'changes', 'policies: [', 'refused'),
  judges('the configuration is gone', configuration, 'removes', null, ['own-location']),
  judges('a configuration comes', configuration, 'adds', 'initiatives: none\npolicies: [weak]\n', bundled, { base: { [configuration]: null }, head: { 'weak/location.json': weak } }),
  judges('the configuration is a link', configuration, 'changes', { link: '../weak.yml' }, bundled, { head: { 'weak.yml': configured('initiatives: none') } }),
  judges('the configuration is a link out of the checkout', configuration, 'changes', { link: '/etc/passwd' }, 'refused'),
  { name: 'a configuration in another case', head: { '.github/AKS-Isolation.YML': 'fail-on: never\n', '.GitHub/aks-isolation.yml': 'fail-on: never\n' }, afterMerge: [] },
  { name: 'a configuration by another name', head: { '.github/aks-isolation.yaml': 'fail-on: never\n', 'aks-isolation.yml': 'fail-on: never\n', 'infra/.github/aks-isolation.yml': 'fail-on: never\n' }, afterMerge: [] },
];

export const policyAttempts: readonly Attempt[] = [
  judges('a policy is weakened', 'policies/location.json', 'changes', weak, ['own-location']),
  judges('a policy is deleted', 'policies/location.json', 'removes', null, ['own-location'], { base: { 'policies/other.json': ownPolicy('other', 'disabled') } }),
  judges('a policy is moved', 'policies/location.json', 'removes', null, ['own-location'], { base: { 'policies/other.json': ownPolicy('other', 'disabled') }, head: { 'elsewhere/location.json': ownPolicy() } }),
  judges('the only policy is deleted', 'policies/location.json', 'removes', null, ['own-location']),
  judges('a policy is a link to a weaker one', 'policies/location.json', 'changes', { link: '../weak.json' }, ['own-location'], { head: { 'weak.json': weak } }),
  judges('the folder of policies is a link', 'policies/location.json', 'changes', weak, ['own-location'], { head: { 'policies/location.json': null, 'policies': { link: 'weak' }, 'weak/location.json': weak } }),
  judges('a policy becomes unreadable', 'policies/location.json', 'changes', '{ "name": "own-location", "properties": { "policyRule": ', 'refused'),
  judges('an exemption of Azure comes among the policies', 'policies/exemption.json', 'adds', JSON.stringify({
    name: 'mine', type: 'Microsoft.Authorization/policyExemptions', properties: { policyAssignmentId: '/subscriptions/x/providers/Microsoft.Authorization/policyAssignments/x', exemptionCategory: 'Waiver' },
  }), []),
  judges('an assignment without enforcement comes among the policies', 'policies/assignment.json', 'adds', JSON.stringify({
    name: 'mine', type: 'Microsoft.Authorization/policyAssignments', id: '/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/policyAssignments/mine',
    properties: { policyDefinitionId: '/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/policyDefinitions/own-location', enforcementMode: 'DoNotEnforce', scope: '/subscriptions/00000000-0000-0000-0000-000000000001' },
  }), []),
  { name: 'the policies are ignored by git', head: { '.gitignore': 'policies/\ninfra/\n' }, afterMerge: [] },
];

export const exemptionAttempts: readonly Attempt[] = [
  judges('an exemptions file comes', exemptions, 'adds', exemptionsFor('*'), broken),
  judges('an exemption is added', exemptions, 'changes', exemptionsFor('*'), broken, { base: { [exemptions]: exemptionsFor('other-rule', 'other') } }),
  judges('the exemptions are a link', exemptions, 'changes', { link: '../ours.yml' }, broken, { base: { [exemptions]: exemptionsFor('other-rule', 'other') }, head: { 'ours.yml': exemptionsFor('*') } }),
  judges('the baseline grows', 'known.json', 'changes', known, broken, { base: { 'known.json': nothingKnown, [configuration]: configured('baseline: known.json') } }),
  judges('a baseline comes where the configuration has named it', 'known.json', 'adds', known, broken, { base: { [configuration]: configured('baseline: known.json') } }),
  judges('the baseline is no report', 'known.json', 'changes', '{}', 'refused', { base: { 'known.json': nothingKnown, [configuration]: configured('baseline: known.json') } }),
  judges('the baseline is a link', 'known.json', 'changes', { link: 'mine.json' }, broken, { base: { 'known.json': nothingKnown, [configuration]: configured('baseline: known.json') }, head: { 'mine.json': known } }),
];
