/// The page's one style sheet.
enum Stylesheet {
    /// Exactly what stands between the style tags; its hash is in the policy.
    static let text =
        ":root{\(Palette.declarations)}\n" + frame + blocks + tables + charts + responsive

    /// Page, header, filter bar, rail, sections.
    private static let frame = #"""
        :root{color-scheme:light dark;scroll-padding-top:76px;font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);font-variant-numeric:tabular-nums}
        [data-theme=light]{color-scheme:light}
        [data-theme=dark]{color-scheme:dark}
        *,*::before,*::after{box-sizing:border-box}
        body{margin:0}
        h1,h2,h3,h4,p,ul,ol,dl,dd,figure,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
        ul,ol{list-style:none}
        h1,h2,h3,h4{line-height:1.3;text-wrap:balance}
        h1{font-size:22px;font-weight:650;letter-spacing:-.01em}
        h2{font-size:22px;letter-spacing:-.01em}
        h3{font-size:14px}
        h4{margin:16px 0 4px}
        a{color:var(--sec);text-underline-offset:2px}
        bdi{overflow-wrap:break-word}
        button,input,select{font:inherit;color:inherit}
        :focus-visible{outline:2px solid var(--sec);outline-offset:2px;border-radius:4px}
        .so,.asof,.bar .span,.rail a,.eb,.org dt,.mini thead th,.hd .sub,.md,.i,.fig .un,.ctx,.nil,.stats dt,.none,.act .pg,.key,.fac dt span,.fs,.nf,
        .rs:disabled,.act button:disabled,.ch small,.tw thead th,.tw .cl,.tw .cl th{color:var(--soft)}
        h4,.mini thead th,.hd .sub,.md,.i,.yoy,.ctx,.stats dt,.stats .so,.act,.act button,.tb summary,.key,.bx,.fs,.sl>.so,.ch small,#tip,.tw thead th,
        .tw small,.tg,.plot text,.heat li{font-size:12px}
        h1,h2,h3,h4,.tools>button:hover,.btn:hover,.act button:hover,.rail a:hover,.rail a[aria-current],.gl dt,.i:hover,.pop b,.fig,.stats b,.bv,.fac dd,
        .nf input,.ch b,.eq,.sw input:checked+span,.tw tbody th,.tw tfoot th,.tw tfoot td,.hc:is(.h1,.h2),.srt:hover,th[aria-sort] .srt,.lg b{color:var(--strong)}
        h2,h3,h4,.seg input:checked+span,.vd,.age.old,.age.stale,.rail a[aria-current],.eb b,.gl dt,.fig,.yoy,.stats b,.bv,.fac dd,.ch b,
        .sw input:checked+span,kbd,.tw tfoot th,.tw tfoot td,.plot .vl,.lg b{font-weight:600}
        .asof,.eb,.gl,.mini,.pop,.act input,.tb,.sw,.lg{font-size:13px}
        .seg span,.rail a,.foot .in,.spark,.stats b,.rg,.rg input,.ch small,.sw span,.chk,.hc,.tw small{display:block}
        .in,.tools,.asof,.card,.hd,.fig,.stats dt,.act,.key,.fac div,.col,.fn,.wi h4,.dh,.lg li{display:flex}
        .frame,.cols,.two,.org div,.grid,.kpis,.stats,.bars li,.bl,.bls,.sm,.wi,.sl,.nf,.ch li,.heat,.heat li{display:grid}
        .in,.tools,.stats dt,.act,.key,.sl,.nf,.wi h4,.lg li{align-items:center}
        .in,.tools,.asof,.hd,.fig,.act,.key{flex-wrap:wrap}
        .seg,.seg label,.bar .in,.jump,.card,.i,.say li,.rg,.sw label{position:relative}
        .skip,.defs,.i::before,.kpi .dr::after,.say li::before,.rt{position:absolute}
        .seg label,.dr,.srt,.rs,.tb summary,.sw label,.mk[data-drill]{cursor:pointer}
        .seg label,.bar .span,.md,.bn,.tw thead th,.tw td,.tw .n{white-space:nowrap}
        .spark,.spark svg,.rt,.tw .dots,.ln{overflow:visible}
        .bk dd,.sl>.so,.nf input,.ch b,.ch>li>.so,.tw td,.tw .n{text-align:right}
        .md::before,.i,.i::before{border-radius:50%}
        .rail a,.i,.kpi .dr{text-decoration:none}
        .spark,.rg input,.tw table{width:100%}
        .i{flex:none}
        .fig .un,.bv .so,.bk .so,.tg{font-weight:400}
        .rt line,.dot.due{stroke-width:2}
        .spark polyline,.ln :is(polyline,polygon){vector-effect:non-scaling-stroke}
        .spark polyline{stroke-linejoin:round}
        .card,.col,.fn{flex-direction:column}
        .card,.pop,dialog,.kpi .dr::after{border-radius:12px}
        .i::before,.pop,dialog{border:1px solid var(--edge)}
        .skip,.foot,.card,.pop,dialog,.dh{background:var(--card)}
        .bar,.ch li,.tw th,.tw td{border-bottom:1px solid var(--rule)}
        .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        :root:not([data-js]) .js{display:none}
        .good{color:var(--good)}
        .bad{color:var(--bad)}
        .skip{left:8px;top:-60px;padding:8px 16px;z-index:9;border-radius:8px}
        .skip:focus{top:8px}
        .prt{display:none}
        :root:not([data-period=ytd]) .ytd{visibility:hidden}
        .in{max-width:1328px;margin:0 auto;padding:0 24px;gap:8px 16px}
        .top{padding:20px 0 12px}
        .ttl{flex:1 1 240px}
        .tools{gap:8px}
        .tools>button,.btn,.act button,dialog button,#fresh,.seg,select,[type=search],[type=number]{border:1px solid var(--edge);background:var(--card);border-radius:8px;padding:2px 8px;min-height:30px}
        .tools>button,.btn,.act button,dialog button,#fresh{padding:3px 12px;cursor:pointer;color:var(--ink);text-decoration:none}
        .tools>button:hover,.btn:hover,.act button:hover{border-color:var(--strong)}
        .seg{display:inline-flex;padding:2px}
        .seg input,.sw input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer;width:100%;height:100%}
        .seg span{padding:1px 12px;min-height:24px;border-radius:6px}
        .seg label:hover span{background:var(--shade)}
        .seg input:checked+span{background:var(--strong);color:var(--card)}
        .seg input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px}
        .asof{gap:2px 0;margin-top:10px}
        .asof>*:not(:last-child)::after{content:"·";margin:0 8px;color:var(--edge)}
        .vd.green{color:var(--good)}
        .vd.amber,.age.old{color:var(--warn)}
        .vd.red,.age.stale{color:var(--bad)}
        .age:empty,#fresh[hidden]{display:none}
        .bar{position:sticky;top:0;z-index:4;background:var(--paper);padding:10px 0}
        .bar .span{flex:1}
        .jump{display:none}
        .frame{max-width:1328px;margin:0 auto;padding:0 24px;grid-template-columns:172px minmax(0,1fr);gap:32px}
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
        .foot{border-top:1px solid var(--rule);padding:32px 0 64px}
        .foot h2{margin-bottom:8px}
        .foot h3{margin:16px 0 8px}
        .cols,.two{grid-template-columns:repeat(2,minmax(0,1fr));gap:0 40px}
        .cols section{padding:0}
        .gl{columns:3;column-gap:32px;margin-bottom:24px}
        .gl div{break-inside:avoid;padding:4px 0}
        .org div{grid-template-columns:minmax(110px,160px) 1fr;gap:12px;padding:2px 0}
        .org dd{overflow-wrap:anywhere}
        .mini{border-collapse:collapse}
        .mini th,.mini td{padding:2px 16px 2px 0;text-align:left;font-weight:400}

        """#

    /// Cards and what stands in them.
    private static let blocks = #"""
        .grid{grid-template-columns:repeat(12,minmax(0,1fr));gap:16px}
        .c12{grid-column:span 12}.c8{grid-column:span 8}.c7{grid-column:span 7}.c6{grid-column:span 6}.c5{grid-column:span 5}.c4{grid-column:span 4}
        .card{border:1px solid var(--rule);padding:16px;container-type:inline-size}
        .hd{align-items:flex-start;gap:0 4px;margin-bottom:12px}
        .hd h3{max-width:calc(100% - 132px);padding:2px 0}
        .kpi .hd h3{max-width:none}
        .hd .md{line-height:24px}
        .hd .sub{flex-basis:100%}
        .md{margin-left:auto;padding-left:8px}
        .md::before{content:"";display:inline-block;width:7px;height:7px;border:1.5px solid var(--edge);margin-right:5px;vertical-align:.5px}
        .md.f::before{background:var(--edge)}
        .i{z-index:1;width:24px;height:24px;display:inline-grid;place-items:center;line-height:1}
        .i::before{content:"";inset:4px}
        .pop,dialog{color:var(--ink);padding:16px 20px}
        .pop{max-width:300px;position:fixed;inset:auto;margin:0}
        .kpis{grid-template-columns:repeat(4,minmax(0,1fr));gap:16px}
        .kpi{padding:12px 16px;display:grid;grid-template-columns:minmax(0,1fr) auto;align-content:start}
        .kpi .hd{margin-bottom:2px;flex-wrap:nowrap}
        .kpi>.md{line-height:24px;padding:0}
        .kpi>.md+*{grid-area:2/1/3/3}
        .kpi .spark{grid-area:2/2;width:56px;justify-self:end}
        .kpi h3{font-weight:500;color:var(--ink)}
        .fig{font-size:28px;line-height:1.2;letter-spacing:-.02em;align-items:baseline;gap:0 10px}
        .fig .un{font-size:14px;letter-spacing:0}
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
        .spark polyline{fill:none;stroke:var(--pri);stroke-width:1.5}
        .spark .now{stroke-dasharray:2 3}
        .spark circle{fill:var(--card);stroke:var(--pri);stroke-width:1.5}
        .stats{grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:16px 0;margin:0 -12px}
        .stats>div{padding:0 12px;border-left:1px solid var(--rule);margin-left:-1px}
        .stats dt{min-height:24px;line-height:1.25}
        .stats b{font-size:20px;line-height:1.3}
        .say li{padding:3px 0 3px 18px}
        .say li::before{content:"";left:2px;top:12px;width:6px;height:2px;background:var(--pri)}
        .none{padding:12px 0}
        .act{margin-top:10px;gap:8px}
        .act button{padding:1px 10px;min-height:26px}
        .act input{width:180px}
        .act .pg{margin-left:auto}
        .tb{margin-top:10px}
        .tb summary{color:var(--sec);width:max-content;padding:3px 0}
        .tb[open] summary{margin-bottom:6px}
        .key{gap:2px 6px;margin-top:8px}
        .key span:not(:first-child){margin-left:10px}
        .ks,.kd,.kt,.kx,.kh{display:inline-block;width:10px;height:10px;border-radius:2px;flex:none}
        .kd{border:1px solid;border-radius:50%}
        .key .kh:not(:first-child){margin-left:0}
        .kt{width:2px;height:12px;background:var(--strong)}
        .kx{width:0;height:12px;background:none;border-left:2px dotted var(--strong)}
        .bars li,.bl{grid-template-columns:minmax(0,1fr) auto;gap:0 12px;padding:6px 0}
        .bars svg,.bl svg,.bars .bx,.bl .bx{grid-column:1/-1}
        .bls{grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:0 32px}
        .bn{overflow:hidden;text-overflow:ellipsis;color:var(--ink)}
        .fac{margin:12px 0}
        .fac div{justify-content:space-between;padding:5px 0;border-top:1px solid var(--rule)}
        .fac dt span{display:inline-block;width:14px}
        .col{gap:16px}
        .col>:last-child{flex:1}
        .card>p.so{font-size:12px;margin-top:8px}
        .col .stats{grid-template-columns:repeat(2,minmax(0,1fr))}
        .sm{grid-template-columns:repeat(3,minmax(0,1fr));gap:16px 32px}
        .sm h4{margin:0;line-height:24px}
        .fn{flex:1}
        .fn li{padding:0;flex:1;grid-template-rows:1fr auto auto}
        .fn li:first-child{flex:none;grid-template-rows:auto auto}
        .fs{grid-column:1/-1;align-self:center;text-align:center;padding:5px 0}
        .wi{grid-template-columns:minmax(0,5fr) minmax(0,4fr) minmax(0,4fr);gap:24px 40px}
        .sl{grid-template-columns:minmax(0,1fr) auto auto;gap:0 12px;padding:4px 0}
        .sl label{color:var(--ink)}
        .sl>.so{grid-column:2/4}
        .rg input{margin:0;height:24px;accent-color:var(--pri)}
        .rt{left:8px;width:calc(100% - 16px);bottom:-3px;pointer-events:none}
        .rt line{stroke:var(--strong)}
        .nf{grid-template-columns:10px auto 12px;gap:4px}
        .nf input{width:100px;grid-column:2}
        .rs{color:var(--sec);min-width:40px;font-size:12px;text-decoration:underline}
        .rs:disabled,.act button:disabled{opacity:.55;cursor:default;text-decoration:none}
        .ch li{grid-template-columns:minmax(0,1fr) auto 72px;gap:0 12px;align-items:baseline;padding:8px 0}
        .ch b{font-size:22px}
        .wi h4{margin:12px 0 0}
        .eq{margin-top:8px}
        .sw{display:inline-flex;gap:16px;margin-top:8px}
        .sw label{padding:3px 0}
        .sw span{border-bottom:2px solid transparent}
        .sw input:checked+span{border-color:var(--pri)}
        .sw input:focus-visible+span{outline:2px solid var(--sec);outline-offset:2px}
        [data-period=allTime] .sw{display:none}
        .vs.window,[data-view=window] .vs.whole{display:none}
        [data-view=window] .vs.window{display:block}
        dialog{width:min(960px,calc(100vw - 32px));max-height:calc(100vh - 48px)}
        #help{width:min(440px,calc(100vw - 32px))}
        dialog::backdrop{background:rgb(15 23 42/.5)}
        .dh{justify-content:space-between;gap:16px;position:sticky;top:-16px;padding:16px 0 4px;margin-top:-16px;z-index:2}
        dialog .x{border:0;font-size:20px;line-height:1;width:32px;padding:0;background:none}
        .chk{margin-top:12px}
        kbd{font:inherit}
        #tip{position:fixed;z-index:10;left:0;top:0;max-width:280px;background:var(--strong);color:var(--card);padding:5px 9px;border-radius:6px}

        """#

    private static let tables = #"""
        .tw{overflow-x:auto;margin:0 -16px;padding:0 16px}
        .tw table{border-collapse:collapse}
        .tw th,.tw td{padding:6px 12px 6px 0;vertical-align:top}
        .tw th{text-align:left}
        .tw tr>:last-child{padding-right:0}
        .tw thead th{font-weight:500;vertical-align:bottom;border-color:var(--edge)}
        .tw thead .i{margin:-6px -4px -6px 0}
        .tw tbody th{font-weight:500;min-width:150px;max-width:280px}
        .tw tfoot th,.tw tfoot td{border:0}
        .tw td.t{text-align:left;max-width:210px;overflow:hidden;text-overflow:ellipsis}
        .tw td:has(.b){min-width:170px}
        .tw td:has(.q){min-width:120px}
        .tw .b{float:left;width:calc(100% - 104px);height:8px;margin-top:7px}
        .tw .b.q{width:calc(100% - 62px)}
        .tw .dots{float:left;width:calc(100% - 74px);height:16px;margin-top:2px}
        .tw td:has(.dots){min-width:220px}
        .dn :is(th,td){padding-top:2px;padding-bottom:2px}
        .tw .dn tbody th{min-width:136px}
        .tw .dn td:has(.q){min-width:96px}
        .tw .dn td.t{max-width:120px}
        .hc{margin:-2px -12px -2px 0;padding:2px 8px;border:1px solid var(--card)}
        td:last-child>.hc{margin-right:0}
        .hc:is(.h3,.h4){color:var(--paper)}
        .tw tbody tr:hover>*{background:var(--shade)}
        .tw td a,.tw th a{color:inherit;text-decoration-color:var(--edge)}
        .tw td a:hover,.tw th a:hover{color:var(--sec)}
        th[aria-sort=ascending] .srt::after{content:" ▲"}
        th[aria-sort=descending] .srt::after{content:" ▼"}
        .tg{margin-left:8px;padding:0 7px;border:1px solid;border-radius:99px;color:var(--mute)}
        .tg.good{color:var(--good)}
        .tg.bad{color:var(--bad)}

        """#

    private static let charts = #"""
        .plot,.bu,.st,.sb,.b,.heat svg{display:block;width:100%;overflow:visible}
        .plot{padding-left:54px}
        .plot text{fill:var(--soft)}
        .plot .xl,.plot .vl{text-anchor:middle}
        .plot .xl.st{text-anchor:start}
        .plot .end{text-anchor:end}
        .plot .vl{fill:var(--strong)}
        .plot line{stroke:var(--rule)}
        .plot .zero{stroke:var(--edge)}
        .plot .link{stroke:var(--edge);stroke-dasharray:2 2}
        .plot .now,.bu .now{stroke:var(--strong);stroke-dasharray:2 3;stroke-width:2}
        .plot .goal,.bu .goal{stroke:var(--strong);stroke-width:2}
        .plot .goalt{fill:var(--strong)}
        .plot .past{fill:var(--shade)}
        .plot .hit,.hits rect{fill:transparent;stroke:none}
        .hits rect{width:1px;height:1px}
        .mk:is(:hover,:focus) .hit,.hits rect:is(:hover,:focus){fill:var(--strong);fill-opacity:.08}
        .mk:focus{outline:0}
        .mk:focus-visible :is(rect,circle),circle.mk:focus-visible{stroke:var(--sec);stroke-width:2}
        circle.mk:hover{r:7.5px}
        .dots line{stroke:var(--rule)}
        .ln :is(polyline,polygon){fill:none;stroke-width:2;stroke-linejoin:round}
        .lsec{stroke:var(--s);--s:var(--sec)}
        .lpri{stroke:var(--s);--s:var(--pri)}
        .lgood{stroke:var(--s);--s:var(--good)}
        .p{--f:var(--card)}
        .range{--f:var(--sec-fill);opacity:.25}
        .ln .range{fill:var(--f)}
        .dc .faint{stroke:var(--rule)}
        .kl{width:14px;border-top:2px solid}
        .kl.lsec{color:var(--sec)}
        .kl.lgood{color:var(--good)}
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
        .hollow{--f:var(--card)}
        rect,circle{fill:var(--f);stroke:var(--s)}
        .b rect{height:100%}
        .ks,.kd{background:var(--f);border-color:var(--s)}
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
        .b.t{background:linear-gradient(var(--strong),var(--strong)) 80% 0/2px 100% no-repeat,linear-gradient(var(--shade),var(--shade)) 0 0/80% 100% no-repeat}
        .bars .b{height:8px}
        .bars.fn .b{height:18px}
        .dot.due{stroke:var(--bad)}
        .sb{border-radius:4px;overflow:hidden}
        .lg{columns:2;column-gap:24px;margin:10px 0 16px}
        .lg li{gap:8px;padding:2px 0;break-inside:avoid}
        .lg b{margin-left:auto}
        .lg .ks.red{background:repeating-linear-gradient(45deg,var(--bad-fill) 0 2px,var(--card) 2px 4px)}
        .heat{grid-template-columns:repeat(4,minmax(0,1fr));gap:14px 24px}
        .heat li{grid-template-columns:minmax(0,1fr) auto;gap:2px 8px}
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
        @container (max-width:900px){.sm{grid-template-columns:minmax(0,1fr)}.wi{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.wi>:first-child{grid-column:1/-1}}
        @container (max-width:560px){.wi{grid-template-columns:minmax(0,1fr)}.wi>*{grid-column:auto}}
        @container (max-width:460px){.two{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:1099px){
        .frame{grid-template-columns:minmax(0,1fr);gap:0}.rail{display:none}.jump{display:block}
        .c4,.c5,.c6,.c7,.c8{grid-column:span 12}
        .gl{columns:2}
        }
        @media screen and (min-width:700px) and (max-width:1099px){.c6,.hf{grid-column:span 6}}
        @container (max-width:205px){.kpi>*,.kpi .spark{grid-area:auto/1/auto/3!important}.kpi .spark{width:100%}.kpi>.md{order:2;margin:0}}
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
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
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
