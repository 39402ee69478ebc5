using System.IO.Compression;
using System.Text;

namespace SchoolSupport.Documents.Tests;

/// <summary>Changes texts inside a copy of a workbook.</summary>
public static class WorkbookEdit
{
    public static byte[] Replace(byte[] workbook, params (string From, string To)[] texts)
    {
        using var result = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(workbook)))
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                var text = texts.Aggregate(reader.ReadToEnd(), (all, pair) => all.Replace(pair.From, pair.To));
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        return result.ToArray();
    }
}
