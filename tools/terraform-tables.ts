// The tables of docs/terraform.md: what is read of which type of the provider azurerm.
import type { Conversion, Identity, Row, Table } from '../src/sources/terraform/mapping/table.ts';
import { tables } from '../src/sources/terraform/mapping/tables.ts';

/** A section for each type, in the order of their names. */
export function terraformTables(): string {
  return [...tables.values()].toSorted((left, right) => (left.type < right.type ? -1 : 1)).map(section).join('\n\n');
}

function section(table: Table): string {
  const children = table.kind === 'resource' ? (table.children ?? []) : [];
  return [
    `### \`${table.type}\``,
    '',
    table.kind === 'resource' ? `\`${table.armType}\`, API version ${table.apiVersion}. ${named(table.identity)}` : `Goes into the \`${table.into.armType}\` that \`${table.into.attribute}\` names.`,
    `Read from \`${table.source}\`.`,
    ...(table.notes === undefined ? [] : ['', table.notes]),
    ...(table.kind === 'resource' && table.withoutArgument !== undefined ? ['', `No argument of the provider, so absent unless azapi writes it: ${table.withoutArgument.map(code).join(', ')}.`] : []),
    '',
    rowsTable(table.rows),
    ...(table.more === undefined ? [] : ['', table.more.about]),
    ...children.flatMap((child) => ['', `Each \`${child.blocks}\` is a \`${child.armType}\` called by its \`${child.name}\`:`, '', rowsTable(child.rows)]),
  ].join('\n');
}

function named(identity: Identity): string {
  if (identity.kind === 'resourceGroup') return `Called by \`${identity.name}\`.`;
  if (identity.kind === 'group') {
    const later = identity.orBelow === undefined ? '' : ` Or by \`${identity.names.at(-1) ?? ''}\`, below \`${identity.orBelow}\`.`;
    return `Called by ${identity.names.map(code).join(' and ')}, in the resource group \`${identity.group}\`.${later}`;
  }
  return identity.kind === 'child' ? `Called by \`${identity.name}\`, below \`${identity.parent}\`.` : `Called by \`${identity.name}\`, on \`${identity.scope}\`.`;
}

function rowsTable(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => lineOf(row, '', ''));
  return ['| Argument | In the document | How | Without it |', '| --- | --- | --- | --- |', ...lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)].join('\n');
}

function lineOf(row: Row, block: string, place: string): readonly (readonly string[])[] {
  const own = [row.attribute === undefined ? (row.when === undefined ? 'always' : `with ${code(block + row.when)}`) : code(block + row.attribute), code(place + row.to), howOf(row, block), defaultOf(row)];
  const inner = row.as?.kind === 'blocks' ? row.as.rows.flatMap((one) => lineOf(one, `${block}${row.attribute ?? ''}.`, `${place}${row.to}[].`)) : [];
  return [own, ...inner];
}

function howOf({ attribute, as, when, since, until, isReadBack, default: preset }: Row, block: string): string {
  const conversion = as === undefined ? '' : conversionText(as);
  const constant = attribute === undefined ? JSON.stringify(preset) : '';
  const condition = attribute !== undefined && when !== undefined && !attribute.startsWith(`${when}.`) ? `with ${code(block + when)}` : '';
  return [constant, conversion, condition, isReadBack === true ? (as?.kind === 'blocks' ? 'where somebody wrote it' : 'before others where somebody wrote it') : '', since === undefined ? '' : `since ${since}`, until === undefined ? '' : `until ${until}`].filter((text) => text !== '').join('; ');
}

function conversionText(as: Conversion): string {
  switch (as.kind) {
    case 'not':
      return 'the opposite';
    case 'choice':
      return Object.entries(as.values).map(([from, to]) => `${from}: ${to === null ? 'nothing' : JSON.stringify(to)}`).join(', ');
    case 'first':
      return 'the first';
    case 'only':
      return 'of a list of one, the element';
    case 'several':
      return 'unless it has one element';
    case 'listOf':
      return 'as a list of one';
    case 'objects':
      return `each as \`{ ${as.member} }\``;
    case 'blocks':
      return 'one element for each block';
    case 'keys':
      return 'each as a key with `{}`';
    case 'location':
      return 'in lower case without blanks';
    case 'number':
    case 'text':
      return `as a ${as.kind}`;
    case 'json':
      return 'the JSON in it';
  }
}

function defaultOf({ attribute, default: preset, withoutBlock, unset }: Row): string {
  const parts = [
    ...(attribute === undefined || preset === undefined ? [] : [JSON.stringify(preset)]),
    ...(withoutBlock === undefined ? [] : [`${JSON.stringify(withoutBlock)} without the block`]),
    ...(unset === undefined ? [] : [`${JSON.stringify(unset)} counts as none`]),
  ];
  return parts.join('; ');
}

function code(text: string): string {
  return `\`${text}\``;
}
