using SchoolSupport.Documents.Reports;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Tests.Reports;

/// <summary>A list of three pages with fictional schools, and a long landscape appendix, to print and to look at.</summary>
internal static class SampleList
{
    public static OfficialDocument Document(int appendixSchools = 0) => new()
    {
        Title = "Список общеобразовательных организаций с низкими образовательными результатами по итогам 2024/2025 учебного года",
        Kind = "СПИСОК",
        TitleLines = ["общеобразовательных организаций", "с низкими образовательными результатами", "по итогам 2024/2025 учебного года"],
        Authority = ["АДМИНИСТРАЦИЯ ОЗЁРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА", "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ"],
        Registration = new RegistrationLine("«____» ______________ 2025 г.", "№ __________"),
        Sections =
        [
            new("1. Основание", [Text("Список составлен в соответствии со статьёй 97 Федерального закона от 29 декабря 2012 г. № 273-ФЗ «Об образовании в Российской Федерации» и приказом управления образования от «___» __________ 20__ г. № ____ «Об утверждении методики выявления школ с низкими образовательными результатами» (далее — Методика). Расчёт выполнен 15 сентября 2025 г. по результатам 2024/2025 и 2023/2024 учебных годов.")]),
            new("2. Порядок выявления",
            [
                Text("Результат процедуры признаётся низким, если не менее 30 % её участников в организации не справились с работой, то есть получили отметку «2» (всероссийские проверочные работы, ВПР) или не преодолели минимальный порог (основной и единый государственные экзамены, ОГЭ и ЕГЭ). Доля сравнивается с порогом до округления. Процедура, в которой не было участников, не рассматривается."),
                new Paragraph([new TextRun("Критерий 1: ", Bold: true), new TextRun("в 2024/2025 учебном году низкие результаты получены не менее чем по двум процедурам. "), new TextRun("Критерий 2: ", Bold: true), new TextRun("в каждом из двух учебных лет — 2024/2025 и 2023/2024 — низкий результат получен хотя бы по одной процедуре. Если данных недостаточно, чтобы подтвердить или отклонить критерий, организация указывается в примечаниях.")]),
            ]),
            new("3. Организации, включённые в Список",
            [
                Text("В Список включены 4 организации из 13, действовавших в 2024/2025 учебном году (таблица 1): 2 — по критерию 1, 2 — по критерию 2. Организации приведены в порядке муниципального реестра; порядок не отражает уровень результатов."),
                Included(),
                new Note("* Малая выборка: менее 10 участников."),
            ]),
            new("4. Примечания",
            [
                Text("4.1. Малые выборки. В таблице 1 отмечено 5 результатов с числом участников менее 10. Методика не исключает такие результаты, но при малом числе участников доля существенно зависит от результата одного обучающегося."),
                Text("4.2. Значения у порога. МБОУ «Зелёноборская СОШ»: ОГЭ по математике — 3 из 10 (30,0 %); доля равна порогу, по правилу «не менее 30 %» результат признан низким. МБОУ «СОШ № 3 г. Озёрного»: ВПР по русскому языку в 5 классе — 29 из 97 (29,9 %); доля ниже порога, результат низким не признан, организация в Список не включена."),
                Text("4.3. Недостаточно данных. МБОУ «Мирнинская ООШ»: в 2024/2025 учебном году низкий результат получен по одной процедуре: ВПР по математике в 6 классе — 1 из 3; критерий 1 не выполнен. За 2023/2024 учебный год нет данных, поэтому критерий 2 не подтверждён и не отклонён. В Список организация не включена до получения данных."),
                Text("4.4. Реорганизация. МКОУ «Ольховская ООШ» с 1 сентября 2024 г. присоединена к МБОУ «ЦО «Пригородный»; результаты 2023/2024 учебного года правопреемнику не передаются."),
            ]),
            new("5. Сопоставление с федеральным перечнем",
            [
                Text("В федеральном перечне школ с низкими образовательными результатами (далее — ШНОР) — 4 организации муниципального округа. Составы совпадают по 3 организациям, расхождения — в таблице 2. При расхождении статус определяется федеральным перечнем."),
                Discrepancies(),
            ]),
        ],
        Signature = new Signature("Начальник управления образования", "И. О. Фамилия"),
        Executor = ["Исполнитель: методист муниципальной методической службы", "Тел. ________________"],
        Appendices = appendixSchools == 0 ? [] : [Appendix(appendixSchools)],
    };

    private static Paragraph Text(string text) => new(RussianText.Paper(RussianText.Nbsp(text)));

    private static DocumentTable Included() => new(
        [
            new TableColumn("№ п/п") { WidthMm = 8, Align = CellAlign.Center },
            new TableColumn("Общеобразовательная организация") { WidthMm = 37 },
            new TableColumn("Учебный год") { WidthMm = 20, Align = CellAlign.Center },
            new TableColumn("Процедура с низким результатом") { WidthMm = 37 },
            new TableColumn("Участников") { WidthMm = 19 },
            new TableColumn("Не спра­вились") { WidthMm = 18 },
            new TableColumn("Доля, %") { WidthMm = 13 },
            new TableColumn("Критерий") { Align = CellAlign.Center },
        ],
        [
            School(1, "МБОУ «Зелёноборская СОШ»", "1", ("2024/2025", "ВПР, русский язык, 6\u00a0класс", 4, 9), ("2024/2025", "ОГЭ, математика", 3, 10)),
            School(2, "МБОУ «Ключевская ООШ»", "1", ("2024/2025", "ВПР, русский язык, 6\u00a0класс", 2, 6), ("2024/2025", "ОГЭ, математика", 4, 11)),
            School(3, "МБОУ «Верхнеозёрская СОШ»", "2", ("2024/2025", "ВПР, математика, 5\u00a0класс", 4, 11), ("2023/2024", "ОГЭ, русский язык", 3, 9)),
            School(4, "МКОУ «Нижнеозёрская ООШ»", "2", ("2024/2025", "ВПР, русский язык, 5\u00a0класс", 1, 1), ("2023/2024", "ОГЭ, математика", 1, 1)),
        ])
    { Caption = "Таблица 1 — Организации, включённые в Список", NumberedColumns = true };

    private static RowGroup School(int number, string name, string criterion, (string Year, string Procedure, int Failed, int Total) first, (string Year, string Procedure, int Failed, int Total) second) =>
        RowGroup.Of(
            TableRow.Of(
                new TableCell(new IntegerValue(number)) { RowSpan = 2 }, new TableCell(new TextValue(name)) { RowSpan = 2 },
                first.Year, first.Procedure, Participants(first.Total), first.Failed, new PercentValue(first.Failed, first.Total),
                new TableCell(new TextValue(criterion)) { RowSpan = 2 }),
            TableRow.Of(second.Year, second.Procedure, Participants(second.Total), second.Failed, new PercentValue(second.Failed, second.Total)));

    private static IntegerValue Participants(int total) => new(total, total < 10 ? "*" : "");

    private static DocumentTable Discrepancies() => new(
        [
            new TableColumn("Организация") { WidthMm = 36 },
            new TableColumn("Список (расчёт)") { WidthMm = 24, Align = CellAlign.Center },
            new TableColumn("Федеральный перечень") { WidthMm = 25, Align = CellAlign.Center },
            new TableColumn("Данные расчёта") { WidthMm = 42 },
            new TableColumn("Порядок работы"),
        ],
        [
            RowGroup.Of(TableRow.Of("МБОУ «СОШ № 3 г. Озёрного»", "нет", "да", "Низкий результат по одной процедуре: ВПР, математика, 6 класс — 31 из 95", "Статус ШНОР — по федеральному перечню; адресная поддержка оказывается в полном объёме")),
            RowGroup.Of(TableRow.Of("МКОУ «Нижнеозёрская ООШ»", "да (критерий 2)", "нет", "ВПР, русский язык, 5 класс — 1 из 1; 2023/2024: ОГЭ, математика — 1 из 1", "Статус «ШНОР (расчёт)»; муниципальный лист наблюдения, методическая помощь по запросу")),
        ])
    { Caption = "Таблица 2 — Расхождения с федеральным перечнем" };

    private static DocumentSection Appendix(int schools) => new("Результаты школ по процедурам (не справились из числа участников)",
        [
            new DocumentTable(
                [
                    new TableColumn("№") { WidthMm = 9, Align = CellAlign.Center },
                    new TableColumn("Организация") { WidthMm = 50 },
                    new TableColumn("Учебный год") { WidthMm = 19, Align = CellAlign.Center },
                    new ColumnGroup("ВПР", [new ColumnGroup("математика", [Share("5 класс"), Share("6 класс")]), new ColumnGroup("русский язык", [Share("5 класс"), Share("6 класс")])]),
                    new ColumnGroup("ОГЭ", [Share("матем."), Share("рус. яз.")]),
                    new ColumnGroup("ЕГЭ", [Share("матем., база"), Share("матем., профиль"), Share("рус. яз.")]),
                    new TableColumn("Вывод") { WidthMm = 26 },
                ],
                [.. Enumerable.Range(1, schools).Select(AppendixSchool)])
            { Compact = true, Caption = "Таблица 3 — Результаты школ" },
            new Note("Полужирным на сером фоне — низкий результат (не менее 30 %). * — малая выборка (менее 10 участников). «—» — процедура не проводится. «н/д» — нет данных."),
        ])
    { Landscape = true, Mark = "Приложение к Списку" };

    private static TableColumn Share(string text) => new(text) { Align = CellAlign.Center };

    private static RowGroup AppendixSchool(int number) => RowGroup.Of(
        TableRow.Of([
            new TableCell(new IntegerValue(number)) { RowSpan = 2 }, new TableCell(new TextValue($"МБОУ «СОШ №\u00a0{number} г.\u00a0Озёрного»")) { RowSpan = 2 },
            "2024/2025", .. Results(number, 20), new TableCell(new TextValue(number % 5 == 0 ? "в Списке, критерий 1" : "вне Списка")) { RowSpan = 2 },
        ]),
        TableRow.Of(["2023/2024", .. Results(number + 3, 11)]));

    private static IEnumerable<TableCell> Results(int seed, int size) => Enumerable.Range(0, 9).Select(i =>
    {
        var total = size + seed * (i + 2) % 80;
        var failed = total * ((seed + i * 7) % 36) / 100;
        if ((seed + i) % 13 == 0)
            return new TableCell(new TextValue("—"));
        if ((seed + i) % 17 == 0)
            return new TableCell(new HiddenValue());
        return new TableCell(new ShareValue(failed, total, WithPercent: false, Mark: total < 10 ? "*" : "")) { Low = 100 * failed >= 30 * total };
    });
}
