#!/usr/bin/env node
// The command line `aks-isolation`.
import { runCommandLine } from './door/command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
