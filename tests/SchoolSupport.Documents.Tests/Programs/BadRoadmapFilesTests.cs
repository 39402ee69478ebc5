using System.IO.Compression;
using System.Text;
using SchoolSupport.Documents.Programs;
using SchoolSupport.Documents.Xlsx;
using SchoolSupport.Domain.Common;
using SchoolSupport.Domain.Programs;
using static SchoolSupport.Documents.Tests.SmallDocument;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>Hostile and damaged files: a Russian finding that helps, never an exception.</summary>
public sealed class BadRoadmapFilesTests
{
    private static readonly byte[] Ole2 = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "пустой.docx", [], WorkbookFindingCodes.EmptyFile },
        { "старый.doc", [.. Ole2, .. Encoding.Unicode.GetBytes("WordDocument")], RoadmapFindingCodes.OldWord },
        { "пароль.docx", [.. Ole2, .. Encoding.Unicode.GetBytes("EncryptedPackage")], WorkbookFindingCodes.PasswordProtected },
        { "план.rtf", "{\\rtf1 план}"u8.ToArray(), RoadmapFindingCodes.NotWordNorExcel },
        { "план.pdf", "%PDF-1.7"u8.ToArray(), RoadmapFindingCodes.NotWordNorExcel },
        { "план.docx", "<html><body>план</body></html>"u8.ToArray(), RoadmapFindingCodes.NotWordNorExcel },
        { "план.docx", [0, 1, 2, 3], WorkbookFindingCodes.NotAWorkbook },
        { "архив.docx", Zip(("readme.txt", "привет")), RoadmapFindingCodes.NotWordNorExcel },
        { "план.odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")), RoadmapFindingCodes.NotWordNorExcel },
        { "макросы.docm", new SmallDocument().Entry("word/vbaProject.bin", "x").ToBytes(), WorkbookFindingCodes.Macros },
        { "сущности.docx", Replaced(new SmallDocument().ToBytes(), "word/document.xml", "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><w:document xmlns:w=\"x\"><w:body>&a;</w:body></w:document>"), WorkbookFindingCodes.XmlEntities },
        { "без текста.docx", Zip(("word/other.xml", "<x/>")), WorkbookFindingCodes.BrokenWorkbook },
        { "обрыв.docx", Replaced(new SmallDocument().ToBytes(), "word/document.xml", "<w:document xmlns:w=\"x\"><w:body><w:p>"), WorkbookFindingCodes.BrokenWorkbook },
        { "глубина.docx", new SmallDocument().Raw(Nested(3_000)).ToBytes(), WorkbookFindingCodes.BrokenWorkbook },
        { "сжатие.docx", Replaced(new SmallDocument().ToBytes(), "word/document.xml", new string(' ', 30_000_000)), WorkbookFindingCodes.InflatedTooLarge },
        { "много текста.docx", new SmallDocument().Raw($"<w:p><w:r><w:t>{Noise(9_000_000)}</w:t></w:r></w:p>").ToBytes(), WorkbookFindingCodes.TooMuchText },
        { "много строк.docx", new SmallDocument().Raw($"<w:tbl>{string.Concat(Enumerable.Repeat("<w:tr/>", 25_000))}</w:tbl>").ToBytes(), WorkbookFindingCodes.TooManyRows },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Read_FileThatCannotBeTaken_SaysWhyInRussian(string name, byte[] content, string code)
    {
        var reading = new RoadmapReader().Read(content, name);

        Assert.Empty(reading.Tables);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal((code, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.False(string.IsNullOrWhiteSpace(finding.Action));
        Assert.Matches("^[А-Я]", finding.Message);
    }

    [Fact]
    public void Read_StreamAboveTheLimit_IsRefused()
    {
        var limits = WorkbookLimits.Default with { MaxFileBytes = 100 };

        var reading = new RoadmapReader(limits).Read(new MemoryStream(new byte[1000]), "план.docx");

        Assert.Equal([WorkbookFindingCodes.FileTooLarge], reading.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Read_SizesThatTheDirectoryBelies_StopAtTheLimit()
    {
        var limits = WorkbookLimits.Default with { MaxInflatedBytes = 1024 * 1024, RatioFreeBytes = long.MaxValue };
        var bomb = new SmallDocument().Raw(string.Concat(Enumerable.Repeat("<w:p/>", 900_000))).ToBytes();
        for (var i = 0; i + 46 < bomb.Length; i++)
            if (bomb.AsSpan(i).StartsWith("PK\u0001\u0002"u8) && BitConverter.ToInt32(bomb, i + 24) > 1_000_000)
                BitConverter.GetBytes(1_000).CopyTo(bomb, i + 24);

        var reading = new RoadmapReader(limits).Read(bomb, "план.docx");

        Assert.Empty(reading.Tables);
        Assert.Contains(reading.Findings, finding => finding.Code is WorkbookFindingCodes.InflatedTooLarge or WorkbookFindingCodes.BrokenWorkbook);
    }

    [Fact]
    public void Read_PathsThatLeadOut_AreNotFollowed()
    {
        var reading = RoadmapLines.Read(new SmallDocument().Entry("../../etc/passwd", "x")
            .Table(Row("№", "Мероприятие", "Срок", "Ответственный"), Row("1", "Первое", "Май", "ОО")));

        Assert.Single(Assert.Single(reading.Tables).Measures);
        Assert.Equal([WorkbookFindingCodes.UnsafeEntryNames], reading.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("kola-2022.docx", 11)]
    [InlineData("norilsk-2023.docx", 12)]
    [InlineData("kola-2022.xlsx", 13)]
    [InlineData("norilsk-2023.xlsx", 14)]
    public void Read_DamagedSample_ReadsAllOrSaysThatItIsDamaged(string name, int seed)
    {
        var good = File.ReadAllBytes(Path.Combine(SampleFiles.Roadmaps, name));
        var whole = Said(new RoadmapReader().Read(good, name));
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 150; round++)
        {
            var damaged = round % 3 == 0 ? good[..random.Next(1, good.Length)] : (byte[])good.Clone();
            if (round % 3 != 0)
                for (var hits = random.Next(1, 20); hits > 0; hits--)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            var reading = new RoadmapReader().Read(damaged, name);

            // Damage beside the text changes nothing; damage in it is told, never read as if it were the text.
            if (Said(reading) == whole)
                continue;
            Assert.NotEmpty(reading.Findings);
            Assert.Empty(reading.Tables);
            refused++;
        }
        Assert.InRange(refused, 50, 150);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void Read_DocumentWithScrambledMarkup_NeverThrows(int seed)
    {
        using var sample = new ZipArchive(File.OpenRead(Path.Combine(SampleFiles.Roadmaps, "norilsk-2023.docx")));
        using var reader = new StreamReader(sample.GetEntry("word/document.xml")!.Open());
        var xml = reader.ReadToEnd();
        var random = new Random(seed);
        string[] pieces = ["<w:tc>", "</w:tc>", "<w:tr>", "</w:tr>", "<w:p/>", "<w:tbl/>", "<w:vMerge/>", "<w:gridSpan w:val=\"99999999\"/>", "<w:gridSpan w:val=\"-1\"/>", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:tbl>", "</w:tbl>"];
        for (var round = 0; round < 60; round++)
        {
            var at = xml.IndexOf('<', random.Next(1_000, xml.Length - 100));
            var scrambled = random.Next(2) == 0 ? xml.Insert(at, pieces[random.Next(pieces.Length)]) : xml.Remove(at, xml.IndexOf('>', at) - at + 1);

            var reading = new RoadmapReader().Read(Replaced(new SmallDocument().ToBytes(), "word/document.xml", scrambled), "план.docx");

            Assert.True(reading.Tables.Count > 0 || reading.Findings.Count > 0);
        }
    }

    private static string Said(RoadmapReading reading) =>
        string.Join('\n', reading.Tables.SelectMany(table => table.Measures().Concat(table.Sections())));

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", depth)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", depth));

    // Text that does not pack well, so that the limit on characters is met before that on packing.
    private static string Noise(int length)
    {
        var random = new Random(5);
        return string.Create(length, random, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)('а' + source.Next(32));
        });
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        return stream.ToArray();
    }

    private static byte[] Replaced(byte[] document, string entry, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(document);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(entry)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(content);
        }
        return stream.ToArray();
    }
}
