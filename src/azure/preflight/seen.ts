import type { Seen } from '../../isolation/deployment/preflight/observation.ts';
import { AzureError } from '../arm-error.ts';
import { isGone, meaningOf } from '../list-resources/list-failure.ts';

/**
 * What a request answers, or why it was refused. Throws what is no refusal: Azure is down, the credential is bad, the run is cancelled.
 * @param none what it means that there is no such thing here
 */
export async function seenFrom<Answer>(request: Promise<Answer>, none: Answer): Promise<Seen<Answer>> {
  try {
    return { known: await request };
  } catch (error) {
    const meaning = isGone(error) ? { isNone: true as const } : meaningOf(error);
    if (meaning === undefined || !(error instanceof AzureError)) throw error;
    return 'why' in meaning ? { unseen: meaning.why } : { known: none };
  }
}
