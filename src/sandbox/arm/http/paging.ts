import type { StandInResponse } from '../../http.ts';
import { refusal } from './refusal.ts';
import type { ArmCall } from './router.ts';
import type { ArmSettings } from '../state.ts';

const token = '$skiptoken';

/**
 * One page of a list: `{value, nextLink?}`. The link is absolute and repeats the request with a token that says where to go on. Only the
 * items of the page are rendered.
 */
export function page<Item extends object>(
  items: readonly Item[],
  call: ArmCall,
  { endpoint, pageSize }: ArmSettings,
  render: (item: Item) => object = (item) => item,
): StandInResponse {
  const start = readToken(call.request.query.get(token));
  const end = start + pageSize;
  const value = items.slice(start, end).map((item) => render(item));
  if (end >= items.length) return { status: 200, body: { value } };
  const query = new URLSearchParams(call.request.query);
  query.set(token, Buffer.from(String(end)).toString('base64url'));
  return { status: 200, body: { value, nextLink: `${endpoint}${call.request.path}?${query.toString()}` } };
}

function readToken(text: string | null): number {
  if (text === null) return 0;
  const start = Number(Buffer.from(text, 'base64url').toString('latin1'));
  if (!Number.isSafeInteger(start) || start < 0) throw refusal(400, 'InvalidSkipToken', `The provided skip token '${text}' is invalid.`);
  return start;
}
