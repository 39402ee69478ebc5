using System.IO.Compression;
using System.Text;
using SchoolSupport.Documents.Programs;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>What is taken as evidence is told by its bytes.</summary>
public sealed class EvidenceFormatTests
{
    public static readonly TheoryData<string, byte[]> Taken = new()
    {
        { "приказ.docx", Package("[Content_Types].xml", "word/document.xml") },
        { "список.XLSX", Package("[Content_Types].xml", "xl/workbook.xml") },
        { "доклад.pptx", Package("[Content_Types].xml", "ppt/presentation.xml") },
        { "всё.zip", Package("приказ.pdf") },
        { "приказ.pdf", "%PDF-1.7\n"u8.ToArray() },
        { "фото.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0] },
        { "фото.jpeg", [0xFF, 0xD8, 0xFF, 0xE1, 0, 0] },
        { "снимок.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0] },
        { "фото.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0] },
        { "скан.tif", [.. "II*\0"u8, 8, 0, 0, 0] },
        { "приказ.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0] },
        { "приказ.rtf", "{\\rtf1 text}"u8.ToArray() },
        { "приказ.odt", [.. "PK\u0003\u0004"u8, .. new byte[26], .. "mimetypeapplication/vnd.oasis.opendocument.text"u8] },
    };

    public static readonly TheoryData<string, byte[], string> Refused = new()
    {
        { "пусто.pdf", [], "пустой" },
        { "вирус.pdf", "MZ\u0090\0"u8.ToArray(), "такого вида не принимается" },
        { "страница.docx", "<html><script>"u8.ToArray(), "такого вида не принимается" },
        { "рисунок.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), "такого вида не принимается" },
        { "приказ.docx", "%PDF-1.7\n"u8.ToArray(), "внутри документ PDF" },
        { "макросы.docm", Package("[Content_Types].xml", "word/document.xml"), "внутри документ Word" },
        { "без окончания", "%PDF-1.7\n"u8.ToArray(), "внутри документ PDF" },
        { "большой.pdf", [.. "%PDF-1.7\n"u8, .. new byte[2000]], "больше" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void Refusal_OfAFileThatIsWhatItSays_IsNull(string name, byte[] content)
    {
        Assert.Null(EvidenceFormat.Refusal(name, content, 1500, out var format));
        Assert.NotNull(format);
        Assert.Contains(Path.GetExtension(name).ToLowerInvariant(), EvidenceFormat.Accept.Split(','));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refusal_OfAnythingElse_SaysWhy(string name, byte[] content, string words)
    {
        Assert.Contains(words, EvidenceFormat.Refusal(name, content, 1500, out var format));
        Assert.Null(format);
    }

    private static byte[] Package(params string[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
            foreach (var part in parts)
                using (var writer = new StreamWriter(zip.CreateEntry(part).Open(), Encoding.UTF8))
                    writer.Write("<x/>");
        return memory.ToArray();
    }
}
