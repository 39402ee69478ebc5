using SchoolSupport.Domain.Programs;
using static SchoolSupport.Documents.Tests.SmallDocument;

namespace SchoolSupport.Documents.Tests.Programs;

/// <summary>Documents of the hard kinds that departments keep, built as Word keeps them.</summary>
public sealed class DepartmentRoadmapsTests
{
    private static readonly object[] SixHeadings =
        Row("№\nп/п", "Наименование мероприятия (краткое содержание)", "Сроки исполнения", "Ответственный исполнитель", "Показатель оценки качества", "Ожидаемый результат");

    [Fact]
    public void Read_SixColumnsWithSubsectionsNumberedLikeMeasures_KeepsThemApart()
    {
        var table = RoadmapLines.Single(SixColumns());

        Assert.Equal(
            [
                "1 Организационная инфраструктура",
                "2 Организационные меры",
                "2.1 ОО в неблагоприятных условиях ← Организационные меры",
                "2.2 ОО с низкими результатами ← Организационные меры",
                "3 Методическое обеспечение",
                "3.3 Распространение практик лучших школ ← Методическое обеспечение",
            ],
            table.Sections());
        Assert.Equal(
            [
                "1.1 Назначить координатора [Организационная инфраструктура] январь 2020 года / Комитет образования",
                "1.2 Создать совет [Организационная инфраструктура] март-апрель 2020 года / Комитет образования",
                "2.1 Выявить проблемные зоны [Организационные меры] январь 2020 года / Комитет образования, руководители ОО",
                "2.8 Мониторинг развития внутренней системы оценки качества образования [Организационные меры] 2020, 2021, 2022 годы / Методическая служба",
                "2.10 Мониторинг успеваемости [Организационные меры] По графику / Комитет образования",
                "2.11 Мониторинг прохождения программ [Организационные меры] По графику / Комитет образования",
                "2.13 Внутришкольный контроль [Организационные меры]  / ",
                "2.1.1 Анализ проблемных зон [ОО в неблагоприятных условиях] январь 2020 года / Руководители ОО",
                "2.2.1 Анализ дефицитов [ОО с низкими результатами] январь 2020 года / Руководители ОО",
                "3.1 Заседания РМО [Методическое обеспечение] 2020 – 2022 годы / Методическая служба",
                "– Методические материалы [Методическое обеспечение] 2020 год / Методическая служба",
                "3.2 Работа ШМО [Методическое обеспечение] в соответствии с планом работы методической службы / ОО",
                "– День мастерства [Распространение практик лучших школ] 2020 – 2022 годы / Комитет образования",
                "3.4 Участие в конференциях [Методическое обеспечение] 2020 – 2022 годы / педагоги",
                "3.5 Строительство площадок¶Ремонт спортивного зала [Методическое обеспечение] 2020 год 2020 год / ОО",
            ],
            table.Measures());
    }

    [Fact]
    public void Read_SixColumns_LinksMergedValuesAndUnnumberedRows()
    {
        var table = RoadmapLines.Single(SixColumns());
        var merged = table.Numbered("2.11");

        Assert.Equal(table.Numbered("2.10").Index, merged.InheritedFrom[RoadmapColumn.Deadline]);
        Assert.Equal("решения приняты", merged.IndicatorText);
        Assert.Equal([ReadFlags.FromMergedCell], merged.Flags);
        Assert.Equal("приказ", table.Numbered("1.2").IndicatorText);
        Assert.Equal(table.Numbered("1.1").Index, table.Numbered("1.2").InheritedFrom[RoadmapColumn.Indicator]);

        var children = table.Measures.Where(measure => measure.ParentMeasureIndex is not null).ToList();
        Assert.Equal([("Методические материалы", "3.1")], children.Select(child => (child.Title, table.Measures[child.ParentMeasureIndex!.Value].Number!)));
        Assert.Equal("", children[0].Code);
    }

    [Fact]
    public void Read_SixColumns_AsksAboutEmptyCellsAndGluesTornRows()
    {
        var table = RoadmapLines.Single(SixColumns());
        var empty = table.Numbered("2.13");

        Assert.Equal("", empty.DeadlineText);
        Assert.Empty(empty.InheritedFrom);
        Assert.Equal([ReadFlags.EmptyMaybeInherited], empty.Flags);
        Assert.Equal(table.Numbered("2.10").Index, empty.MaybeInheritedFrom[RoadmapColumn.Deadline]);
        Assert.Equal([ReadFlags.Glued], table.Numbered("2.8").Flags);
        Assert.Contains(ReadFlags.Glued, table.Numbered("3.2").Flags);
        Assert.Equal("вовремя принятые меры", table.Numbered("2.8").ResultText);
        Assert.Equal(["Строительство площадок", "Ремонт спортивного зала"], table.Numbered("3.5").SubItems.Select(item => item.Title));
        Assert.Equal(["2020 год", "2020 год"], table.Numbered("3.5").SubItems.Select(item => item.DeadlineText));
        Assert.DoesNotContain(table.Measures, measure => measure.Title.Contains('<'));
        Assert.Contains(ReadFlags.TagsRemoved, table.Numbered("3.1").Flags);
    }

    private static SmallDocument SixColumns() => new SmallDocument()
        .Line("УТВЕРЖДЕНА", centred: true).Line("приказом Комитета образования", centred: true).Line()
        .Table(Row("Наименование программы", "Программа поддержки школ"), Row("Цель", "Повышение качества"), Row("Сроки реализации", "2020 – 2022 годы"))
        .Line("Перечень основных мероприятий муниципальной программы", bold: true, centred: true)
        .Table(
            SixHeadings,
            Row("1", "2", "3", "4", "5", "6"),
            Row(Across("1. Организационная инфраструктура", 6)),
            Row("1.1.", "Назначить координатора", "январь 2020 года", "Комитет образования", Begin("приказ"), Begin("координатор назначен")),
            Row("1.2.", "Создать совет", "март-апрель 2020 года", "Комитет образования", WordCell.Down, WordCell.Down),
            SixHeadings,
            Row(Across("2. Организационные меры", 6)),
            Row("2.1.", "Выявить проблемные зоны", "январь 2020 года", "Комитет образования, руководители ОО", "зоны выявлены", "план"),
            Row("2.8", "Мониторинг развития внутренней системы", "2020, 2021,", "Методическая", "решения", "вовремя"),
            Row("", "оценки качества образования", "2022 годы", "служба", "", "принятые меры"),
            Row("2.10", "Мониторинг успеваемости", Begin("По графику"), Begin("Комитет образования"), Begin("решения приняты"), Begin("мониторинг")),
            Row("2.11.", "Мониторинг прохождения программ", WordCell.Down, WordCell.Down, WordCell.Down, WordCell.Down),
            Row("2.13", "Внутришкольный контроль", "", "", "", ""),
            Row(Across("2.1. ОО в неблагоприятных условиях", 6)),
            Row("2.1.1", "Анализ проблемных зон", "январь 2020 года", "Руководители ОО", "анализ", "программа"),
            Row(Across("2.2. ОО с низкими результатами", 6)),
            Row("2.2.1", "Анализ дефицитов", "январь 2020 года", "Руководители ОО", "анализ", "программа"),
            Row("", Across("3. Методическое обеспечение", 5)),
            Row("3.1", "<p>Заседания <i>РМО</i></p>", "2020 – 2022 годы", "Методическая служба", "компетентность", "результат"),
            Row("", "Методические материалы", "2020 год", "Методическая служба", "", ""),
            Row("3.2", "Работа ШМО", "в соответствии с планом", "ОО", "", ""),
            Row("", "", "работы методической службы", "", "", ""),
            Row("3.3", "Распространение практик лучших школ", "", "", "", ""),
            Row("", "День мастерства", "2020 – 2022 годы", "Комитет образования", "", ""),
            Row("3.4", "Участие в конференциях", "2020 – 2022 годы", "педагоги", "", ""),
            Row("3.5", "Строительство площадок\nРемонт спортивного зала", "2020 год 2020 год", "ОО", "", ""))
        .Line("Начальник ____________");

    [Fact]
    public void Read_RomanSectionsWithRestartingNumbers_KeepsPersonsOnLines()
    {
        var table = RoadmapLines.Single(new SmallDocument()
            .Line("«Дорожная карта»", bold: true, centred: true)
            .Line("по повышению качества образования на 2021 год", bold: true, centred: true)
            .Table(
                Row("№ п/п", "Мероприятия", "Форма проведения", "Срок реализации", "Ответственный"),
                Row(Across("I. Организационные условия", 5, bold: true)),
                Row("1.", "Создание рабочей группы", "Совещание", "Январь 2021", "Иванова А.А.\nПетрова Б.Б."),
                Row("2.", "Разработка программы", "Заседание", "Январь 2021, Сентябрь 2021", "Петрова Б.Б.\n\nСидорова В.В."),
                Row(Across("II Анализ результатов", 5, bold: true)),
                Row("1.", "Анализ результатов ГИА", "Совещание при начальнике", "Август 2021", "Иванова А.А."),
                Row("", "по русскому языку", "управления образования", "", ""),
                Row("2.", "Контрольные работы", "Собеседование", "октябрь декабрь 2021", "Иванова А.А. Петрова Б.Б."),
                Row(Across("III. Материально-техническое состояние", 5, bold: true)),
                Row("1.", "Обеспечение учебниками", "Заседание", "май-июнь 2021", "Петрова Б.Б.")));

        Assert.Equal("«Дорожная карта» по повышению качества образования на 2021 год", table.Heading);
        Assert.Equal(["I Организационные условия", "II Анализ результатов", "III Материально-техническое состояние"], table.Sections());
        Assert.Equal(
            [
                "1 Создание рабочей группы [Организационные условия] Январь 2021 / Иванова А.А.¶Петрова Б.Б.",
                "2 Разработка программы [Организационные условия] Январь 2021, Сентябрь 2021 / Петрова Б.Б.¶Сидорова В.В.",
                "1 Анализ результатов ГИА по русскому языку [Анализ результатов] Август 2021 / Иванова А.А.",
                "2 Контрольные работы [Анализ результатов] октябрь декабрь 2021 / Иванова А.А. Петрова Б.Б.",
                "1 Обеспечение учебниками [Материально-техническое состояние] май-июнь 2021 / Петрова Б.Б.",
            ],
            table.Measures());
        Assert.Equal(["Совещание", "Заседание", "Совещание при начальнике управления образования", "Собеседование", "Заседание"], table.Measures.Select(measure => measure.Form));
        Assert.Null(table.Measures[0].ResultText);
    }

    [Fact]
    public void Read_ThreeLevelsAndSeveralTermsInACell_NestsSectionsAndProposesParts()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Планируемый результат"),
            Row(Across("I. Подготовка и запуск", 5)),
            Row("1.1", Across("Организационная инфраструктура", 4)),
            Row("1.1.1", "Создание Центра", "Июнь", "УМЦ", "Центр создан"),
            Row("1.1.2.", "Первичный мониторинг, самообследование\n\nПриказ со списком школ", "Июнь-август\n\n\nИюнь", "УМЦ", "база школ\n\nприказ"),
            Row("1.2", Across("Нормативно-правовое обеспечение", 4)),
            Row("1.2.1", "Положение о банке практик", "3 квартал", "УМЦ", "положение"),
            Row(Across("2. Реализация программ поддержки", 5)),
            Row("2.6", "Взаимодействие с вузами", "В течение всего периода", "УМЦ", "соглашения"),
            Row("", "Семинары", "Сентябрь, ежегодно", "УМЦ", "коучи"),
            Row(Across("3 Расширение охвата", 5)),
            Row("3.2", "Создание сетей:\n- сети улучшающихся школ;\n- школы представляют опыт", "3-4 квартал\nВ течение всего периода", "УМЦ", "сети")));

        Assert.Equal(
            [
                "I Подготовка и запуск",
                "1.1 Организационная инфраструктура ← Подготовка и запуск",
                "1.2 Нормативно-правовое обеспечение ← Подготовка и запуск",
                "2 Реализация программ поддержки",
                "3 Расширение охвата",
            ],
            table.Sections());
        Assert.Equal("1.1 Организационная инфраструктура", table.Sections[1].Text);
        Assert.Equal(["1.1.1", "1.1.2", "1.2.1", "2.6", null, "3.2"], table.Measures.Select(measure => measure.Number));
        Assert.Equal(table.Numbered("2.6").Index, table.Measures[4].ParentMeasureIndex);

        var parts = table.Numbered("1.1.2").SubItems;
        Assert.Equal([("Первичный мониторинг, самообследование", "Июнь-август", "база школ"), ("Приказ со списком школ", "Июнь", "приказ")],
            parts.Select(part => (part.Title, part.DeadlineText!, part.ResultText!)));
        Assert.All(parts, part => Assert.Null(part.ResponsibleText));
        Assert.Equal(["сети улучшающихся школ;", "школы представляют опыт"], table.Numbered("3.2").SubItems.Select(part => part.Title));
        Assert.Equal("Июнь-август\nИюнь", table.Numbered("1.1.2").DeadlineText);
    }

    [Fact]
    public void Read_TermBrokenOverLines_IsNotTakenForTwo()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятия", "Сроки", "Ответственные"),
            Row("1", "Первое дело\nи его вторая строка", "Январь –\nмай 2021", "ОО"),
            Row("2", "Второе дело\nи его вторая строка", "В течение\nучебного года", "ОО")));

        Assert.All(table.Measures, measure => Assert.Empty(measure.SubItems));
    }

    [Fact]
    public void Read_GrowingRowsOfAScan_KeepsTheFullTextOnce()
    {
        var table = RoadmapLines.Single(new SmallDocument().Table(
            Row("№", "Мероприятия", "Сроки", "Ответственные"),
            Row("1", "Доля школ, в которых", "Январь", "ОО"),
            Row("1", "Доля школ, в которых сформирована", "Январь", "ОО"),
            Row("1", "Доля школ, в которых сформирована система", "Январь 2023", "ОО"),
            Row("2", "Доля школ", "Май", "ОО")));

        Assert.Equal(
            ["1 Доля школ, в которых сформирована система [] Январь 2023 / ОО", "2 Доля школ [] Май / ОО"],
            table.Measures());
        Assert.Equal([ReadFlags.GrowingRow], table.Measures[0].Flags);
    }
}
