import type { StandInResponse } from '../http.ts';

/** GitHub's form of an error: the status stands in the body too, as text. */
export function failure(status: number, message: string, errors?: readonly (object | string)[], page = 'https://docs.github.com/rest'): StandInResponse {
  const documentation = { documentation_url: page, status: String(status) };
  return { status, body: { message, ...(errors === undefined ? {} : { errors }), ...documentation } };
}

export const notFound: StandInResponse = failure(404, 'Not Found');

/** What a token without the permission is told (docs.github.com, "Troubleshooting the REST API"). */
export const notAccessible: StandInResponse = failure(403, 'Resource not accessible by integration');
