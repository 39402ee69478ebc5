using System.IO.Compression;
using System.Xml;

namespace SchoolSupport.Documents.Xlsx;

internal sealed record XlsxRelation(string Id, string Type, string Target);

/// <summary>The archive of an .xlsx: safe names only, every inflated byte counted.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly WorkbookLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private long _inflated;

    private XlsxPackage(ZipArchive archive, WorkbookLimits limits)
    {
        _archive = archive;
        _limits = limits;
    }

    public static XlsxPackage Open(byte[] content, WorkbookLimits limits, FindingList findings)
    {
        var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        var package = new XlsxPackage(archive, limits);
        try
        {
            package.Inventory(findings);
            return package;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public bool Has(string path) => _entries.ContainsKey(path);

    public XmlReader OpenXml(string path) => XmlReader.Create(
        new CountingStream(this, _entries[path].Open()),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });

    public string WorkbookPath()
    {
        var relation = Has("_rels/.rels")
            ? Relations("").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal))
            : null;
        var path = relation?.Target ?? "xl/workbook.xml";
        if (Has(path))
            return path;
        throw Has("word/document.xml") ? WorkbookRefusals.NotAWorkbook("документ Word")
            : WorkbookRefusals.NotAWorkbook("архив без книги Excel");
    }

    public IReadOnlyList<XlsxRelation> Relations(string partPath)
    {
        var slash = partPath.LastIndexOf('/');
        var folder = slash < 0 ? "" : partPath[..(slash + 1)];
        var path = $"{folder}_rels/{partPath[(slash + 1)..]}.rels";
        if (!Has(path))
            return [];
        var relations = new List<XlsxRelation>();
        using var xml = OpenXml(path);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
                relations.Add(new XlsxRelation(
                    xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, xml.GetAttribute("Target") ?? "")));
        return relations;
    }

    public void Dispose() => _archive.Dispose();

    private void Inventory(FindingList findings)
    {
        if (_archive.Entries.Count > _limits.MaxEntries)
            throw WorkbookRefusals.TooManyEntries(_limits.MaxEntries);
        var unsafeNames = new List<string>();
        long declared = 0;
        foreach (var entry in _archive.Entries)
        {
            if (!IsSafe(entry.FullName))
            {
                unsafeNames.Add(entry.FullName);
                continue;
            }
            if (entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                throw WorkbookRefusals.Macros();
            if (entry.Length > _limits.RatioFreeBytes && entry.Length / Math.Max(1, entry.CompressedLength) > _limits.MaxEntryRatio)
                throw WorkbookRefusals.Ratio(entry.FullName, _limits.MaxEntryRatio);
            declared += entry.Length;
            _entries.TryAdd(entry.FullName, entry);
        }
        if (declared > _limits.MaxInflatedBytes)
            throw WorkbookRefusals.TooMuchInflated(_limits.MaxInflatedBytes);
        if (_entries.ContainsKey("EncryptedPackage"))
            throw WorkbookRefusals.Encrypted();
        if (unsafeNames.Count > 0)
            findings.Warn(WorkbookFindingCodes.UnsafeEntryNames,
                $"Внутри файла есть части с недопустимыми именами ({unsafeNames.Count}); они не прочитаны и никуда не записаны.",
                found: string.Join("; ", unsafeNames.Take(5)), expected: "имена внутри книги, без «..» и путей к дискам",
                action: "Если файл получен не из доверенной системы, проверьте его происхождение.");
    }

    private static bool IsSafe(string name) =>
        name.Length > 0 && !name.StartsWith('/') && !name.Contains('\\') && !name.Contains(':')
        && !name.Split('/').Contains("..");

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target[1..];
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not (".." or "." or ""))
                parts.Add(part);
        }
        return string.Join('/', parts);
    }

    private void Count(int bytes)
    {
        _inflated += bytes;
        if (_inflated > _limits.MaxInflatedBytes)
            throw WorkbookRefusals.TooMuchInflated(_limits.MaxInflatedBytes);
    }

    /// <summary>Counts what really comes out of an entry: its declared size may lie.</summary>
    private sealed class CountingStream(XlsxPackage owner, Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            owner.Count(read);
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
