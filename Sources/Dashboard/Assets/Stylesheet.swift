/// The page's one style sheet.
enum Stylesheet {
    /// Exactly what stands between the style tags; its hash is in the policy.
    static let text =
        ":root{\(Palette.declarations)}\n" + frame + blocks + tables + charts + responsive

    /// Page, header, filter bar, rail, sections.
    private static let frame = #"""
        :root{--line:1px solid var(--rule);color-scheme:light dark;scroll-padding-top:5.5rem;color:var(--ink);background:var(--paper)}
        [data-theme=light]{color-scheme:light}
        [data-theme=dark]{color-scheme:dark}
        *,::before,::after{box-sizing:border-box;margin:0;padding:0}
        body{overflow-wrap:break-word;font:.875rem/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
        fieldset{border:0;min-width:0}
        ul,ol{list-style:none}
        h1,h2,h3,h4{line-height:1.3}
        h1,h2,.hd,.hd .sub{text-wrap:pretty}
        h1,h2{font-size:1.375rem;font-weight:650;letter-spacing:-.01em}
        h3{font-size:.875rem}
        h4{margin:16px 0 4px}
        a{color:var(--sec);text-underline-offset:2px}
        .bn,.t{overflow-wrap:anywhere}
        button,input,select{font:inherit;color:inherit}
        :focus-visible,input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px;border-radius:4px}
        .so,.asof,.bar .span,.rail a,.eb,.org dt,.sub,.md,.i,.fig .un,.ctx,.nil,.stats dt,.none,.act .pg,.key,.fac dt span,.fs,.nf,
        .act button:disabled,.ch small,thead th,.tw .cl,.tw .cl th,.rd ::before{color:var(--soft)}
        h4,.sub,.md,.i,.yoy,.ctx,.stats dt,.stats .so,.act,.tb summary,.key,.bx,.fs,.sl>.so,.ch small,#tip,thead th,
        .tw small,.tg,.plot text,.heat li,.card>p.so,.rs,.rd ::before{font-size:.75rem}
        h1,h2,h3,h4,b,button:hover,.btn:hover,.rail a:hover,.rail a[aria-current],.gl dt,.i:hover,.fig,.bv,.fac dd,
        .nf input,.eq,tbody th,tfoot *,.hc:is(.h1,.h2),th[aria-sort] .srt{color:var(--strong)}
        h2,h3,h4,b,.seg input:checked+span,.vd,.age.old,.age.stale,.rail a[aria-current],.gl dt,.fig,.yoy,.bv,.fac dd,
        kbd,tfoot *,.plot .vl{font-weight:600}
        .asof,.eb,.gl,.mini,.pop,.act input,.tb,.sw,.lg{font-size:.8125rem}
        .seg span,.rail a,.foot .in,.spark,.stats b,.rg,.rg input,.ch small,.chk,.hc,.tw small{display:block}
        .in,.tools,.asof,.card,.kpi .hd,.fig,.act,.key,.fac div,.col,.fn,.dh,.lg li{display:flex}
        .frame,.cols,.two,.org div,.grid,.kpis,.stats,.bars li,.bl,.bls,.sm,.wi,.sl,.nf,.ch li,.heat,.heat li{display:grid;>*{min-width:0}}
        .cols,.two,.grid,.kpis,.sm,.heat{grid:auto/repeat(var(--n),1fr)}
        .in,.tools,.act,.key,.sl,.nf,.lg li{align-items:center}
        .in,.tools,.asof,.fig,.act,.key{flex-wrap:wrap}
        .seg,.seg label,.bar .in,.jump,.card,.i,.say li,.rg{position:relative}
        .skip,.defs,.i::before,.kpi .dr::after,.say li::before,.rt{position:absolute}
        .seg label,.tb summary,.mk[data-drill]{cursor:pointer}
        .seg label,.bar .span,.md,.tw thead th,.tw td{white-space:nowrap}
        svg{overflow:visible}
        .sl>.so,.nf input,.ch b,.ch>li>.so,.tw td,.tw .n{text-align:right}
        .md::before,.i,.i::before{border-radius:50%}
        .rail a,.i,.kpi .dr{text-decoration:none}
        .spark,.rg input,.tw table{width:100%}
        .fig .un,.bv .so,.bk .so,.tg{font-weight:400}
        polyline,polygon{fill:none;stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}
        .card,.col,.fn{flex-direction:column}
        .card,.pop,dialog,.kpi .dr::after{border-radius:12px}
        .i::before,.pop,dialog{border:1px solid var(--edge)}
        .skip,.foot,.card,.pop,dialog,.dh{background:var(--card)}
        .bar,.ch li,.tw th,.tw td{border-bottom:var(--line)}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        :root:not([data-js]) :is(.js,.act:has(.csv)){display:none}
        .good.good,.vd.green{color:var(--good)}
        .bad.bad,.vd.red,.age.stale{color:var(--bad)}
        .skip{left:8px;top:-60px;padding:8px 16px;z-index:9;border-radius:8px}
        .skip:focus{top:8px}
        .prt{display:none}
        [data-wait] :is(.frame,.bar){visibility:hidden}
        .in,.frame{max-width:1328px;margin:0 auto;padding:0 24px}
        .in{gap:8px 16px}
        .top{padding:20px 0 12px}
        .ttl{flex:1 1 240px}
        .tools{gap:8px}
        button,.btn,.seg,select,[type=search],[type=number]{border:1px solid var(--edge);background:var(--card);border-radius:8px;padding:2px 8px;min-height:30px}
        button,.btn{padding:3px 12px;cursor:pointer;color:var(--ink);text-decoration:none}
        button:hover,.btn:hover{border-color:var(--strong)}
        .seg{display:inline-flex;padding:2px}
        .seg input{position:absolute;inset:0;opacity:0;cursor:pointer;width:100%;height:100%}
        .seg span{padding:1px 12px;min-height:24px;border-radius:6px}
        .seg label:hover span{background:var(--shade)}
        .seg input:checked+span{background:var(--strong);color:var(--card)}
        .asof{gap:2px 0;margin-top:10px}
        .asof>:not(:last-child)::after{content:"·";margin:0 8px;color:var(--edge)}
        .vd.amber,.age.old{color:var(--warn)}
        .age:empty{display:none}
        #fresh{position:fixed;right:16px;bottom:16px;z-index:5}
        .bar{position:sticky;top:0;z-index:4;background:var(--paper);padding:10px 0}
        .bar .span{flex:1 0 auto}
        .jump{display:none}
        .frame{grid:auto/172px 1fr;gap:32px}
        .rail{position:sticky;top:56px;align-self:start;padding-top:32px}
        .rail a{padding:5px 0 5px 12px;border-left:2px solid var(--rule);line-height:1.35}
        .rail a[aria-current]{border-left-color:var(--pri)}
        main{outline:0;padding-bottom:48px}
        section{padding-top:32px}
        main>section{content-visibility:auto;contain-intrinsic-size:auto 600px}
        .sh{margin-bottom:16px}
        .eb{margin-bottom:2px}
        .eb b{color:var(--ink)}
        .eb span::before{content:"— "}
        .foot{border-top:var(--line);padding:32px 0 64px}
        .foot h3{margin:16px 0 8px}
        .cols,.two{--n:2;gap:0 40px}
        .cols section{padding:0}
        .gl{columns:3;column-gap:32px;margin-bottom:24px}
        .gl div{break-inside:avoid;padding:4px 0}
        .org div{grid:auto/minmax(110px,160px) 1fr;gap:12px;padding:2px 0}
        table{border-collapse:collapse}
        .mini th,.mini td{padding:2px 16px 2px 0;text-align:left;font-weight:400}

        """#

    /// Cards and what stands in them.
    private static let blocks = #"""
        .grid{--n:12;gap:16px}
        .grid>*{grid-column:span var(--c)}
        .c12{--c:12}.c8{--c:8}.c7{--c:7}.c6{--c:6}.c5{--c:5}.c4{--c:4}
        .card{border:var(--line);padding:16px;container-type:inline-size}
        .hd{margin-bottom:12px}
        .hd :is(h3,h4){display:inline}
        .hd :is(h3,h4)::after{content:"\a0"}
        .hd .md{float:right}
        .md{margin-left:auto;padding-left:8px}
        .md::before{content:"";display:inline-block;width:7px;height:7px;border:1.5px solid var(--edge);margin-right:5px;vertical-align:.5px}
        .md.f::before{background:var(--edge)}
        .i{flex:none;z-index:1;width:1.5rem;height:1.5rem;margin:-.25rem 0;display:inline-grid;place-items:center;line-height:1;vertical-align:middle}
        .i::before{content:"";inset:.25rem}
        .pop,dialog{color:var(--ink);padding:16px 20px}
        .pop{max-width:300px;position:fixed;inset:auto}
        .kpis{--n:4;gap:16px}
        .kpi{padding:12px 16px;display:grid;grid:auto/1fr auto;align-content:start}
        .kpi .hd{margin-bottom:2px;align-items:center;min-height:24px}
        .kpi>.md{line-height:24px;padding:0}
        .kpi>.md+*{grid-area:2/1/3/3}
        .kpi .spark{grid-area:2/2;width:56px;justify-self:end}
        .kpi h3{font-weight:500;color:var(--ink)}
        .fig{font-size:1.75rem;line-height:1.2;letter-spacing:-.02em;align-items:baseline;gap:0 10px}
        .fig .un{font-size:.875rem;letter-spacing:0}
        .yoy{flex-basis:100%;letter-spacing:0}
        .ctx{margin-top:2px}
        .ctx em{font-style:normal;color:var(--warn)}
        .dr,.srt,.rs{border:0;background:none;padding:0;font:inherit;color:inherit;letter-spacing:inherit;text-align:inherit;min-height:24px;min-width:24px}
        .dr{text-decoration:underline dotted var(--edge) 1px;text-underline-offset:4px}
        .dr:hover{text-decoration:underline solid var(--sec) 2px}
        .kpi .dr::after{content:"";inset:0}
        .kpi:has(.dr:hover){border-color:var(--edge)}
        :root:not([data-js]) .dr{pointer-events:none;text-decoration:none}
        .spark{padding-top:4px;height:34px}
        .spark polyline{stroke:var(--pri);stroke-width:1.5}
        .spark .now{stroke-dasharray:2 3}
        .spark circle{fill:var(--card);stroke:var(--pri);stroke-width:1.5}
        .stats{grid:auto/repeat(auto-fit,minmax(8rem,1fr));gap:0;margin:-12px -12px 0;clip-path:inset(0 -9px -9px 0)}
        .s4{grid:auto/repeat(4,1fr)}
        .stats:not(:last-child){margin-bottom:16px}
        .stats>div{display:grid;grid-template-rows:subgrid;grid-row:span 2;margin:12px 0 0 -1px;padding:0 12px;border-left:var(--line)}
        .stats dt{align-self:end;padding:3px 0}
        .stats b{font-size:1.25rem;line-height:1.3}
        .say li{padding:3px 0 3px 18px}
        .say li::before{content:"";left:2px;top:12px;width:6px;height:2px;background:var(--pri)}
        .none{padding:12px 0}
        .act,.tb{margin-top:10px}
        .act{gap:8px}
        .act button{padding:1px 10px;min-height:26px}
        .act input{width:180px}
        .act .pg{margin-left:auto}
        .tb summary{color:var(--sec);width:max-content;padding:3px 0}
        .tb[open] summary{margin-bottom:6px}
        .key{gap:2px 6px}
        .key span:not(.kh,:first-child){margin-left:10px}
        .ks,.kd,.kt,.kx,.kh{display:inline-block;width:10px;height:10px;border-radius:2px;flex:none}
        .kd{border:1px solid;border-radius:50%}
        .kt{width:2px;height:12px;background:var(--strong)}
        .kx{width:0;height:12px;background:none;border-left:2px dotted var(--strong)}
        .bars li,.bl{grid:auto/1fr auto;gap:0 12px;padding:6px 0}
        .bars svg,.bl svg,.bx{grid-column:1/-1}
        .bls{grid:auto/repeat(auto-fit,minmax(250px,1fr));gap:0 32px}
        .bn{color:var(--ink)}
        .fac{margin:12px 0}
        .fac div{justify-content:space-between;gap:12px;padding:5px 0;border-top:var(--line)}
        .fac dd{flex:none;max-width:70%;text-align:right}
        .fac dt span{display:inline-block;width:14px}
        .col{gap:16px}
        .col>:last-child{flex:1}
        .col .stats{grid:auto/repeat(2,1fr)}
        .sm{--n:3;gap:16px 32px}
        .fn{flex:1}
        .fn li{padding:0;flex:1;grid-template-rows:1fr auto auto}
        .fn li:first-child{flex:none;grid-template-rows:auto auto}
        .fs{grid-column:1/-1;align-self:center;text-align:center;padding:5px 0}
        .wi{grid:auto/5fr 4fr 4fr;gap:24px 40px}
        .sl{grid:auto/1fr auto auto;gap:0 10px;padding:5px 0}
        .sl label{color:var(--ink)}
        .sl>.so,.rs{grid-area:1/3}
        .sl .rs{grid-column:2}
        .rg input{height:24px;accent-color:var(--pri)}
        .rt{left:8px;width:calc(100% - 16px);bottom:-3px;pointer-events:none}
        .nf{grid-column:2/4;grid:auto/10px auto 12px;gap:4px}
        .nf input{width:6.5rem;grid-column:2}
        .rs{color:var(--sec);text-decoration:underline}
        .rs:disabled{visibility:hidden}
        .act button:disabled{opacity:.55;cursor:default}
        .ch li{grid:auto/1fr auto 72px;gap:0 12px;align-items:baseline;padding:8px 0}
        .ch b{font-size:1.375rem}
        .wi h4{margin:12px 0 0}
        .eq,.key,.sw,.card>p.so{margin-top:8px}
        .sw{align-self:start}
        [data-period=allTime] .sw{display:none}
        :root:not([data-view=window]) .vs.window,[data-view=window] .vs.whole{display:none}
        dialog{width:960px;margin:auto}
        #help{width:440px}
        dialog::backdrop{background:rgb(15 23 42/.5)}
        .dh{justify-content:space-between;gap:16px;position:sticky;top:-16px;padding:16px 0 4px;margin-top:-16px;z-index:2}
        dialog .x{border:0;font-size:20px;line-height:1;width:32px;padding:0;background:none}
        .chk{margin-top:12px}
        kbd{font:inherit}
        #tip{position:fixed;z-index:10;left:0;top:0;max-width:280px;background:var(--strong);color:var(--card);padding:5px 9px;border-radius:6px}

        """#

    private static let tables = #"""
        .tw{overflow-x:auto;margin:0 -16px;padding:0 16px;
        th,td{padding:6px 12px 6px 0;vertical-align:baseline}
        th{text-align:left}
        tr>:last-child{padding-right:0}
        thead th{font-weight:500;vertical-align:bottom;border-color:var(--edge)}
        thead .i{margin:-6px -4px -6px 0}
        .dr,.srt{margin:-2px 0}
        tbody th{font-weight:500;min-width:10.5rem;max-width:20rem}
        tfoot th,tfoot td{border:0}
        td.t{text-align:left;min-width:5.5rem}
        td.t:not(:last-child){white-space:normal}
        td:has(.b){min-width:9rem}
        td:has(.q){min-width:7.5rem}
        .b{float:left;width:calc(100% - 6.5rem);height:8px;margin-top:.44rem}
        .b.q{width:calc(100% - 4rem)}
        .dots{float:left;width:calc(100% - 4.5rem);height:16px;margin-top:2px}
        td:has(.dots){min-width:11rem}
        .dn :is(th,td){padding-block:2px}
        .dn tbody th{min-width:8.5rem}
        .dn td:has(.q){min-width:5.5rem;max-width:9rem}
        tbody tr:hover>*{background:var(--shade)}
        th a{color:inherit;text-decoration-color:var(--edge)}
        th a:hover{color:var(--sec)}
        }
        .tb .tw tbody th{min-width:6rem}
        .hc{margin:-2px -12px -2px 0;padding:2px 8px;border:1px solid var(--card)}
        .hc:is(.h3,.h4){color:var(--paper)}
        th[aria-sort=ascending] .srt::after{content:" ▲"}
        th[aria-sort=descending] .srt::after{content:" ▼"}
        .tg{margin-left:8px;padding:0 7px;border:1px solid;border-radius:99px;color:var(--mute)}

        """#

    private static let charts = #"""
        .plot,.bu,.st,.sb,.b,.heat svg{display:block;width:100%}
        .plot{padding-left:3.4rem;
        text{fill:var(--soft)}
        .tick{transform:translate(-3.4rem)}
        .xl,.vl{text-anchor:middle}
        .xl{transform:translateY(calc(.75rem - 12px))}
        .xl.st{text-anchor:start}
        .end{text-anchor:end}
        .vl{fill:var(--strong);paint-order:stroke;stroke:var(--card);stroke-width:3px}
        line{stroke:var(--rule)}
        .zero{stroke:var(--edge)}
        .link{stroke:var(--edge);stroke-dasharray:2 2}
        }
        line.now{stroke:var(--strong);stroke-dasharray:2 3;stroke-width:2}
        line.goal{stroke:var(--strong);stroke-width:2}
        .plot .goalt{fill:var(--strong)}
        .plot .hit,.hits rect{fill:transparent;stroke:none}
        .hits rect{width:1px;height:1px}
        .mk:is(:hover,:focus) .hit,.hits rect:is(:hover,:focus){fill:var(--strong);fill-opacity:.08}
        .mk:focus{outline:0}
        .mk:focus-visible :is(rect,circle),circle.mk:focus-visible{stroke:var(--sec);stroke-width:2}
        circle.mk:hover{r:7.5px}
        .dots line{stroke:var(--rule)}
        .lsec,.lpri,.lgood{stroke:var(--s)}
        .lsec{--s:var(--sec)}
        .lpri{--s:var(--pri)}
        .lgood{--s:var(--good)}
        .range{--f:var(--sec-fill);opacity:.25}
        .ln .range{fill:var(--f)}
        .dc .faint{stroke:var(--rule)}
        .kl{width:14px;border-top:2px solid var(--s)}
        .dash{stroke-dasharray:4 4}
        .slate{fill:var(--slate);stroke:var(--slate)}
        .none-set{--f:var(--card);--s:var(--mute);border:1px dashed var(--mute)}
        .b,.pri,.late{--f:var(--pri-fill);--s:var(--pri)}
        .b.s,.sky,.middle,.sql{--f:var(--sec-fill);--s:var(--sec)}
        .b.k,.green,.cus{--f:var(--good-fill);--s:var(--good)}
        .b.r,.red{--f:var(--bad-fill);--s:var(--bad)}
        .b.g,.grey{--f:var(--mute-fill);--s:var(--mute)}
        .early,.mql{--f:var(--shade);--s:var(--mute)}
        .psec{--f:var(--sec);--s:var(--sec)}
        .p,.hollow{--f:var(--card)}
        rect,circle{fill:var(--f);stroke:var(--s)}
        .b rect{height:100%}
        .ks,.kd{background:var(--f);border-color:var(--s)}
        .past,.track,.lite{fill:var(--shade)}
        .track{stroke:var(--rule)}
        .lite{stroke:var(--edge)}
        rect.red.hatch{fill:url(#hatch)}
        .sofar:is(rect){fill:url(#sofar)}
        .over{fill:none;stroke:var(--strong);stroke-dasharray:2 2}
        .ground{fill:var(--card)}
        #hatch .stroke{fill:var(--bad-fill)}
        #sofar .stroke{fill:var(--pri-fill)}
        .dc path{stroke-width:.72}
        .h1,.h2,.h3,.h4,.calls,.emails,.meetings,.tasks{stroke:var(--s);background:var(--s)}
        .calls{--s:var(--calls)}.emails{--s:var(--emails)}.meetings{--s:var(--meetings)}.tasks{--s:var(--tasks)}
        .b{height:8px}
        .b.t{background:linear-gradient(90deg,var(--shade) 80%,var(--strong) 0 calc(80% + 2px),#0000 0)}
        .fn .b{height:auto;flex:1;min-height:18px;max-height:36px}
        .dot.due{stroke:var(--bad);stroke-width:2}
        .sb{border-radius:4px;overflow:hidden}
        .lg{columns:2;column-gap:24px;margin:10px 0 16px}
        .lg li{gap:8px;padding:2px 0;break-inside:avoid}
        .lg b{margin-left:auto}
        .lg .ks.red{background:repeating-linear-gradient(45deg,var(--bad-fill) 0 2px,var(--card) 2px 4px)}
        .heat{--n:4;gap:14px 24px}
        .heat li{grid-template:1fr auto/1fr auto;gap:2px 8px}
        .heat svg{grid-column:1/-1;background:var(--shade)}
        .heat path{stroke-width:.8}
        .heat .hx{stroke:var(--card);stroke-width:1}
        .h1{--s:var(--heat1)}.h2{--s:var(--heat2)}.h3{--s:var(--heat3)}.h4{--s:var(--heat4)}

        """#

    /// Widths, paper, and the wishes of the reader's machine.
    private static let responsive = #"""
        @container (max-width:58rem){.s3{grid:auto/repeat(3,1fr)}.heat{--n:3}.sm{--n:1}.wi{grid:auto/1fr 1fr}.wi>:first-child{grid-column:1/-1}.tw table:not(.dn):has(th:nth-child(5)){thead th{white-space:normal}:is(th,td):not(:last-child){padding-right:10px}tbody th{min-width:8.5rem}td:has(.dots){min-width:8rem}td:has(.b){position:relative;min-width:4rem;padding-bottom:11px}.b.b{position:absolute;left:0;bottom:5px;height:4px;width:calc(100% - 10px)}}}
        @container (max-width:44rem){.st.alt{display:none}}
        @container (max-width:24rem){.al{display:none}}
        @container (max-width:20rem){.stats.stats{grid:auto/repeat(2,1fr)}}
        @container (max-width:28rem){.s4{grid:auto/repeat(2,1fr)}.two{--n:1}.alt{display:none}.lg{columns:1}}
        @container (max-width:35rem){.wi{grid:auto/1fr}.wi>*{grid-column:auto}.wf{margin-bottom:44px}.wf .xl{text-anchor:end;transform-box:fill-box;transform-origin:right center;transform:rotate(-45deg)}.wf .vl.in{display:none}.wf .vl:last-child{text-anchor:end}.heat{--n:2}}
        @container (max-width:42rem){.tw table:not(.dn):has(th:nth-child(5)) tbody th{min-width:6rem}}
        @media screen and (max-width:78em){.grid>:is(.c5,.c7,.c6:has(>.tw)){grid-column:1/-1}}
        @media screen and (max-width:68.7em){
        .frame{grid:auto/1fr;gap:0}.rail{display:none}.jump{display:block;min-width:0}.jump select{width:100%}.bar .in{flex-wrap:nowrap}.bar .seg{flex:none}.bar .seg span{padding:1px 8px}
        .grid>*{grid-column:1/-1}
        .gl{columns:2}
        }
        @media screen and (min-width:43.75em) and (max-width:68.7em){.grid>:is(.c6:not(:has(>.tw)),.hf){grid-column:span 6}}
        @container (max-width:205px){.kpi>*,.kpi .spark{grid-area:auto/1/auto/3!important}.kpi .spark{width:100%}.kpi>.md{order:2;margin:0}}
        @media screen and (max-width:43.7em){
        .in,.frame{padding:0 16px}
        .kpis{--n:2;gap:10px}
        .grid{gap:12px}
        .card{padding:12px}
        .kpi{padding:10px 12px}
        .fig{font-size:1.5rem}
        h1,h2{font-size:1.25rem}
        .bar{padding:6px 0}
        .bar .in{overflow-x:auto;scrollbar-width:none;gap:12px}
        .bar .in>*{flex:none}
        .asof{display:block}
        .btn{display:none}
        .bar .span{order:3}
        .cols{--n:1}
        .gl{columns:1}
        .tw{margin:0 -12px;padding:0 12px}
        .tw td:has(.b){min-width:6.5rem}.tw .b{width:calc(100% - 4rem)}.tw.tw tbody th{min-width:4rem;overflow-wrap:anywhere}
        .tw:has(.hc){padding:0 1px}
        .tw :has(>*>*>*>.hc){font-size:.75rem;tbody{white-space:nowrap}td,th{padding-right:2px;min-width:0!important}thead th{white-space:normal}.hc{margin-right:-2px;padding:2px 1px}}
        .tw .rd{
        &,thead,tbody,tfoot{display:block}
        tr{display:grid;grid:auto/repeat(auto-fill,minmax(13rem,1fr));gap:2px 24px;padding:8px 0;border-bottom:var(--line)}
        tr :is(th,td){display:flex;gap:8px;align-items:baseline;justify-content:space-between;padding:0!important;border:0;min-width:0!important;max-width:none!important}
        th{grid-column:1/-1;justify-content:normal!important}
        td{text-align:right}
        .dr{flex:none}
        td:empty{display:none}
        td::before{content:attr(data-l)/"";flex:0 1 6.5rem;text-align:left;white-space:normal}
        td svg{position:static!important;flex:0 0 25%;min-width:0;margin:auto auto auto 0}
        thead tr{display:flex;flex-wrap:wrap;gap:0 14px}
        thead tr::before{content:"Sort by"/"";align-self:center}
        }
        }
        @media (pointer:coarse){.seg span,.act button,.tools>button,.btn,.tb summary,select,.srt,.rs,.act input,.nf input,.rg input{min-height:44px;min-width:44px;line-height:40px}.rt{bottom:7px}.i::after{content:"";position:absolute;inset:-10px}.rail a{padding:12px}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        @media (forced-colors:active){svg :is(rect,circle):not(.past,.hits *,pattern *){stroke:CanvasText}.seg input:checked+span{forced-color-adjust:none;background:Highlight;color:HighlightText}.ks,.kd,.kh,.hc{forced-color-adjust:none}}
        @page{size:A4 landscape;margin:11mm 11mm 14mm;font:8pt system-ui,sans-serif;@bottom-right{content:counter(page) " / " counter(pages)}}
        @media print{
        :root,:root[data-theme]{color-scheme:light;background:none;print-color-adjust:exact;font-size:76%}
        .bar,.rail,.tools,.js,.act:has(.csv),.skip,dialog,#tip,.i,.tb:not([open]){display:none!important}
        .prt{display:block}
        .frame{display:block}
        .in,.frame{max-width:none;padding:0}
        main{padding:0}
        main>section{break-before:page;content-visibility:visible;padding:0}
        main>section:first-child{break-before:auto}
        .sh{break-after:avoid}
        .grid,.kpis{gap:10px}
        .card{padding:10px 12px;border-color:#cbd5e1}
        .card,tr{break-inside:avoid}
        a,.dr{color:inherit;text-decoration:none;min-height:0}
        .foot{break-before:page;border:0;padding:0}
        .tw{overflow:visible}
        }
        """#
}
