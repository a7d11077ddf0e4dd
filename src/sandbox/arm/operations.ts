import { isWithin } from '../../arm/scope.ts';
import { toAzureTime, toTicks } from './time.ts';

/** What an operation does to its subject; also the provisioning state that the subject shows meanwhile. */
export type OperationKind = 'Creating' | 'Updating' | 'Deleting' | 'UpgradingNodeImageVersion' | 'Stopping' | 'Starting' | 'Canceling';

/** A long-running operation. Plain data, so that a sandbox can be written to a file and read back. */
export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  /** Lower-case id of what it works on. */
  readonly subject: string;
  readonly subscriptionId: string;
  readonly location: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled';
  readonly error?: OperationOutcome['error'];
  /** How it will end; absent: well. */
  readonly fate?: OperationOutcome;
}

/** How an operation ends that does not end well. */
export interface OperationOutcome {
  readonly status: 'Failed' | 'Canceled';
  readonly error: { readonly code: string; readonly message: string };
  /** Lower-case ids of what stands below its subject and ends so with it: the pools of a cluster. */
  readonly below?: readonly string[];
}

/** How the last operation on something ended that did not end well. */
export type Unwell = Pick<OperationOutcome, 'status' | 'error'>;

export interface SavedOperations {
  readonly operations: readonly Operation[];
  readonly unwell: readonly (readonly [subject: string, unwell: Unwell])[];
}

/** How long Azure takes, in milliseconds: ground-truth/README.md, "Durations"; that of tags and those from `createPool` on are estimates of the same kind. */
export const durations = {
  createCluster: 569_000,
  updateCluster: 217_000,
  deleteCluster: 197_000,
  createPool: 180_000,
  updatePool: 90_000,
  upgradeNodeImage: 240_000,
  stopCluster: 180_000,
  startCluster: 240_000,
} as const;

/** Later than anything, and still a date. */
const endOfTime = 8_000_000_000_000_000;

/** The operations of a sandbox. Time passes only in `settle`, which every request calls first: there are no timers. */
export class Operations {
  /** How the last operation on a subject ended, where that was not well. */
  readonly #unwell = new Map<string, Unwell>();
  readonly #operations = new Map<string, Operation>();
  /** Those that are under way: few, while the others only ever grow. */
  readonly #running = new Map<string, Operation>();
  /** The same by what they work on, and by their ids. */
  readonly #runningOn = new Map<string, Map<string, Operation>>();
  readonly #speed: number;
  /** Grows with every operation that begins or ends. */
  changes = 0;

  /** @param speed how many times faster than Azure operations end; throws RangeError unless it is above 0 */
  constructor(speed: number) {
    if (!(speed > 0)) throw new RangeError(`The speed of the sandbox has to be a number above 0, not ${speed}.`);
    this.#speed = speed;
  }

  /** Azure takes `duration` milliseconds for it. @param fate how it will end, where that is not well */
  start(begun: Pick<Operation, 'id' | 'kind' | 'subject' | 'subscriptionId' | 'location'>, duration: number, now: number, fate?: OperationOutcome): Operation {
    const operation: Operation = { ...begun, startedAt: now, endsAt: now + duration / this.#speed, status: 'InProgress', ...(fate === undefined ? {} : { fate }) };
    this.#change(operation);
    return operation;
  }

  find(id: string): Operation | undefined {
    return this.#operations.get(id.toLowerCase());
  }

  /** The operation that is under way on exactly this subject; the last begun when there are several. */
  runningOn(subject: string): Operation | undefined {
    const there = this.#runningOn.get(subject);
    return there === undefined ? undefined : [...there.values()].at(-1);
  }

  /** The operations that are under way on anything below this subject. */
  runningBelow(subject: string): readonly Operation[] {
    return [...this.#running.values()].filter((operation) => operation.subject.startsWith(`${subject}/`));
  }

  /** The provisioning state of a subject on which nothing is under way: how the last operation on it ended. */
  restingState(subject: string): 'Succeeded' | OperationOutcome['status'] {
    return this.#unwell.get(subject.toLowerCase())?.status ?? 'Succeeded';
  }

  /** Why the last operation on a subject ended otherwise than well; undefined where it did not. */
  errorOf(subject: string): Unwell['error'] | undefined {
    return this.#unwell.get(subject.toLowerCase())?.error;
  }

  /** Forgets how operations on this subject and all below it ended. */
  forgetWithin(subject: string): void {
    for (const key of this.#unwell.keys()) if (isWithin(key, subject)) this.#unwell.delete(key);
  }

  /** Lets an operation that is under way end so: at once, or when it would have ended anyway. Others stay as they are. */
  fail(id: string, fate: OperationOutcome, when: 'now' | 'atItsEnd', now: number): void {
    const operation = this.#running.get(id.toLowerCase());
    if (operation === undefined) return;
    if (when === 'now') this.#end({ ...operation, fate, endsAt: now });
    else this.#change({ ...operation, fate });
  }

  /** Lets an operation that is under way go on for good. */
  hold(id: string): void {
    const operation = this.#running.get(id.toLowerCase());
    if (operation !== undefined) this.#change({ ...operation, endsAt: endOfTime });
  }

  /**
   * Ends what is over by `now` and returns it, oldest end first, for its provider to draw the consequences.
   * @param fateOf how one ends of which that is not settled before; undefined: well
   */
  settle(now: number, fateOf: (operation: Operation) => OperationOutcome | undefined): readonly Operation[] {
    const over = [...this.#running.values()].filter((operation) => operation.endsAt <= now).sort((left, right) => left.endsAt - right.endsAt);
    return over.map((operation) => {
      const fate = operation.fate ?? fateOf(operation);
      return this.#end(fate === undefined ? operation : { ...operation, fate });
    });
  }

  /** Ends an operation because another took its place (aks-network-isolation.md, 2.2: AKSOperationPreempted…). */
  preempt(operation: Operation, code: string, message: string, now: number): void {
    this.#end({ ...operation, endsAt: now, fate: { status: 'Failed', error: { code, message } } });
  }

  /** As plain data. */
  save(): SavedOperations {
    return { operations: [...this.#operations.values()], unwell: [...this.#unwell] };
  }

  /** Puts these in the place of all that are there. */
  restore({ operations, unwell }: SavedOperations): void {
    for (const map of [this.#operations, this.#running, this.#runningOn, this.#unwell]) map.clear();
    for (const operation of operations) {
      this.#operations.set(operation.id, operation);
      if (operation.status === 'InProgress') this.#run(operation);
    }
    for (const [subject, end] of unwell) this.#unwell.set(subject, end);
    this.changes += 1;
  }

  #change(operation: Operation): void {
    this.#operations.set(operation.id, operation);
    this.#run(operation);
    this.changes += 1;
  }

  #run(operation: Operation): void {
    const { id, subject } = operation;
    this.#running.set(id, operation);
    const others = this.#runningOn.get(subject);
    if (others === undefined) this.#runningOn.set(subject, new Map([[id, operation]]));
    else others.set(id, operation);
  }

  /** Ends an operation as it is meant to end. */
  #end({ fate, ...operation }: Operation): Operation {
    const ended: Operation = { ...operation, status: fate?.status ?? 'Succeeded', ...(fate === undefined ? {} : { error: fate.error }) };
    if (fate === undefined) this.#unwell.delete(ended.subject);
    else for (const subject of [ended.subject, ...(fate.below ?? [])]) this.#unwell.set(subject, { status: fate.status, error: fate.error });
    this.#operations.set(ended.id, ended);
    this.#running.delete(ended.id);
    const others = this.#runningOn.get(ended.subject);
    others?.delete(ended.id);
    if (others?.size === 0) this.#runningOn.delete(ended.subject);
    this.changes += 1;
    return ended;
  }
}

/** The body of a status poll: `name`, `status`, `startTime`, and `endTime` once it is over (ground-truth/README.md). */
export function renderOperation(operation: Operation): object {
  return {
    name: operation.id,
    status: operation.status,
    startTime: toAzureTime(operation.startedAt, operation.id),
    ...(operation.status === 'InProgress' ? {} : { endTime: toAzureTime(operation.endsAt, `end${operation.id}`) }),
    ...(operation.error === undefined ? {} : { error: operation.error }),
  };
}

/**
 * The two addresses of an operation of AKS. Their API version is an old one of the service's own, and `t`, `c`, `s`, `h` are a
 * signature that a client has to send back as it came (managed-acr-create.json, delete.json).
 */
export function operationHeaders(operation: Operation, endpoint: string, and: 'status' | 'statusAndResult'): Readonly<Record<string, string>> {
  const base = `${endpoint}/subscriptions/${operation.subscriptionId}/providers/Microsoft.ContainerService/locations/${operation.location}`;
  const query = `api-version=2016-03-30&t=${toTicks(operation.startedAt)}&c=sandbox&s=sandbox&h=sandbox`;
  const status = { 'azure-asyncoperation': `${base}/operations/${operation.id}?${query}` };
  return and === 'status' ? status : { ...status, location: `${base}/operationresults/${operation.id}?${query}` };
}
