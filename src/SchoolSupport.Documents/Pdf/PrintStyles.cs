namespace SchoolSupport.Documents.Pdf;

/// <summary>
/// The style sheet of printed papers. A page puts its content into boxes of class <c>sheet</c> (and <c>wide</c> for landscape):
/// on the screen they are as wide as the text on paper, which is how <see cref="ChromiumPdfPrinter"/> finds content that does not fit.
/// </summary>
public static class PrintStyles
{
    // A line of 1.24 in CSS is a little more than a single line of a word processor for this face.
    // A row with a cell that spans others is as long as they are to the printer: in a divided group not the row is kept together but each of its own cells.
    // Tables end 1 pt before the margin: a border over the edge makes the printer shrink the whole paper.
    public const string Css = """
        @page { size: A4 portrait; margin: 20mm 10mm 20mm 30mm;
          @top-center { content: counter(page) "\00a0из\00a0" counter(pages); font: 12pt/1 "Liberation Serif", Tinos, "PT Serif", "Times New Roman", Times, serif; vertical-align: bottom; padding-bottom: 4mm } }
        @page:first { @top-center { content: none } }
        @page wide { size: A4 landscape; margin: 30mm 20mm 10mm 20mm }
        * { box-sizing: border-box }
        html { print-color-adjust: exact; -webkit-print-color-adjust: exact }
        body { margin: 0; color: #000; background: #fff; font: 14pt/1.24 "Liberation Serif", Tinos, "PT Serif", "Times New Roman", Times, serif; font-variant-numeric: lining-nums tabular-nums; overflow-wrap: break-word }
        p { margin: 0; text-align: justify; text-indent: 12.5mm; orphans: 2; widows: 2 }
        .nw { white-space: nowrap }
        .org { text-align: center; line-height: 1.2; margin-bottom: 10pt }
        .org div:last-child { font-weight: 700; margin-top: 2pt }
        .reg { display: flex; justify-content: space-between; border-top: 1pt solid #000; padding-top: 5pt; margin-bottom: 20pt; font-size: 13pt }
        .org:last-child, .org + h1 { margin-top: 0 }
        .marks { text-align: right; line-height: 1.2; font-size: 12pt; margin-bottom: 8pt }
        .approve { margin: 0 0 16pt 82mm; line-height: 1.2 }
        .approve div:first-child { letter-spacing: .03em }
        h1 { font-size: 14pt; line-height: 1.22; font-weight: 700; text-align: center; margin: 0 0 14pt; text-wrap: balance }
        h1 span { display: block }
        h1 .kind { letter-spacing: .06em; margin-bottom: 2pt }
        h2 { font-size: 14pt; line-height: 1.22; font-weight: 700; text-indent: 12.5mm; margin: 9pt 0 3pt; break-after: avoid; break-inside: avoid }
        .appendix h2 { text-align: center; text-indent: 0; font-size: 12pt; margin-top: 0 }
        .mark { text-align: right; line-height: 1.2; font-size: 12pt; margin: 0 0 4pt; text-indent: 0; break-after: avoid }
        .appendix { break-before: page }
        .wide { page: wide; break-before: page }
        table { border-collapse: collapse; width: calc(100% - 1pt); margin: 0 1pt 7pt 0; table-layout: fixed; font-size: 11pt; line-height: 1.16 }
        caption { caption-side: top; text-align: left; font-size: 12pt; line-height: 1.2; padding: 5pt 0 3pt; break-after: avoid }
        th, td { border: .6pt solid #000; padding: 2pt 3.5pt; vertical-align: top; text-align: left }
        th { font-weight: 400; text-align: center; vertical-align: middle; font-size: 10.5pt; padding: 2pt }
        thead { display: table-header-group }
        tbody, tr { break-inside: avoid }
        tbody.divided, tbody.divided tr { break-inside: auto }
        tbody.divided td:not([rowspan]) { break-inside: avoid }
        .title-page { height: 250mm; position: relative; break-after: page }
        .title-page h1 { padding-top: 70mm; font-size: 16pt }
        .title-page .foot { position: absolute; bottom: 0; left: 0; right: 0; text-align: center; line-height: 1.3 }
        .need { height: 38mm; margin-bottom: -38mm; break-inside: avoid }
        .whole { break-inside: avoid }
        tr.columns th { font-size: 9.5pt; padding: 0 2pt; line-height: 1.1 }
        tr.section td { font-weight: 700; text-align: center; break-after: avoid }
        tr.total td { font-weight: 700 }
        td.right { text-align: right }
        td.number { white-space: nowrap; text-align: right }
        td.center { text-align: center }
        td.low { font-weight: 700; background: #e3e3e3 }
        table.compact { font-size: 10pt; line-height: 1.08 }
        table.compact th { font-size: 9.5pt; padding: 1pt }
        table.compact td { padding: .8pt 2pt }
        td.again, table.compact td.again { padding: 0; height: 1px }
        td.again table { width: 100%; height: 100%; margin: 0; font-size: inherit; line-height: inherit; break-inside: auto }
        td.again td, table.compact td.again td { border: 0; padding: 2pt 3.5pt; font-weight: inherit; text-align: inherit }
        td.again tbody, td.again tbody tr, tbody.divided td.again tbody td { break-inside: auto }
        figure { margin: 3pt 0 8pt; break-inside: avoid }
        figure svg { display: block }
        figure.points svg { margin: 0 auto }
        figcaption { font-size: 12pt; line-height: 1.2; text-align: center; margin-top: 3pt }
        .note { font-size: 11pt; line-height: 1.2; text-indent: 0; text-align: left; margin: 0 0 6pt }
        .wide .note { font-size: 10pt }
        table + .note, .note + .note { break-before: avoid }
        .sign { display: grid; grid-template-columns: 1fr 40mm auto; column-gap: 6mm; align-items: last baseline; margin-top: 26pt; break-inside: avoid; break-before: avoid; line-height: 1.2 }
        .sign .line { border-bottom: .6pt solid #000; line-height: .95 }
        .executor { font-size: 10pt; line-height: 1.2; margin-top: 18pt; break-inside: avoid; break-before: avoid }
        @media screen { .sheet { width: 170mm; margin: 20mm auto } .sheet.wide { width: 257mm } }
        """;
}
