/// The page's one style sheet.
enum Stylesheet {
    /// Exactly what stands between the style tags; its hash is in the policy.
    static let text =
        ":root{\(Palette.declarations)}\n" + frame + blocks + tables + charts + responsive

    /// Page, header, filter bar, rail, sections.
    private static let frame = #"""
        :root{color-scheme:light dark;scroll-padding-top:76px;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;font-variant-numeric:tabular-nums}
        [data-theme=light]{color-scheme:light}
        [data-theme=dark]{color-scheme:dark}
        *,*::before,*::after{box-sizing:border-box}
        body{margin:0}
        h1,h2,h3,h4,p,ul,ol,dl,dd,figure,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
        ul,ol{list-style:none}
        h1,h2,h3,h4{color:var(--strong);line-height:1.3;text-wrap:balance}
        h1{font-size:22px;font-weight:650;letter-spacing:-.01em}
        h2{font-size:22px;font-weight:600;letter-spacing:-.01em}
        h3{font-size:14px;font-weight:600}
        h4{font-size:12px;font-weight:600;margin:16px 0 4px}
        a{color:var(--sec);text-underline-offset:2px}
        bdi{overflow-wrap:break-word}
        button,input,select{font:inherit;color:inherit}
        :focus-visible{outline:2px solid var(--sec);outline-offset:2px;border-radius:4px}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        :root:not([data-js]) .js{display:none}
        .so{color:var(--soft)}
        .good{color:var(--good)}
        .bad{color:var(--bad)}
        .skip{position:absolute;left:8px;top:-60px;background:var(--card);padding:8px 16px;z-index:9;border-radius:8px}
        .skip:focus{top:8px}
        .defs{position:absolute}
        .prt{display:none}
        [data-period=thisWeek] :is(.lastWeek,.mtd,.ytd,.lastYear,.allTime){display:none}
        [data-period=lastWeek] :is(.thisWeek,.mtd,.ytd,.lastYear,.allTime){display:none}
        [data-period=mtd] :is(.thisWeek,.lastWeek,.ytd,.lastYear,.allTime){display:none}
        [data-period=ytd] :is(.thisWeek,.lastWeek,.mtd,.lastYear,.allTime){display:none}
        [data-period=lastYear] :is(.thisWeek,.lastWeek,.mtd,.ytd,.allTime){display:none}
        [data-period=allTime] :is(.thisWeek,.lastWeek,.mtd,.ytd,.lastYear){display:none}
        .in{max-width:1328px;margin:0 auto;padding:0 24px;display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px}
        .top{padding:20px 0 12px}
        .ttl{flex:1 1 240px}
        .tools{display:flex;flex-wrap:wrap;gap:8px;align-items:center}
        .tools>button,.btn,.act button,dialog button,#fresh{border:1px solid var(--edge);background:var(--card);border-radius:8px;padding:3px 12px;min-height:30px;cursor:pointer;color:var(--ink);text-decoration:none}
        .tools>button:hover,.btn:hover,.act button:hover{border-color:var(--strong);color:var(--strong)}
        .seg{display:inline-flex;border:1px solid var(--edge);border-radius:8px;background:var(--card);padding:2px;position:relative}
        .seg label{position:relative;cursor:pointer;white-space:nowrap}
        .seg input,.sw input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer;width:100%;height:100%}
        .seg span{display:block;padding:1px 12px;min-height:24px;border-radius:6px}
        .seg label:hover span{background:var(--shade)}
        .seg input:checked+span{background:var(--strong);color:var(--card);font-weight:600}
        .seg input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px}
        .asof{display:flex;flex-wrap:wrap;gap:2px 0;font-size:13px;color:var(--soft);margin-top:10px}
        .asof>*:not(:last-child)::after{content:"·";margin:0 8px;color:var(--edge)}
        .vd{font-weight:600}
        .vd.green{color:var(--good)}
        .vd.amber,.age.old{color:var(--warn)}
        .vd.red,.age.stale{color:var(--bad)}
        .age.old,.age.stale{font-weight:600}
        .age:empty,#fresh[hidden]{display:none}
        .bar{position:sticky;top:0;z-index:4;background:var(--paper);border-bottom:1px solid var(--rule);padding:10px 0}
        .bar .span{color:var(--soft);flex:1;white-space:nowrap}
        .bar .in,.jump{position:relative}
        .jump{display:none}
        select,input[type=search]{border:1px solid var(--edge);border-radius:8px;background:var(--card);min-height:30px;padding:2px 8px}
        .frame{max-width:1328px;margin:0 auto;padding:0 24px;display:grid;grid-template-columns:172px minmax(0,1fr);gap:32px}
        .rail{position:sticky;top:56px;align-self:start;padding-top:32px}
        .rail a{display:block;padding:5px 0 5px 12px;color:var(--soft);text-decoration:none;border-left:2px solid var(--rule);line-height:1.35}
        .rail a:hover{color:var(--strong)}
        .rail a[aria-current]{color:var(--strong);font-weight:600;border-left-color:var(--pri)}
        main{outline:0;padding-bottom:48px}
        section{padding-top:32px}
        main>section{content-visibility:auto;contain-intrinsic-size:auto 600px}
        .sh{margin-bottom:16px}
        .eb{font-size:13px;color:var(--soft);margin-bottom:2px}
        .eb b{color:var(--ink);font-weight:600}
        .eb span::before{content:"— "}
        .pend{padding-bottom:8px}
        .pend h2{font-size:18px;font-weight:500;color:var(--soft)}
        .pend .sh{margin-bottom:0}
        .foot{border-top:1px solid var(--rule);padding:32px 0 64px;background:var(--card)}
        .foot .in{display:block}
        .foot h2{margin-bottom:8px}
        .foot h3{margin:16px 0 8px}
        .cols,.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 40px}
        .cols section{padding:0}
        .gl{columns:3;column-gap:32px;font-size:13px;margin-bottom:24px}
        .gl div{break-inside:avoid;padding:4px 0}
        .gl dt{font-weight:600;color:var(--strong)}
        .org div{display:grid;grid-template-columns:minmax(110px,160px) 1fr;gap:12px;padding:2px 0}
        .org dt{color:var(--soft)}
        .org dd{overflow-wrap:anywhere}
        .mini{border-collapse:collapse;font-size:13px}
        .mini th,.mini td{padding:2px 16px 2px 0;text-align:left;font-weight:400}
        .mini thead th{color:var(--soft);font-size:12px}

        """#

    /// Cards and what stands in them.
    private static let blocks = #"""
        .grid{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:16px}
        .c12{grid-column:span 12}.c8{grid-column:span 8}.c7{grid-column:span 7}.c6{grid-column:span 6}.c5{grid-column:span 5}.c4{grid-column:span 4}
        .card{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:16px;position:relative;container-type:inline-size;display:flex;flex-direction:column}
        .hd{display:flex;flex-wrap:wrap;align-items:center;gap:0 4px;margin-bottom:12px}
        .hd h3{max-width:calc(100% - 28px)}
        .hd .sub{flex-basis:100%;font-size:12px;color:var(--soft)}
        .md{font-size:12px;color:var(--soft);margin-left:auto;white-space:nowrap;padding-left:8px}
        .md::before{content:"";display:inline-block;width:7px;height:7px;border-radius:50%;border:1.5px solid var(--edge);margin-right:5px;vertical-align:.5px}
        .md.f::before{background:var(--edge)}
        .i{flex:none;position:relative;z-index:1;width:24px;height:24px;display:inline-grid;place-items:center;text-decoration:none;font-size:12px;line-height:1;color:var(--soft);border-radius:50%}
        .i::before{content:"";position:absolute;inset:4px;border:1px solid var(--edge);border-radius:50%}
        .i:hover{color:var(--strong)}
        .pop{max-width:300px;border:1px solid var(--edge);border-radius:12px;background:var(--card);color:var(--ink);padding:12px 16px;font-size:13px;position:fixed;inset:auto;margin:0}
        .pop b{color:var(--strong)}
        .kpis{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:16px}
        .kpi{padding:12px 16px}
        .kpi .hd{margin-bottom:2px;justify-content:space-between;flex-wrap:nowrap}
        .kpi>.md{margin:auto 0 0;padding:6px 0 0}
        .kpi h3{font-weight:500;color:var(--ink)}
        .fig{font-size:30px;line-height:1.2;font-weight:600;color:var(--strong);letter-spacing:-.02em;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px}
        .fig .un{font-size:14px;font-weight:400;color:var(--soft);letter-spacing:0}
        .yoy{flex-basis:100%;font-size:12px;font-weight:600;letter-spacing:0}
        .ctx{font-size:12px;color:var(--soft);margin-top:2px}
        .ctx em{font-style:normal;color:var(--warn)}
        .nil{color:var(--soft)}
        .dr{border:0;background:none;padding:0;font:inherit;color:inherit;letter-spacing:inherit;cursor:pointer;text-align:inherit;min-height:24px;min-width:24px;text-decoration:underline dotted var(--edge) 1px;text-underline-offset:4px}
        .dr:hover{text-decoration:underline solid var(--sec) 2px}
        .kpi .dr::after{content:"";position:absolute;inset:0;border-radius:12px}
        .kpi .dr{text-decoration:none}
        .kpi:has(.dr:hover){border-color:var(--edge)}
        :root:not([data-js]) .dr{pointer-events:none;text-decoration:none}
        .spark{width:100%;display:block;overflow:visible;padding-top:4px;height:34px}
        .spark svg{overflow:visible}
        .spark polyline{fill:none;stroke:var(--pri);stroke-width:1.5;vector-effect:non-scaling-stroke;stroke-linejoin:round}
        .spark .now{stroke-dasharray:2 3}
        .spark circle{fill:var(--card);stroke:var(--pri);stroke-width:1.5}
        .stats{display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:16px 0;margin:0 -12px}
        .stats>div{padding:0 12px;border-left:1px solid var(--rule);margin-left:-1px}
        .stats dt{font-size:12px;color:var(--soft);display:flex;align-items:center;min-height:24px;line-height:1.25}
        .stats b{display:block;font-size:20px;line-height:1.3;font-weight:600;color:var(--strong)}
        .stats .so{font-size:12px}
        .say li{padding:3px 0 3px 18px;position:relative}
        .say li::before{content:"";position:absolute;left:2px;top:12px;width:6px;height:2px;background:var(--pri)}
        .none{color:var(--soft);padding:12px 0}
        .pend .none{padding:2px 0 0}
        .act{margin-top:10px;display:flex;gap:8px;align-items:center;flex-wrap:wrap;font-size:12px}
        .act button{font-size:12px;padding:1px 10px;min-height:26px}
        .act input{font-size:13px;width:180px}
        .act .pg{margin-left:auto;color:var(--soft)}
        .tb{margin-top:10px;font-size:13px}
        .tb summary{cursor:pointer;color:var(--sec);font-size:12px;width:max-content;padding:3px 0}
        .tb[open] summary{margin-bottom:6px}
        .key{font-size:12px;color:var(--soft);display:flex;flex-wrap:wrap;align-items:center;gap:2px 6px;margin-top:8px}
        .key span:not(:first-child){margin-left:10px}
        .ks,.kd,.kt,.kx,.kh{display:inline-block;width:10px;height:10px;border-radius:2px;flex:none}
        .kd{border-radius:50%;border:1px solid}
        .key .kh:not(:first-child){margin-left:0}
        .kt{width:2px;height:12px;background:var(--strong)}
        .kx{width:0;height:12px;background:none;border-left:2px dotted var(--strong)}
        .bars li,.bl{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 12px;padding:6px 0}
        .bars svg,.bl svg,.bars .bx,.bl .bx{grid-column:1/-1}
        .bls{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:0 32px}
        .bx{font-size:12px}
        .bn{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;color:var(--ink)}
        .bv{font-weight:600;color:var(--strong)}
        .bv .so{font-weight:400}
        .fac{margin:12px 0}
        .fac div{display:flex;justify-content:space-between;padding:5px 0;border-top:1px solid var(--rule)}
        .fac dd{font-weight:600;color:var(--strong)}
        .fac dt span{display:inline-block;width:14px;color:var(--soft)}
        .eq{margin-top:8px;color:var(--strong)}
        .sw{display:inline-flex;gap:16px;margin-top:8px;font-size:13px}
        .sw label{position:relative;cursor:pointer;padding:3px 0}
        .sw span{display:block;border-bottom:2px solid transparent}
        .sw input:checked+span{border-color:var(--pri);font-weight:600;color:var(--strong)}
        .sw input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px}
        [data-period=allTime] .sw{display:none}
        .vs.window,[data-view=window] .vs.whole{display:none}
        [data-view=window] .vs.window{display:block}
        dialog{border:1px solid var(--edge);border-radius:12px;background:var(--card);color:var(--ink);padding:16px 20px;width:min(960px,calc(100vw - 32px));max-height:calc(100vh - 48px)}
        #help{width:min(440px,calc(100vw - 32px))}
        dialog::backdrop{background:rgb(15 23 42/.5)}
        .dh{display:flex;justify-content:space-between;gap:16px;position:sticky;top:-16px;background:var(--card);padding:16px 0 4px;margin-top:-16px;z-index:2}
        .dh h2{font-size:18px}
        dialog .x{border:0;font-size:20px;line-height:1;width:32px;padding:0;background:none}
        .chk{display:block;margin-top:12px}
        kbd{font:inherit;font-weight:600}
        #tip{position:fixed;z-index:10;left:0;top:0;max-width:280px;background:var(--strong);color:var(--card);font-size:12px;padding:5px 9px;border-radius:6px}

        """#

    private static let tables = #"""
        .tw{overflow-x:auto;margin:0 -16px;padding:0 16px}
        .tw table{border-collapse:collapse;width:100%}
        .tw th,.tw td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
        .tw tr>:last-child{padding-right:0}
        .tw thead th{font-size:12px;font-weight:500;color:var(--soft);vertical-align:bottom;white-space:nowrap;border-color:var(--edge)}
        .tw thead .i{margin:-6px -4px -6px 0}
        .tw tbody th{font-weight:500;color:var(--strong);min-width:150px;max-width:280px}
        .tw tfoot th,.tw tfoot td{font-weight:600;color:var(--strong);border:0}
        .tw td,.tw .n{text-align:right;white-space:nowrap}
        .tw td.t{text-align:left;max-width:210px;overflow:hidden;text-overflow:ellipsis}
        .tw td:has(.b){min-width:170px}
        .tw td:has(.q){min-width:120px}
        .tw .b{float:left;width:calc(100% - 104px);height:8px;margin-top:7px}
        .tw .b.q{width:calc(100% - 62px)}
        .tw small{display:block;font-size:12px}
        .tw tbody tr:hover>*{background:var(--shade)}
        .tw .cl{color:var(--soft)}
        .tw .cl th{color:var(--soft)}
        .tw td a,.tw th a{color:inherit;text-decoration-color:var(--edge)}
        .tw td a:hover,.tw th a:hover{color:var(--sec)}
        .srt{border:0;background:none;padding:0;font:inherit;color:inherit;cursor:pointer;min-height:24px}
        .srt:hover,th[aria-sort] .srt{color:var(--strong)}
        th[aria-sort=ascending] .srt::after{content:" ▲"}
        th[aria-sort=descending] .srt::after{content:" ▼"}
        .tg{font-size:12px;margin-left:8px;padding:0 7px;border:1px solid;border-radius:99px;font-weight:400;color:var(--mute)}
        .tg.good{color:var(--good)}
        .tg.bad{color:var(--bad)}

        """#

    private static let charts = #"""
        .plot,.bu,.st,.sb,.b,.heat svg{display:block;width:100%;overflow:visible}
        .plot{padding-left:54px}
        .plot text{fill:var(--soft);font-size:12px}
        .plot .xl,.plot .vl{text-anchor:middle}
        .plot .xl.st{text-anchor:start}
        .plot .end{text-anchor:end}
        .plot .vl{fill:var(--strong);font-weight:600}
        .plot line{stroke:var(--rule)}
        .plot .zero{stroke:var(--edge)}
        .plot .link{stroke:var(--edge);stroke-dasharray:2 2}
        .plot .now,.bu .now{stroke:var(--strong);stroke-dasharray:2 3;stroke-width:2}
        .plot .goal,.bu .goal{stroke:var(--strong);stroke-width:2}
        .plot .goalt{fill:var(--strong)}
        .plot .past{fill:var(--shade)}
        .plot .hit,.hits rect{fill:transparent}
        .hits rect{width:1px;height:1px}
        .mk:hover .hit,.mk:focus .hit,.hits rect:is(:hover,:focus){fill:var(--strong);fill-opacity:.06}
        .mk:focus{outline:0}
        .mk:focus-visible :is(rect,circle){stroke:var(--sec);stroke-width:2}
        .mk:hover circle{r:7.5px}
        .pri{fill:var(--pri-fill);stroke:var(--pri)}
        .sky{fill:var(--sec-fill);stroke:var(--sec);background:var(--sec-fill)}
        .green:not(.vd){fill:var(--good-fill);stroke:var(--good);background:var(--good-fill)}
        .red:not(.vd){fill:var(--bad-fill);stroke:var(--bad);background:var(--bad-fill)}
        .grey{fill:var(--mute-fill);stroke:var(--mute);background:var(--mute-fill)}
        .slate{fill:var(--slate);stroke:var(--slate)}
        .none-set{fill:var(--card);stroke:var(--mute);background:var(--card);border:1px dashed var(--mute)}
        .ks.pri{background:var(--pri-fill)}
        .track{fill:var(--shade);stroke:var(--rule)}
        .lite{fill:var(--shade);stroke:var(--edge)}
        rect.red.hatch{fill:url(#hatch)}
        .sofar:is(rect){fill:url(#sofar)}
        .over{fill:none;stroke:var(--strong);stroke-dasharray:2 2}
        #hatch .ground,#sofar .ground{fill:var(--card)}
        #hatch .stroke{fill:var(--bad-fill)}
        #sofar .stroke{fill:var(--pri-fill)}
        .dc path{stroke-width:.72}
        .calls{stroke:var(--calls);background:var(--calls)}
        .emails{stroke:var(--emails);background:var(--emails)}
        .meetings{stroke:var(--meetings);background:var(--meetings)}
        .tasks{stroke:var(--tasks);background:var(--tasks)}
        .b{height:8px}
        .b rect{height:100%;fill:var(--pri-fill);stroke:var(--pri)}
        .b.s rect{fill:var(--sec-fill);stroke:var(--sec)}
        .b.r rect{fill:var(--bad-fill);stroke:var(--bad)}
        .b.t{background:linear-gradient(var(--strong),var(--strong)) 80% 0/2px 100% no-repeat,linear-gradient(var(--shade),var(--shade)) 0 0/80% 100% no-repeat}
        .bars .b{height:8px}
        .early{fill:var(--shade);stroke:var(--mute);background:var(--shade);border-color:var(--mute)}
        .middle{fill:var(--sec-fill);stroke:var(--sec);background:var(--sec-fill);border-color:var(--sec)}
        .late{fill:var(--pri-fill);stroke:var(--pri);background:var(--pri-fill);border-color:var(--pri)}
        .dot.hollow{fill:var(--card)}
        .dot.due{stroke:var(--bad);stroke-width:2}
        .sb{border-radius:4px;overflow:hidden}
        .lg{columns:2;column-gap:24px;font-size:13px;margin:10px 0 16px}
        .lg li{display:flex;align-items:center;gap:8px;padding:2px 0;break-inside:avoid}
        .lg b{margin-left:auto;font-weight:600;color:var(--strong)}
        .lg .ks.red{background:repeating-linear-gradient(45deg,var(--bad-fill) 0 2px,var(--card) 2px 4px)}
        .heat{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:14px 24px}
        .heat li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 8px;font-size:12px}
        .heat svg{grid-column:1/-1}
        .heat svg{background:var(--shade)}
        .heat path{stroke-width:.8}
        .heat .hx{stroke:var(--card);stroke-width:1}
        .h1{stroke:var(--heat1);background:var(--heat1)}.h2{stroke:var(--heat2);background:var(--heat2)}.h3{stroke:var(--heat3);background:var(--heat3)}.h4{stroke:var(--heat4);background:var(--heat4)}

        """#

    /// Widths, paper, and the wishes of the reader's machine.
    private static let responsive = #"""
        @container (max-width:900px){.heat{grid-template-columns:repeat(3,minmax(0,1fr))}}
        @container (max-width:430px){.plot .alt{display:none}.lg{columns:1}}
        @container (max-width:560px){.wf{margin-bottom:44px}.wf .xl{text-anchor:end;transform-box:fill-box;transform-origin:right center;transform:rotate(-45deg)}.wf .vl.in{display:none}.heat{grid-template-columns:repeat(2,minmax(0,1fr))}}
        @container (max-width:460px){.two{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:1099px){
        .frame{grid-template-columns:minmax(0,1fr);gap:0}.rail{display:none}.jump{display:block}
        .c4,.c5,.c6,.c7,.c8{grid-column:span 12}
        .gl{columns:2}
        }
        @media screen and (min-width:700px) and (max-width:1099px){.c6{grid-column:span 6}}
        @media screen and (max-width:699px){
        .in,.frame{padding:0 16px}
        .kpis{grid-template-columns:repeat(2,minmax(0,1fr));gap:10px}
        .grid{gap:12px}
        .card{padding:12px}
        .kpi{padding:10px 12px}
        .fig{font-size:24px}
        h1{font-size:20px}h2{font-size:18px}
        .bar{padding:6px 0}
        .bar .in{flex-wrap:nowrap;overflow-x:auto;scrollbar-width:none;gap:12px}
        .bar .seg{flex:none}
        .bar .span{flex:none}
        .jump{flex:none}
        .asof{display:block}
        .asof>*{display:block}
        .asof>*:not(:last-child)::after{content:none}
        .bar .span{order:3}
        .cols,.two{grid-template-columns:minmax(0,1fr)}
        .gl{columns:1}
        .stats{grid-template-columns:repeat(auto-fit,minmax(104px,1fr))}
        .tw{margin:0 -12px;padding:0 12px}
        }
        @media (pointer:coarse){.seg span,.act button,.tools>button,.btn,.tb summary,select{min-height:44px;line-height:40px}.i::after{content:"";position:absolute;inset:-10px}.rail a{padding:12px}}
        @media (prefers-reduced-motion:no-preference){.seg span,.card{transition:opacity .12s}html{scroll-behavior:smooth}}
        @media (forced-colors:active){.b rect,.plot rect,.plot path,.plot circle,.heat path,.bu rect,.st rect,.sb rect{stroke:CanvasText;forced-color-adjust:auto}.seg input:checked+span{forced-color-adjust:none;background:Highlight;color:HighlightText}.ks,.kd,.kh{border:1px solid}}
        @page{size:A4 landscape;margin:12mm;@bottom-right{content:counter(page) " / " counter(pages);font:10px system-ui,sans-serif}}
        @media print{
        :root,:root[data-theme]{color-scheme:light;background:none;font-size:12px}
        .bar,.rail,.tools,.js,.act,.skip,dialog,#tip,.i,.tb:not([open]){display:none!important}
        .prt{display:block}
        .frame{display:block;max-width:none;padding:0}
        .in{padding:0}
        main>section{break-before:page;content-visibility:visible;padding-top:0}
        main>section:first-child,main>.pend+.pend{break-before:auto}
        .card{break-inside:avoid;border-color:#cbd5e1}
        .foot{break-before:page;background:none}
        .tw{overflow:visible}
        }
        """#
}
