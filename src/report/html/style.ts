import { driftStyle } from './drift/style.ts';
import { exposureStyle } from './exposures/style.ts';
import { stepStyle } from './steps/style.ts';

/**
 * The page's style. Each text is at least 4.5 : 1 against its ground, in light and in dark (WCAG 2.2, 1.4.3); `npm run test:browser`
 * measures it. On paper folds stand open.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0550ae;
  --bad: #b3261e; --bad-ground: #fdecea; --doubt: #7a4d00; --doubt-ground: #fff4d6; --calm: #1a6b33; --calm-ground: #e6f6ea; --plain-ground: #eaeef2;
  --bar-error: #7d1a14; --bar-violation: #c8372d; --bar-undetermined: #b87a00; --bar-exempt: #8c959f; --bar-compliant: #2c9147; --bar-notApplicable: #d0d7de;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --line: #3d444d; --text: #e6edf3; --quiet: #9da7b3; --link: #79b8ff;
    --bad: #ff9a92; --bad-ground: #3c1618; --doubt: #f0c05a; --doubt-ground: #33260a; --calm: #7ddb95; --calm-ground: #12301c; --plain-ground: #21262d;
    --bar-error: #ff9a92; --bar-violation: #e5534b; --bar-undetermined: #c69026; --bar-exempt: #768390; --bar-compliant: #57ab5a; --bar-notApplicable: #3d444d;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 68rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
ul { margin: .3rem 0; }
h3 { font-size: 1rem; margin: 1.5rem 0 .6rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
pre { margin: 0; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
.headline-bad { color: var(--bad); } .headline-doubt { color: var(--doubt); } .headline-calm { color: var(--calm); } .headline-plain { color: var(--quiet); }
.bar { display: block; width: 100%; height: 14px; margin: 0 0 .75rem; border-radius: 4px; }
.bar-error { fill: var(--bar-error); } .bar-violation { fill: var(--bar-violation); } .bar-undetermined { fill: var(--bar-undetermined); }
.bar-exempt { fill: var(--bar-exempt); } .bar-compliant { fill: var(--bar-compliant); } .bar-notApplicable { fill: var(--bar-notApplicable); }
.counts { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
.counts svg { width: .75rem; height: .75rem; margin-right: .4rem; }
.note { margin: .5rem 0; padding: .5rem .8rem; border-left: 3px solid var(--doubt); background: var(--doubt-ground); }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid var(--line); }
/* Of our own words alone: one that may break anywhere stands a letter to a line where it is narrow. */
thead th { background: var(--raised); overflow-wrap: normal; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.contents { columns: 22rem; padding-left: 3rem; margin: .6rem 0; }
.contents li { break-inside: avoid; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; background: var(--ground); }
summary { cursor: pointer; padding: .55rem .8rem; border-radius: 6px; background: var(--raised); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.body { padding: .4rem .8rem .7rem; }
.badge { display: inline-block; padding: 0 .5rem; margin-right: .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.badge-bad { color: var(--bad); background: var(--bad-ground); } .badge-doubt { color: var(--doubt); background: var(--doubt-ground); }
.badge-calm { color: var(--calm); background: var(--calm-ground); } .badge-plain { color: var(--text); background: var(--plain-ground); }
.where { display: block; color: var(--quiet); font-size: .875rem; }
.change del { text-decoration: none; color: var(--bad); } .change ins { text-decoration: none; color: var(--calm); }
.change th { width: 5rem; }
.remedy { border-left: 3px solid var(--calm); padding-left: .7rem; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .875rem; }
${exposureStyle}${driftStyle}${stepStyle}
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 2rem; }
  th, td { padding: .25rem .35rem; }
  /* Four columns would stand a syllable to a line. */
  .reasons thead { display: none; } .reasons tr, .reasons th { display: block; } .reasons td { display: inline-block; } .reasons th, .reasons td { border: 0; } .reasons tr { border: 1px solid var(--line); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  details { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  nav { display: none; }
}
`;
