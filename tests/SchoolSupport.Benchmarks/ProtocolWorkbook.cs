using System.IO.Compression;
using System.Text;

namespace SchoolSupport.Benchmarks;

/// <summary>A protocol of participants as the federal system writes it (one row a pupil, 23 columns), of any length, the same at every run.</summary>
public static class ProtocolWorkbook
{
    public const string FileName = "ВПР 2025. 5 класс. Математика. Протокол участников.xlsx";
    public const int Columns = 23;
    private const int Tasks = 16;
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly string[] Classes = ["5А", "5Б", "5В", "5Г"];
    private static readonly string[] TaskNames = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11 (1)", "11 (2)", "12 (1)", "12 (2)", "13", "14"];
    private static readonly int[] TaskMaximums = [1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1, 2];

    public static string Login(int school) => $"sch{330_000 + school}";

    public static byte[] Write(int schools, int pupilsOfSchool)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Entry(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
            Entry(zip, "xl/workbook.xml", $"""<workbook xmlns="{Namespace}" xmlns:r="{Relations}"><sheets><sheet name="Протокол" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            Entry(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
            Entry(zip, "xl/sharedStrings.xml", Strings(schools));
            using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open(), new UTF8Encoding(false));
            WriteSheet(sheet, schools, pupilsOfSchool);
        }
        return stream.ToArray();
    }

    private static string[] Captions() =>
        ["логин школы", "класс", "номер обучающегося", "пол", "вариант", .. TaskNames.Select(t => $"балл за {t}"), "всего баллов", "отметка за предыдущую четверть/триместр"];

    private static string Strings(int schools)
    {
        string[] all = [.. Captions(), "ж", "м", .. Classes, .. Enumerable.Range(0, schools).Select(Login)];
        return $"<sst xmlns=\"{Namespace}\">{string.Concat(all.Select(s => $"<si><t>{s}</t></si>"))}</sst>";
    }

    private static void WriteSheet(StreamWriter sheet, int schools, int pupilsOfSchool)
    {
        var captions = Captions().Length;
        sheet.Write($"<worksheet xmlns=\"{Namespace}\"><sheetData><row r=\"1\">");
        for (var c = 0; c < captions; c++)
            sheet.Write($"<c r=\"{(char)('A' + c)}1\" s=\"1\" t=\"s\"><v>{c}</v></c>");
        sheet.Write("</row>");
        var random = new Random(20_250_415);
        for (var row = 2; row < schools * pupilsOfSchool + 2; row++)
        {
            var school = (row - 2) / pupilsOfSchool;
            sheet.Write($"<row r=\"{row}\">");
            Text(sheet, 'A', row, captions + 2 + Classes.Length + school);
            Text(sheet, 'B', row, captions + 2 + row % Classes.Length);
            Number(sheet, 'C', row, 50_001 + (row - 2) % pupilsOfSchool);
            Text(sheet, 'D', row, captions + row % 2);
            Number(sheet, 'E', row, 1 + row % 4);
            var sum = 0;
            for (var task = 0; task < Tasks; task++)
            {
                var score = random.Next(TaskMaximums[task] + 1);
                sum += score;
                Number(sheet, (char)('F' + task), row, score);
            }
            Number(sheet, (char)('F' + Tasks), row, sum);
            Number(sheet, (char)('G' + Tasks), row, 2 + row % 4);
            sheet.Write("</row>");
        }
        sheet.Write("</sheetData></worksheet>");
    }

    private static void Text(StreamWriter sheet, char column, int row, int index) => sheet.Write($"<c r=\"{column}{row}\" t=\"s\"><v>{index}</v></c>");

    private static void Number(StreamWriter sheet, char column, int row, int value) => sheet.Write($"<c r=\"{column}{row}\" t=\"n\"><v>{value}</v></c>");

    private static void Entry(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(content);
    }
}
