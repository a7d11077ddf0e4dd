// The action's `main`: the runner starts this file with its environment.
import { runAction } from './door/action.ts';

process.exitCode = await runAction(process.env);
