/** The looks of the ways out. Sizes of letters are those of `letters` in scene.ts: the places of texts are reckoned with them. */
export const exposureStyle = `
:root { --open: #c8372d; --unsure: #9a6700; --meant: #0550ae; --unseen: #57606a; --shut: #1f7a37; }
@media (prefers-color-scheme: dark) {
  :root { --open: #ff7b72; --unsure: #d29922; --meant: #79b8ff; --unseen: #9da7b3; --shut: #57ab5a; }
}
h4 { font-size: .9375rem; margin: .75rem 0 .4rem; }
.picture { overflow-x: auto; margin: .75rem 0; }
.picture:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.picture > svg { display: block; width: 100%; min-width: 52rem; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 1.5rem; }
.pair > div { min-width: 0; }
.pair .picture > svg { min-width: 30rem; }
.ways text { fill: var(--text); font-size: 13px; }
.ways .small { fill: var(--quiet); font-size: 12px; }
.ways .middle { text-anchor: middle; }
.ways .strong, .ways .state, .ways .question { font-weight: 600; }
.network { fill: none; stroke: var(--quiet); stroke-width: 2px; }
.cluster { fill: var(--raised); stroke: var(--text); stroke-width: 1.5px; }
.zone { fill: var(--raised); stroke: var(--line); }
.changed { fill: var(--ground); stroke: var(--text); }
.ways .state, .ways .question { font-size: 12px; fill: var(--way); }
.way { --way: var(--text); }
.way-open { --way: var(--open); } .way-undetermined { --way: var(--unsure); } .way-meant { --way: var(--meant); } .way-notVisible { --way: var(--unseen); } .way-closed { --way: var(--shut); }
.wire { fill: none; stroke: var(--way); stroke-width: 2px; }
.way-open .wire { stroke-width: 4px; }
.way-undetermined .wire { stroke-dasharray: 7 4; }
.way-notVisible .wire { stroke-dasharray: 1 5; stroke-linecap: round; }
.barrier { stroke: var(--way); stroke-width: 4px; }
.solid { fill: var(--way); }
.mark { fill: var(--ground); stroke: var(--way); stroke-width: 2px; }
.state-open { color: var(--open); font-weight: 600; } .state-undetermined { color: var(--unsure); font-weight: 600; } .state-meant { color: var(--meant); font-weight: 600; }
.fleet { min-width: 46rem; } .fleet thead .number { white-space: normal; }
.fleet td:last-child { min-width: 18rem; }
.share { display: block; width: 8rem; height: 10px; }
.fill-open { fill: var(--open); } .fill-undetermined { fill: var(--unsure); } .fill-meant { fill: var(--meant); } .fill-notVisible { fill: var(--unseen); } .fill-closed { fill: var(--shut); }
`;
