import type { StandInRequest, StandInResponse } from '../http.ts';

/** One page of a list as GitHub gives it: 30 entries unless `per_page` says otherwise, at most 100, linked to its neighbours. */
export function pageOf<Entry>(request: StandInRequest, all: readonly Entry[], render: (entry: Entry) => object): StandInResponse {
  const size = Math.min(100, positive(request.query.get('per_page'), 30));
  const page = positive(request.query.get('page'), 1);
  const body = all.slice((page - 1) * size, page * size).map((entry) => render(entry));
  return { status: 200, ...linkHeader(request, page, Math.ceil(all.length / size)), body };
}

/** The stand-in is reached over plain HTTP on loopback, so the links are, too. */
function linkHeader(request: StandInRequest, page: number, last: number): Pick<StandInResponse, 'headers'> {
  const links = Object.entries({ prev: page - 1, next: page + 1, last, first: 1 }).filter(([name, to]) => to >= 1 && to <= last && (name !== 'last' || page < last) && (name !== 'first' || page > 1));
  if (links.length === 0) return {};
  const link = links.map(([name, to]) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    return `<http://${request.headers['host'] ?? '127.0.0.1'}${request.path}?${query.toString()}>; rel="${name}"`;
  });
  return { headers: { link: link.join(', ') } };
}

function positive(text: string | null, fallback: number): number {
  const value = Number(text ?? fallback);
  return Number.isInteger(value) && value >= 1 ? value : fallback;
}
