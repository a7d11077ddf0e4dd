// What is made from the table of inputs: action.yml, and the tables in the README. `npm run generate` writes them, a test compares them.
import { inputTable, type InputSpecification } from '../src/config/inputs.ts';
import { outputTable } from '../src/config/outputs.ts';
import { functionFacts } from '../src/language/function-facts.ts';
import { lintRules } from '../src/policy/lint/rules.ts';
import { complementaryBuiltIns, conflictingBuiltIns } from '../src/policy/built-ins.ts';
import { bundledDefinitions, bundledInitiatives } from '../src/policy/bundled.ts';
import { aliasesOf } from '../src/policy/objects/library/needs.ts';
import { parseDefinition, type PolicyDefinition } from '../src/policy/documents/definition.ts';
import { parseInitiative } from '../src/policy/documents/initiative.ts';

const actionInputs: readonly InputSpecification[] = inputTable.filter((input) => !('surface' in input) || input.surface === 'action');

/** The whole of action.yml. */
export function actionManifest(): string {
  return [
    '# Made by `npm run generate` from src/config/inputs.ts and src/config/outputs.ts.',
    "name: 'AKS network isolation'",
    "description: 'Judges pull requests for network isolated AKS clusters, deploys them, and assigns the Azure Policy that keeps them isolated.'",
    "author: 'The aks-network-isolation authors'",
    'branding:',
    '  icon: shield',
    '  color: blue',
    '',
    'inputs:',
    ...actionInputs.flatMap((input) => [
      `  ${input.name}:`,
      `    description: ${quoted(sentencesOf(input))}`,
      `    required: ${input.name === 'command'}`,
      // A default here could not be told from a choice, and would override the configuration file: all others stand with the commands.
      ...(input.name === 'github-token' ? ["    default: ${{ github.token }}"] : []),
    ]),
    '',
    'outputs:',
    ...outputTable.flatMap(({ name, description }) => [`  ${name}:`, `    description: ${quoted(description)}`]),
    '',
    'runs:',
    '  using: node24',
    '  main: dist/action.js',
    '',
  ].join('\n');
}

/** The README's table of inputs. */
export function inputsTable(): string {
  const rows = actionInputs.map((input) => [
    `\`${input.name}\``,
    input.commands.map((command) => `\`${command}\``).join(' '),
    `${input.description}${allowedValues(input)}`,
    input.default ?? (input.name === 'command' ? 'required' : ''),
    input.inFile ? 'yes' : '',
  ]);
  return markdownTable(['Input', 'Read by', 'Meaning', 'Default', 'In the file'], rows);
}

/** The README's table of what the core initiative refuses, with how much the others hold. */
export function coreTable(): string {
  const core = membersOf('aks-egress-isolation-core');
  const rows = core.map((name) => [`[\`${name}\`](policies/definitions/${name}.json)`, textOf(definitionNamed(name).metadata['closes'])]);
  return [
    markdownTable(['Definition', 'Closes'], rows),
    '',
    `These ${core.length} make the initiative \`aks-egress-isolation-core\`; ${bundledDefinitions.length - core.length} more definitions stand in ${bundledInitiatives.length - 1} others.`,
  ].join('\n');
}

function membersOf(initiative: string): readonly string[] {
  const document = bundledInitiatives.find(({ name }) => name === initiative)?.document ?? missing(initiative);
  return parseInitiative(document).members.map(({ definitionId }) => definitionId.split('/').at(-1) ?? '');
}

function definitionNamed(name: string): PolicyDefinition {
  return parseDefinition(bundledDefinitions.find((entry) => entry.name === name)?.document ?? missing(name));
}

/** The table of functions in docs/library.md. */
export function functionsTable(): string {
  const heads = { both: 'policy, templates', policy: 'policy', template: 'templates' } as const;
  return markdownTable(['Function', 'Where', 'Gives'], functionFacts.map(({ name, parameters, where, about }) => [`\`${name}(${parameters})\``, heads[where], about]));
}

/** The table of checks in docs/library.md. */
export function lintTable(): string {
  return markdownTable(['Check', 'Severity', 'About'], Object.entries(lintRules).map(([rule, { severity, about }]) => [`\`${rule}\``, severity, about]));
}

/** The README's table of outputs. */
export function outputsTable(): string {
  return markdownTable(['Output', 'Meaning'], outputTable.map(({ name, description }) => [`\`${name}\``, description]));
}

/** Where each initiative belongs. */
const places: Readonly<Record<string, string>> = {
  'aks-egress-isolation-core': 'Where the clusters are: resource group, subscription or management group. Assign it last, after the clusters are isolated: a Deny stops every update of one that is not.',
  'aks-egress-isolation-registry': 'The resource group of the registry.',
  'aks-egress-isolation-network': 'The resource group of the network and, with Audit, node resource groups (`MC_…`): a Deny there can stop what AKS itself writes.',
  'aks-egress-isolation-posture': 'Where the clusters are. It records; what it records is worth an answer, not an alarm.',
};

/** The whole of policies/README.md. */
export function policyCatalogue(): string {
  const definitions = new Map(bundledDefinitions.map(({ name, document }) => [name, parseDefinition(document)]));
  const sections = bundledInitiatives.map(({ name, document }) => {
    const initiative = parseInitiative(document);
    const rows = initiative.members.map(({ definitionId }) => {
      const member = definitionId.split('/').at(-1) ?? '';
      const { metadata, mode, parameters } = definitions.get(member) ?? missing(member);
      const effect = parameters.get('effect');
      const others = [...parameters.values()].filter((parameter) => parameter.name !== 'effect').map((parameter) => `\`${parameter.name}\``);
      const effects = (effect?.allowedValues ?? []).map((value) => (value === effect?.defaultValue ? `**${String(value)}**` : String(value)));
      return [`[\`${member}\`](definitions/${member}.json)`, textOf(metadata['closes']), effects.join(', '), mode, others.join(', '), aliasesCell(member), ids(metadata['complements']), ids(metadata['conflicts'])];
    });
    const table = markdownTable(['Definition', 'Closes', 'Effects', 'Mode', 'Other parameters', 'Aliases', 'Complements', 'In conflict with'], rows);
    const builtIns = (complementaryBuiltIns.get(name) ?? []).map(({ guid, displayName }) => `${displayName.replace(/\.$/, '')} (\`${guid}\`)`);
    const more = builtIns.length === 0 ? [] : ['', `With \`include-built-ins\` also: ${builtIns.join('; ')}.`];
    return [`## ${name}`, '', initiative.description ?? '', '', `**Where:** ${places[name] ?? ''}`, '', table, ...more].join('\n');
  });
  return [
    '<!-- Made by `npm run generate` from the documents here. -->',
    '# The policy library',
    '',
    'Plain Azure Policy JSON, usable without this project: `az rest --method put --body @FILE`, PowerShell, Enterprise Policy as Code, Terraform. `aks-isolation policies show NAME --scope ID`',
    'prints an initiative with the ids of the scope where its definitions live. `aks-isolation check --initiatives NAME` judges files by it.',
    '',
    'The effect in bold is the default. *Complements* and *in conflict with* are built-in definitions of Azure by their ids: the first cover some of the same ground, the second undo or forbid what the rule asks for.',
    'Aliases stand without their namespace. Each is in a public table of aliases, of January 2024 or of 2026; *new* are those that only the later has, which a cloud may not know yet.',
    '`assign` asks the tenant for every alias and holds a definition back that reads one it does not know.',
    '',
    'The core initiative has one `effect` for all of its rules; [docs/assign.md](../docs/assign.md#what-is-assigned) says why, and how to soften single ones.',
    '',
    ...sections.flatMap((section) => [section, '']),
    '## Built-ins that work against isolation',
    '',
    'Where one of these is assigned, `assign` warns with the name of the assignment.',
    '',
    markdownTable(['Built-in', 'Id', 'What it does to isolated clusters'], conflictingBuiltIns.map(({ guid, displayName, why }) => [displayName, `\`${guid}\``, why])),
    '',
  ].join('\n');
}

/** The aliases that a definition reads, and whether there are some that a cloud may not know yet (`requiresAlias`). */
function aliasesCell(name: string): string {
  const document = bundledDefinitions.find((entry) => entry.name === name)?.document ?? missing(name);
  const names = [...new Set(aliasesOf(document).map((alias) => alias.split('/').slice(1).join('/')))];
  const isNew = parseDefinition(document).metadata['requiresAlias'] === true;
  const mark = !isNew ? '' : names.length === 1 ? ' (new)' : ' (new ones among them)';
  return names.length === 0 ? 'none' : `${names.map((alias) => `\`${alias}\``).join(', ')}${mark}`;
}

function missing(name: string): never {
  throw new Error(`No definition is called ${name}.`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first part of each id: they are long, and the whole stands in the file. */
function ids(value: unknown): string {
  return Array.isArray(value) ? value.map((id: unknown) => `\`${textOf(id).split('-')[0] ?? ''}…\``).join(' ') : '';
}

/** A document with the text between `<!-- name: begin -->` and `<!-- name: end -->` replaced. */
export function withSection(document: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name}: begin (npm run generate) -->`, `<!-- ${name}: end -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no section "${name}" between ${begin} and ${end}`);
  return `${document.slice(0, from)}${begin}\n${content}\n${document.slice(to)}`;
}

function sentencesOf(input: InputSpecification): string {
  return `${input.description}${allowedValues(input)}${input.default === undefined ? '' : ` Default: ${input.default}.`}`;
}

function allowedValues({ kind }: InputSpecification): string {
  return kind.type === 'choice' ? ` One of ${kind.values.map((value) => `\`${value}\``).join(', ')}.` : '';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map(tableLine).join('\n');
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
