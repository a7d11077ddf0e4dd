import { isUnknown, Unknown } from '../../../language/unknown.ts';

/** `East US 2` → `eastus2`; of a list every element, of a text of which parts are known each of them. Other values are left alone. */
export function normalizeLocation(value: unknown): unknown {
  return Array.isArray(value) ? value.map(normalized) : normalized(value);
}

function normalized(value: unknown): unknown {
  if (typeof value === 'string') return withoutSpaces(value);
  return isUnknown(value) && value.pieces !== undefined ? new Unknown(value.why, { pieces: value.pieces.map(withoutSpaces) }) : value;
}

function withoutSpaces(text: string): string {
  return text.replaceAll(' ', '').toLowerCase();
}
