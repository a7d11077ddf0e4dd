/** The looks of plans. Sizes of letters are those of `letters` in layout.ts: the places of texts are reckoned with them. */
export const stepStyle = `
:root { --disturbs: #b3500a; }
@media (prefers-color-scheme: dark) { :root { --disturbs: #f0883e; } }
.picture > .plan { width: auto; max-width: none; min-width: 0; margin: 0 auto; }
.plan text { fill: var(--text); text-anchor: middle; }
.plan .title { font-size: 13px; font-weight: 600; }
.plan .note { font-size: 12px; fill: var(--step); }
.step { --step: var(--quiet); }
.step rect { fill: var(--raised); stroke: var(--step); stroke-width: 1.5px; }
.step-disruptive { --step: var(--disturbs); } .step-disruptive rect { stroke-width: 2.5px; }
.step-done { --step: var(--calm); } .step-failed { --step: var(--bad); } .step-failed rect { stroke-width: 3px; }
.step-passed rect, .step-rest rect { stroke-dasharray: 4 4; }
.link { fill: none; stroke: var(--quiet); stroke-width: 1.5px; }
.tip { fill: var(--quiet); }
.on-telephone { display: none; }
.plan-steps { margin: 1rem 0; padding-left: 2.25rem; }
.plan-steps > li { margin: .75rem 0; padding-left: .25rem; }
.plan-steps p { margin: .1rem 0; }
.disturbs { color: var(--disturbs); }
@media (max-width: 52rem) { .on-desk { display: none; } .on-telephone { display: block; } }
`;
