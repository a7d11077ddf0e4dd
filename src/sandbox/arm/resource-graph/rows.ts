import { member, type JsonObject } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import { tenantId } from '../../identities.ts';
import { ownColumn, type Row, type RowColumn } from './query/columns.ts';

/** The columns of every table (MicrosoftDocs, "Azure Resource Graph table and resource type reference"): texts are empty, not null. */
export const tableColumns: readonly RowColumn[] = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy'].map((name) => ownColumn(name, 'string')),
  ...['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'].map((name) => ownColumn(name, 'dynamic')),
];

const texts = new Set(tableColumns.filter(({ type }) => type === 'string').map(({ name }) => name));

/** A row of Resource Graph: something in Azure. */
export interface GraphRow extends Row {
  readonly id: string;
}

/** What is known of something without its document. */
export interface RowFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location?: string;
}

/** Makes documents, and keeps the last one: the columns of a row are read one after the other. */
export class LastDocument {
  #of: unknown;
  #document: JsonObject = {};

  of(row: unknown, render: () => JsonObject): JsonObject {
    if (this.#of !== row) {
      this.#document = render();
      this.#of = row;
    }
    return this.#document;
  }

  forget(): void {
    this.#of = undefined;
  }
}

/**
 * Something as a row: types in lower case, ids as they are (MicrosoftDocs, table reference; group names come in lower case). Its document
 * is made only when more is asked than what is known without it.
 */
export function graphRow({ id, name, type, location }: RowFacts, render: () => JsonObject, last: LastDocument): GraphRow {
  const row: GraphRow = {
    id,
    value(column) {
      switch (column) {
        case 'id': return id;
        case 'name': return name;
        case 'type': return type.toLowerCase();
        case 'location': return location ?? '';
        case 'tenantId': return tenantId;
        case 'resourceGroup': return segmentAfter(id, 'resourceGroups')?.toLowerCase() ?? '';
        case 'subscriptionId': return segmentAfter(id, 'subscriptions') ?? '';
        default: {
          const value = member(last.of(row, render), column) ?? null;
          return texts.has(column) && typeof value !== 'string' ? '' : value;
        }
      }
    },
  };
  return row;
}
