/// The style of the list of snapshots: the dashboard's colours, type and spacing.
enum IndexStylesheet {
    /// Exactly what stands between the style tags; its hash is in the policy.
    static let text = ":root{\(Palette.declarations)}\n" + rules

    private static let rules = #"""
        :root{color-scheme:light dark;font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);font-variant-numeric:tabular-nums}
        [data-theme=light]{color-scheme:light}
        [data-theme=dark]{color-scheme:dark}
        *,*::before,*::after{box-sizing:border-box}
        body{margin:0 auto;max-width:1328px;padding:0 24px 64px}
        h1,h2,p,ul,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
        h1,h2{color:var(--strong);line-height:1.3;letter-spacing:-.01em;text-wrap:balance}
        h1{font-size:22px;font-weight:650}
        h2{font-size:22px;font-weight:600}
        a{color:var(--sec);text-underline-offset:2px}
        button,input,select{font:inherit;color:inherit}
        :focus-visible{outline:2px solid var(--sec);outline-offset:2px;border-radius:4px}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        :root:not([data-js]) .js{display:none}
        .so,.eb,small,thead th,.pick .so{color:var(--soft)}
        .eb,.pick,#notes{font-size:13px}
        .eb b{color:var(--ink);font-weight:600}
        .eb span::before{content:" — "}
        small,thead th,.pick .so,.tg{font-size:12px}
        small{display:block;font-weight:400}
        .skip{position:absolute;left:8px;top:-60px;padding:8px 16px;z-index:9;border-radius:8px;background:var(--card)}
        .skip:focus{top:8px}
        header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:space-between;padding:20px 0 0}
        section{padding-top:32px;outline:0}
        h2:focus{outline:0}
        button,select,.seg{border:1px solid var(--edge);background:var(--card);border-radius:8px;padding:3px 12px;min-height:32px}
        button{cursor:pointer}
        button:hover{border-color:var(--strong);color:var(--strong)}
        .seg{display:inline-flex;padding:2px}
        .seg label{position:relative;cursor:pointer}
        .seg input{position:absolute;inset:0;opacity:0;margin:0;width:100%;height:100%;cursor:pointer}
        .seg span{display:block;padding:1px 12px;min-height:26px;border-radius:6px}
        .seg label:hover span{background:var(--shade)}
        .seg input:checked+span{background:var(--strong);color:var(--card);font-weight:600}
        .seg input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px}
        .pick{display:grid;grid-template-columns:minmax(0,1fr) auto minmax(0,1fr);gap:8px 16px;align-items:end;max-width:860px;margin-top:16px}
        .pick span,.pick select{display:block}
        .pick button span{display:inline}
        .pick select{width:100%;text-overflow:ellipsis}
        #notes{margin-top:12px;list-style:none}
        #notes:empty{display:none}
        #notes li{color:var(--warn);padding-left:18px;position:relative}
        #notes li::before{content:"▲";position:absolute;left:0;font-size:10px;line-height:20px}
        .card{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:4px 16px;margin-top:16px}
        .tw{overflow-x:auto;position:relative}
        table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:8px 24px 8px 0;border-bottom:1px solid var(--rule)}
        tr>:last-child{padding-right:0}
        tbody tr:last-child>*{border-bottom:0}
        thead th,thead td{vertical-align:bottom;border-color:var(--edge);font-weight:500}
        tbody th{color:var(--strong);font-weight:500;overflow-wrap:anywhere}
        .n,.two thead th:not(:first-child){text-align:right}
        td.n,tbody th a{white-space:nowrap}
        thead th{text-wrap:balance}
        #list th:first-child{position:sticky;left:-16px;padding-left:16px;background:var(--card);z-index:1;min-width:148px}
        #list .tw{padding-left:0}
        #list tbody tr:hover>*{background:var(--shade)}
        #list tbody button{min-height:28px;padding:1px 10px;font-size:12px}
        #list thead .n{min-width:88px}
        #list [data-chosen]>th{box-shadow:inset 3px 0 var(--pri)}
        .amber{color:var(--warn)}
        .red{color:var(--bad)}
        .tg{margin-left:8px;padding:0 7px;border:1px solid;border-radius:99px;color:var(--pri);white-space:nowrap}
        .two{table-layout:fixed}
        .two thead a{font-size:14px}
        .two thead small{text-wrap:balance}
        .two .b{color:var(--strong);font-weight:600}
        .two .d.good{color:var(--good)}
        .two .d.bad{color:var(--bad)}
        .two .d b{font-weight:600}
        @media (max-width:1099px){th,td{padding-right:16px}}
        @media (max-width:699px){
        body{padding:0 16px 48px}
        h1{font-size:20px}h2{font-size:18px}
        section{padding-top:24px}
        .pick{grid-template-columns:minmax(0,1fr)}
        .pick button{justify-self:start}
        .card{padding:4px 12px}
        #list th:first-child{left:-12px;padding-left:12px;min-width:132px;max-width:132px}
        #list tbody th a{white-space:normal}
        #list .tg{margin-left:4px}
        .two,.two :is(thead,tbody){display:block}
        .two tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 12px;padding:8px 0;border-bottom:1px solid var(--rule)}
        .two thead tr{border-color:var(--edge)}
        .two tbody tr:last-child{border:0}
        .two tr>*{border:0;padding:0}
        .two thead th:is(:first-child,:last-child){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .two :is(.a,thead th:nth-child(2)){text-align:left;order:3}
        .two :is(.b,thead th:nth-child(3)){order:4}
        .two .d{order:2}
        }
        @media (pointer:coarse){button,select,.seg span,#list tbody button{min-height:44px;line-height:40px}}
        @media (forced-colors:active){.seg input:checked+span{forced-color-adjust:none;background:Highlight;color:HighlightText}#list [data-chosen]>th{border-left:3px solid Highlight}}
        @media print{
        :root,:root[data-theme]{color-scheme:light;background:none}
        .skip,.pick button,fieldset,#list td.js{display:none!important}
        .tw{overflow:visible}
        #list th:first-child{position:static}
        }
        """#
}
