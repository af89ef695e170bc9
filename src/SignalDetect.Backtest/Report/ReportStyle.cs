namespace SignalDetect.Backtest.Report;

/// <summary>How the report looks, in light and dark.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1c2330; --soft: #5d6778; --rule: #dde2ea; --card: #f6f8fb; --observed: #2f4a73;
          --band: #9db8de; --expected: #6d8fbf; --label: #f3b33d; --alert: #c62f2f; --minor: #e3a23a; --major: #dd6b20; --critical: #b3202a; --aside: #9aa4b2 }
        @media (prefers-color-scheme: dark) { :root { --paper: #12161d; --ink: #e4e9f1; --soft: #98a3b5; --rule: #2b3340; --card: #1a202a; --observed: #a9c4ee;
          --band: #35507a; --expected: #6f93c9; --label: #8a6316; --alert: #ff6b63; --minor: #d9a441; --major: #e5803b; --critical: #f0525b; --aside: #6d7889 } }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 1080px; padding: 28px 24px 64px; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
        h1 { font-size: 26px; margin: 0 0 2px } h2 { font-size: 18px; margin: 40px 0 10px } h3 { font-size: 15px; margin: 0; overflow-wrap: anywhere }
        p { margin: 4px 0 } .soft, figcaption, th { color: var(--soft) } a { color: inherit; text-decoration-color: var(--rule); text-underline-offset: 3px }
        dl.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 10px; margin: 20px 0 }
        dl.tiles div { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 10px 14px }
        dl.tiles dt { color: var(--soft); font-size: 13px } dl.tiles dd { margin: 0; font-size: 20px; font-variant-numeric: tabular-nums }
        .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px }
        th, td { text-align: right; padding: 4px 10px; border-bottom: 1px solid var(--rule); white-space: nowrap } th { font-weight: 500 }
        th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; overflow-wrap: anywhere }
        figure { margin: 26px 0 0; padding-top: 14px; border-top: 1px solid var(--rule) } figcaption { font-size: 13px }
        figure header { display: flex; justify-content: space-between; gap: 16px; align-items: baseline } figure header span { color: var(--soft); font-size: 13px; white-space: nowrap }
        svg { display: block; width: 100%; height: auto; margin-top: 6px } svg text { font-size: 11px; fill: var(--soft) }
        .grid { stroke: var(--rule); stroke-width: 1 } .band { fill: var(--band); opacity: .55 } .expected { fill: none; stroke: var(--expected); stroke-width: 1.2 }
        .observed { fill: var(--observed); stroke: var(--observed); stroke-width: .8; stroke-linejoin: round } .label { fill: var(--label); opacity: .38 }
        .alert { fill: var(--alert); stroke: none } .alertline { stroke: var(--alert); stroke-width: .8; opacity: .5 }
        .minor { fill: var(--minor) } .major { fill: var(--major) } .critical { fill: var(--critical) } .dismissed { fill: var(--aside); opacity: .6 }
        .key { display: flex; flex-wrap: wrap; gap: 6px 18px; font-size: 13px; color: var(--soft); margin: 6px 0 0; padding: 0; list-style: none }
        .key svg { display: inline-block; width: 18px; height: 10px; margin: 0 6px 0 0; vertical-align: -1px }
        """;
}
