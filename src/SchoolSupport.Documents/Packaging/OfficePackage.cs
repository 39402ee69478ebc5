using System.IO.Compression;
using System.Xml;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Documents.Packaging;

internal sealed record PackageRelation(string Id, string Type, string Target);

/// <summary>The archive of an .xlsx or .docx: safe names only, every inflated byte counted and checked against its sum.</summary>
internal sealed class OfficePackage : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly WorkbookLimits _limits;
    private readonly FileWords _words;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private long _inflated;

    private OfficePackage(ZipArchive archive, WorkbookLimits limits, FileWords words)
    {
        _archive = archive;
        _limits = limits;
        _words = words;
    }

    public static OfficePackage Open(byte[] content, WorkbookLimits limits, FileWords words, FindingList findings)
    {
        var archive = Guard(() => new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read), words);
        var package = new OfficePackage(archive, limits, words);
        try
        {
            Guard(() => package._archive.Entries.Count, words);
            package.Inventory(findings);
            return package;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Names of the entries as the archive's directory tells them, to see what kind of file it is.</summary>
    public static IReadOnlySet<string> EntryNames(byte[] content, FileWords words) => Guard(() =>
    {
        using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        return archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }, words);

    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>Turns what a damaged or hostile file throws while it is read into a refusal with words.</summary>
    /// <exception cref="WorkbookRefusedException">The file is damaged; the finding says how.</exception>
    public static T Guard<T>(Func<T> read, FileWords words)
    {
        try
        {
            return read();
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw WorkbookRefusals.Dtd();
        }
        catch (XmlException)
        {
            throw WorkbookRefusals.Broken("XML внутри него составлен с ошибкой", words);
        }
        // The archive reader answers a damaged directory with whatever its parsing runs into.
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw WorkbookRefusals.Broken("сжатые данные внутри него не читаются", words);
        }
    }

    public XmlReader OpenXml(string path) => XmlReader.Create(
        new CountingStream(this, _entries[path]),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });

    /// <summary>The part that the package exists for, or null when it names none and the usual one is missing.</summary>
    public string? MainPart(string usual)
    {
        var relation = Has("_rels/.rels")
            ? Relations("").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal))
            : null;
        var path = relation?.Target ?? usual;
        return Has(path) ? path : null;
    }

    public IReadOnlyList<PackageRelation> Relations(string partPath)
    {
        var slash = partPath.LastIndexOf('/');
        var folder = slash < 0 ? "" : partPath[..(slash + 1)];
        var path = $"{folder}_rels/{partPath[(slash + 1)..]}.rels";
        if (!Has(path))
            return [];
        var relations = new List<PackageRelation>();
        using var xml = OpenXml(path);
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
                relations.Add(new PackageRelation(
                    xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", Resolve(folder, xml.GetAttribute("Target") ?? "")));
        return relations;
    }

    public void Dispose() => _archive.Dispose();

    private void Inventory(FindingList findings)
    {
        if (_archive.Entries.Count > _limits.MaxEntries)
            throw WorkbookRefusals.TooManyEntries(_limits.MaxEntries, _words);
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
                throw WorkbookRefusals.Macros(_words);
            if (entry.Length > _limits.RatioFreeBytes && entry.Length / Math.Max(1, entry.CompressedLength) > _limits.MaxEntryRatio)
                throw WorkbookRefusals.Ratio(entry.FullName, _limits.MaxEntryRatio, _words);
            declared += entry.Length;
            _entries.TryAdd(entry.FullName, entry);
        }
        if (declared > _limits.MaxInflatedBytes)
            throw WorkbookRefusals.TooMuchInflated(_limits.MaxInflatedBytes, _words);
        if (_entries.ContainsKey("EncryptedPackage"))
            throw WorkbookRefusals.Encrypted(_words);
        if (unsafeNames.Count > 0)
            findings.Warn(WorkbookFindingCodes.UnsafeEntryNames,
                $"Внутри файла есть части с недопустимыми именами ({unsafeNames.Count}); они не прочитаны и никуда не записаны.",
                found: string.Join("; ", unsafeNames.Take(5)), expected: "имена частей без «..» и путей к дискам",
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
            throw WorkbookRefusals.TooMuchInflated(_limits.MaxInflatedBytes, _words);
    }

    /// <summary>Counts what really comes out of an entry, whose declared size may lie, and checks its sum at the end.</summary>
    private sealed class CountingStream(OfficePackage owner, ZipArchiveEntry entry) : Stream
    {
        private readonly Stream _inner = entry.Open();
        private uint _sum = uint.MaxValue;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = _inner.Read(buffer);
            owner.Count(read);
            _sum = Checksum.Append(_sum, buffer[..read]);
            // A flipped bit can unpack to a readable text with another number in it.
            if (read == 0 && buffer.Length > 0 && ~_sum != entry.Crc32)
                throw new InvalidDataException($"Checksum of {entry.FullName} differs.");
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
