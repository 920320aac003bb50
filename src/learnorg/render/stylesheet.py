"""How a page in HTML looks: on a screen, light or dark, on a phone, on paper."""

LIGHT = (
    "--paper:#fff;--ink:#1b1f24;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa;"
    "--good:#116329;--bad:#b3261e;--warn:#7d4e00;--edge:#1b1f2459"
)
DARK = (
    "--paper:#15191e;--ink:#e6e9ed;--quiet:#9aa4af;--line:#3a424c;--shade:#1e242b;"
    "--good:#5fc47b;--bad:#ff8f85;--warn:#e3b341;--edge:#e6e9ed73"
)
"""Each text's at least 4.5 to 1 on paper and on shade (WCAG 2.2, 1.4.3); edges are no text."""

# A shadow stays at either edge of a box. What goes along with the content covers it there,
# so it shows only where more is to be scrolled to.
MORE = (
    "background:linear-gradient(to right,var(--paper) 40%,transparent) left/3rem 100% local,"
    "linear-gradient(to left,var(--paper) 40%,transparent) right/3rem 100% local,"
    "linear-gradient(to right,var(--edge),transparent) left/.9rem calc(100% - 2px),"
    "linear-gradient(to left,var(--edge),transparent) right/.9rem calc(100% - 2px);"
    "background-repeat:no-repeat"
)

STYLE = f"""
:root{{color-scheme:light dark;{LIGHT}}}
@media screen and (prefers-color-scheme:dark){{:root{{{DARK}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}}
main{{max-width:64rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}}
h1{{font-size:1.75rem;line-height:1.25;margin:0 0 1.25rem}}
h2{{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-bottom:.3rem;
border-bottom:1px solid var(--line)}}
h1,h2,h3,p,li,dd,td,th,figcaption{{overflow-wrap:anywhere}}
p,ul,dl,figure,.scroll,.lanes,.prose,.markdown{{margin:0 0 1rem}}
p,li,.prose,dd{{white-space:pre-wrap}}
main>p,.prose,.markdown,main>ul{{max-width:44rem}}
ul{{padding-left:1.25rem}}
.ticks{{list-style:none;padding-left:0}}
li{{margin:.2rem 0}}
.prose,.markdown{{border-left:3px solid var(--line);padding-left:1rem}}
.markdown p,.markdown li{{white-space:normal}}
.markdown h3{{font-size:1.125rem;margin:1.5rem 0 .5rem}}
.markdown h4,.markdown h5,.markdown h6{{font-size:1rem;margin:1.25rem 0 .25rem}}
.markdown>:first-child{{margin-top:0}}
.markdown>:last-child{{margin-bottom:0}}
.markdown a{{color:inherit}}
.markdown table{{margin:0 0 1rem}}
.markdown pre{{background:var(--shade);padding:.5rem .75rem;margin:0 0 1rem;white-space:pre-wrap;
overflow-wrap:anywhere}}
.markdown blockquote{{margin:0 0 1rem 1rem;color:var(--quiet)}}
dl{{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.5rem}}
dt{{color:var(--quiet)}}
dd{{margin:0}}
.scroll{{overflow-x:auto;{MORE}}}
table{{border-collapse:collapse;min-width:min(100%,24rem);font-size:.9375rem}}
th,td{{text-align:left;vertical-align:top;padding:.45rem .75rem;
border-bottom:1px solid var(--line)}}
th{{color:var(--quiet);font-weight:600;vertical-align:bottom;border-bottom-width:2px}}
th:first-child,td:first-child{{padding-left:0}}
th:last-child,td:last-child{{padding-right:0}}
th span{{display:inline-block}}
th span::first-letter{{text-transform:uppercase}}
.wide{{min-width:14rem}}
.short,.whole{{white-space:nowrap}}
code{{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em}}
td code{{overflow-wrap:normal}}
.right{{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}}
.good{{color:var(--good);font-weight:600}}
.bad{{color:var(--bad);font-weight:700}}
.warn{{color:var(--warn);font-weight:600}}
.quiet{{color:var(--quiet)}}
.strong{{font-weight:700}}
.id{{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
font-size:.9em;white-space:nowrap}}
.lanes{{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem}}
.lane{{background:var(--shade);border:1px solid var(--line);border-radius:.5rem;padding:.75rem}}
.lane h2,.lane h3{{font-size:1rem;margin:0 0 .6rem;padding:0;border:0}}
.lane ul{{list-style:none;margin:0;padding:0}}
.lane li{{background:var(--paper);border:1px solid var(--line);border-radius:.375rem;
padding:.4rem .6rem;margin:.4rem 0;font-size:.9375rem;white-space:normal}}
.lane p{{margin:0;color:var(--quiet)}}
figure{{margin:1.5rem 0 2rem;break-inside:avoid}}
figcaption{{font-weight:600;margin-bottom:.5rem}}
svg{{display:block;width:100%;max-width:42rem;min-width:20rem;height:auto}}
pre{{margin:0;font:.8125rem/1.25 ui-monospace,SFMono-Regular,Menlo,Consolas,
"DejaVu Sans Mono",monospace}}
@media (max-width:40rem){{main{{padding:1.25rem 1rem 3rem}}h1{{font-size:1.4rem}}
dl{{grid-template-columns:1fr;gap:0}}dd{{margin-bottom:.5rem}}}}
@page{{size:A4;margin:18mm 16mm}}
@media print{{body{{font-size:10pt}}main{{max-width:none;padding:0}}.scroll{{overflow:visible;
background:none}}table{{font-size:9pt}}th,td{{padding:.3rem .5rem}}.wide{{min-width:0}}
thead{{display:table-header-group}}
tr,li,.lane{{break-inside:avoid}}h1,h2,h3,figcaption{{break-after:avoid}}
svg{{min-width:0}}pre{{font-size:7.5pt}}}}
"""
