// What is made from the table of inputs: action.yml, and the tables in the README. `npm run generate` writes them, a test compares them.
import { inputTable, type InputSpecification } from '../src/config/inputs.ts';
import { outputTable } from '../src/config/outputs.ts';
import { functionFacts } from '../src/language/function-facts.ts';
import { lintRules } from '../src/policy/lint/rules.ts';

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

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map(tableLine).join('\n');
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
