import { aksRefusal, type Refusal } from '../http/refusal.ts';

/** A property that is fixed from creation on. */
export function changed(path: string): Refusal {
  return aksRefusal(400, 'PropertyChangeNotAllowed', `Changing property '${path}' is not allowed.`, path);
}

/** A property without which there is no cluster. */
export function missing(path: string): Refusal {
  return aksRefusal(400, 'InvalidParameter', `Required parameter ${path} is missing (null).`, path);
}

/** A property with a value that cannot be. */
export function invalid(path: string, value: string, why: string): Refusal {
  return aksRefusal(400, 'InvalidParameter', `The value of parameter ${path} is invalid. Error details: '${value}': ${why}.`, path);
}
