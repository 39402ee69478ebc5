using System.Xml;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>
/// Forward-only reading of an .xlsx. Nothing is unpacked to disk, the inflated bytes are counted as they come,
/// DTDs are prohibited, and only cells that hold something are kept.
/// </summary>
internal sealed class XlsxWorkbook : OpenWorkbook
{
    private const int MostMerges = 200_000;

    private readonly OfficePackage _package;
    private readonly ReadBudget _budget;
    private readonly FindingList _findings;
    private readonly List<SheetInfo> _sheets;
    private readonly string? _stringsPath;
    private readonly CellLook[] _styles;
    private string[]? _strings;

    private XlsxWorkbook(OfficePackage package, WorkbookLimits limits, FindingList findings)
    {
        _package = package;
        _budget = new ReadBudget(limits);
        _findings = findings;
        var workbookPath = package.MainPart("xl/workbook.xml") is { } path && !path.StartsWith("word/", StringComparison.Ordinal)
            ? path
            : throw WorkbookRefusals.NotAWorkbook(package.Has("word/document.xml") ? "документ Word" : "архив без книги Excel");
        var relations = package.Relations(workbookPath);
        _sheets = ReadSheets(workbookPath, relations);
        if (_sheets.Count > limits.MaxSheets)
            throw WorkbookRefusals.TooManySheets(_sheets.Count, limits.MaxSheets);
        _stringsPath = relations.FirstOrDefault(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal))?.Target;
        var styles = relations.FirstOrDefault(r => r.Type.EndsWith("/styles", StringComparison.Ordinal))?.Target;
        _styles = styles is not null && package.Has(styles) ? XlsxStyles.Read(package.OpenXml(styles)) : [];
    }

    public override IReadOnlyList<SheetInfo> Sheets => _sheets;

    public static XlsxWorkbook Open(byte[] content, WorkbookLimits limits, FindingList findings)
    {
        var package = OfficePackage.Open(content, limits, FileWords.Workbook, findings);
        try
        {
            return Guard(() => new XlsxWorkbook(package, limits, findings));
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    public override void Dispose() => _package.Dispose();

    public override IEnumerable<SheetRow> ReadRows(SheetInfo sheet)
    {
        if (!_package.Has(sheet.Key))
            throw WorkbookRefusals.Broken($"в книге нет содержимого листа «{sheet.Name}»");
        _strings ??= Guard(ReadStrings);
        using var xml = _package.OpenXml(sheet.Key);
        var rows = new XlsxRowReader(xml, _strings, _styles, _budget.Limits);
        while (Guard(rows.Next) is { } row)
        {
            _budget.Spend(sheet.Name, row.Number, row.Cells.Length);
            yield return row;
        }
        if (rows.BeyondLimit > 0)
            _findings.Warn(WorkbookFindingCodes.ColumnsBeyondLimit,
                $"На листе «{sheet.Name}» есть заполненные ячейки правее столбца {ColumnLetters.Of(_budget.Limits.MaxColumns)}; они не прочитаны.",
                sheet.Name, found: $"ячеек: {rows.BeyondLimit}", expected: $"столбцов не больше {_budget.Limits.MaxColumns}");
    }

    public override IReadOnlyList<MergedCells> ReadMerges(SheetInfo sheet)
    {
        if (!_package.Has(sheet.Key))
            return [];
        using var xml = _package.OpenXml(sheet.Key);
        return Guard(() =>
        {
            var merges = new List<MergedCells>();
            while (merges.Count < MostMerges && xml.Read())
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "mergeCell"
                    && MergedCells.Parse(xml.GetAttribute("ref")) is { } merge)
                    merges.Add(merge);
            return merges;
        });
    }

    private List<SheetInfo> ReadSheets(string workbookPath, IReadOnlyList<PackageRelation> relations)
    {
        var sheets = new List<SheetInfo>();
        using var xml = _package.OpenXml(workbookPath);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "sheet")
                continue;
            var id = RelationId(xml);
            var relation = relations.FirstOrDefault(r => r.Id == id);
            if (relation is null || !relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                continue;
            var state = xml.GetAttribute("state");
            sheets.Add(new SheetInfo(xml.GetAttribute("name") ?? "", state is "hidden" or "veryHidden", relation.Target));
        }
        return sheets;
    }

    private static string? RelationId(XmlReader xml)
    {
        string? id = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
                id = xml.Value;
        xml.MoveToElement();
        return id;
    }

    private string[] ReadStrings()
    {
        if (_stringsPath is null || !_package.Has(_stringsPath))
            return [];
        var strings = new List<string>();
        using var xml = _package.OpenXml(_stringsPath);
        var text = new XlsxText(_budget.Limits.MaxCellCharacters);
        long total = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            var value = text.ReadRich(xml);
            total += value.Length;
            if (total > _budget.Limits.MaxTextCharacters)
                throw WorkbookRefusals.TooMuchInflated(_budget.Limits.MaxInflatedBytes);
            strings.Add(value);
        }
        return [.. strings];
    }

    private static T Guard<T>(Func<T> read) => OfficePackage.Guard(read, FileWords.Workbook);
}
