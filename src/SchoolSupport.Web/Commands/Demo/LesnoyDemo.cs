using SchoolSupport.Application.Tenants;
using SchoolSupport.Documents.Reports;
using SchoolSupport.Documents.Xlsx;

namespace SchoolSupport.Web.Commands.Demo;

/// <summary>Лесной муниципальный район: a register and a methodist's flat table, made here from a fixed seed.</summary>
internal static class LesnoyDemo
{
    private const int Seed = 20260;
    private static readonly int[] Years = [2023, 2024];

    /// <param name="Size">Pupils of one parallel, about.</param>
    /// <param name="Weakness">Share of those who fail, in percent, about.</param>
    private sealed record DemoSchool(string Full, string Short, string Inn, string Login, string Kind, string Locality, int Size, int Weakness, bool HasEge);

    private static readonly DemoSchool[] Schools =
    [
        new("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 1 п. Лесного»", "МБОУ «СОШ № 1 п. Лесного»", Inn(1), "sch480001", "СОШ", "город", 70, 9, true),
        new("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 2 п. Лесного»", "МБОУ «СОШ № 2 п. Лесного»", Inn(2), "sch480002", "СОШ", "город", 55, 18, true),
        new("Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 10 п. Лесного»", "МБОУ «СОШ № 10 п. Лесного»", Inn(3), "sch480010", "СОШ", "город", 48, 31, true),
        new("Муниципальное автономное общеобразовательное учреждение «Гимназия п. Лесного»", "МАОУ «Гимназия п. Лесного»", Inn(4), "sch480014", "гимназия", "город", 60, 4, true),
        new("Муниципальное бюджетное общеобразовательное учреждение «Сосновская средняя общеобразовательная школа»", "МБОУ «Сосновская СОШ»", Inn(5), "sch480021", "СОШ", "село", 14, 22, true),
        new("Муниципальное бюджетное общеобразовательное учреждение «Ельниковская основная общеобразовательная школа»", "МБОУ «Ельниковская ООШ»", Inn(6), "sch480022", "ООШ", "село", 7, 27, false),
        new("Муниципальное казённое общеобразовательное учреждение «Дубровская основная общеобразовательная школа»", "МКОУ «Дубровская ООШ»", Inn(7), "sch480023", "ООШ", "село", 5, 12, false),
        new("Муниципальное казённое общеобразовательное учреждение «Кедровская начальная общеобразовательная школа»", "МКОУ «Кедровская НОШ»", Inn(8), "sch480024", "НОШ", "село", 0, 0, false),
    ];

    private static readonly (string Name, bool IsEge, int Percent)[] Procedures =
    [
        ("ВПР математика 5 кл.", false, 100), ("ВПР математика 6 кл.", false, 95), ("ВПР русский язык 5 кл.", false, 100), ("ВПР русский язык 6 кл.", false, 95),
        ("ОГЭ математика", false, 90), ("ОГЭ русский язык", false, 90), ("ЕГЭ математика базовая", true, 20), ("ЕГЭ математика профильная", true, 20), ("ЕГЭ русский язык", true, 40),
    ];

    private static readonly DemoRisks Risks = new(
    [
        new(Inn(3), 2023, 2025, "vpr-math-8", "vpr-russian-8"), new(Inn(5), 2023, 2025, "lab-physics", "lab-biology"),
        new(Inn(6), 2022, 2023, "teachers-no-diploma"),
    ], [(Inn(7), 2024)]);

    public static DemoPlan Plan() => new(
        new CreateTenant("lesnoy", "Лесной муниципальный район", OzerskyDemo.Region, OzerskyDemo.Region,
            "Лесного муниципального района", "Лесном муниципальном районе", "Отдел образования", "отдела образования",
            "Администрация Лесного муниципального района", "Asia/Yekaterinburg", "ОУ", IsDemo: true),
        new DemoFile("Реестр школ Лесного района.xlsx", Register()),
        [new DemoFile("Результаты 2023-2025.xlsx", Results())], [2024], [Schools[2].Inn], Schools[4].Inn, null, LesnoyPrograms.TellAsync, Risks);

    private static byte[] Register() => WorkbookWriter.Write("Реестр школ", new ListSheet("Реестр", Head("Наименование полное", "Наименование краткое", "ИНН", "Логин ФИС ОКО", "Тип", "Местность", "Численность обучающихся"),
        Schools.Select(s => Row(s.Full, s.Short, s.Inn, s.Login, s.Kind, s.Locality, s.Size == 0 ? 24 : s.Size * (s.HasEge ? 10 : 9)))));

    private static byte[] Results()
    {
        var random = new Random(Seed);
        var rows = new List<IReadOnlyList<TableCell>>();
        foreach (var year in Years)
            foreach (var school in Schools.Where(s => s.Size > 0))
                foreach (var (name, isEge, percent) in Procedures)
                {
                    if (isEge && !school.HasEge)
                        continue;
                    var participants = Math.Max(1, school.Size * percent / 100 + random.Next(-2, 3));
                    var failed = Math.Min(participants, (int)Math.Round(participants * school.Weakness / 100.0 * (0.4 + random.NextDouble())));
                    rows.Add(Row($"{year}/{year + 1}", school.Short, name, participants, failed));
                }
        return WorkbookWriter.Write("Результаты", new ListSheet("Лист1", Head("Учебный год", "Школа", "Процедура", "Участников", "Не справились"), rows));
    }

    private static HeadNode[] Head(params string[] titles) => [.. titles.Select(t => new TableColumn(t))];

    private static IReadOnlyList<TableCell> Row(params object[] cells) => [.. cells.Select(c => c is int number ? (TableCell)number : (TableCell)(string)c)];

    /// <summary>A number with right check digits that belongs to nobody: the tax office 4899 does not exist.</summary>
    private static string Inn(int number)
    {
        var digits = $"48990{number:D4}".Select(c => c - '0').ToArray();
        int[] weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
        return string.Concat(digits) + digits.Zip(weights, (d, w) => d * w).Sum() % 11 % 10;
    }
}
