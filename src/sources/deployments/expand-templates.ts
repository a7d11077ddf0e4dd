import { throwIfCancelled } from '../../run/errors.ts';
import type { Deployment } from '../../template/expansion.ts';
import type { Library } from '../documents/library.ts';
import type { Document } from '../documents/origin.ts';
import type { Teller } from '../progress.ts';
import { expandWithLinks, type Documents, type Expand, type ExpandedDeployment } from './expand-deployment.ts';

/** See `Expansion.effort`. An ordinary template takes some thousands; the whole, a minute. */
const mostEffort = 256_000_000;

export interface ExpandTools {
  readonly expand: Expand;
  readonly library: Library;
  readonly documents: Documents;
  readonly signal: AbortSignal;
  readonly tell: Teller;
}

/** Expands templates with their parameters, as far as the work of a run allows. */
export class Expander {
  readonly #tools: ExpandTools;
  readonly deployments: ExpandedDeployment[] = [];
  /** Templates that are too much for this run. */
  readonly left: string[] = [];
  #effort = 0;

  constructor(tools: ExpandTools) {
    this.#tools = tools;
  }

  /** In order of their names. `given`: beside the parameter files of `sets`, of which there is at least one, be it none. */
  async expand(templates: readonly Document[], sets: (template: Document) => readonly (Document | undefined)[], given: (template: Document) => Pick<Deployment, 'parameters' | 'facts'>): Promise<void> {
    const { signal, tell } = this.#tools;
    for (const template of templates.toSorted((one, other) => (one.file < other.file ? -1 : 1))) {
      tell(`${this.deployments.length} templates expanded`);
      for (const parameters of sets(template)) {
        if (this.#effort > mostEffort) {
          this.left.push(template.file);
          break;
        }
        const deployment = await expandWithLinks({ template, ...(parameters === undefined ? {} : { parameters }) }, given(template), this.#tools);
        this.deployments.push(deployment);
        this.#effort += deployment.effort;
        // A signal is heard only when somebody listens.
        await new Promise<void>((resolve) => setImmediate(resolve));
        throwIfCancelled(signal);
      }
    }
  }
}
