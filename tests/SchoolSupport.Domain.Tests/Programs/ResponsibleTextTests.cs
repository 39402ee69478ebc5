using FsCheck;
using FsCheck.Fluent;
using SchoolSupport.Domain.Programs;

namespace SchoolSupport.Domain.Tests.Programs;

public sealed class ResponsibleTextTests
{
    [Theory]
    [InlineData("Комитет образования", "Комитет образования")]
    [InlineData("Комитет образования, методическая служба", "Комитет образования|методическая служба")]
    [InlineData("МБУ «МЦ», ОУ", "МБУ «МЦ»|ОУ")]
    [InlineData("МБУО «Районный методический кабинет, центр», ОУ", "МБУО «Районный методический кабинет, центр»|ОУ")]
    [InlineData("МБУ \"Центр, 2\"; ОУ", "МБУ \"Центр, 2\"|ОУ")]
    [InlineData("МБУ «Центр, ОУ", "МБУ «Центр|ОУ")]
    [InlineData("Управление образования (отдел 1, отдел 2), ОО", "Управление образования (отдел 1, отдел 2)|ОО")]
    [InlineData("Управление образования\nМБУ «МЦ»\nОУ", "Управление образования|МБУ «МЦ»|ОУ")]
    [InlineData("Управление\nобразования,\nруководители ОО", "Управление образования|руководители ОО")]
    [InlineData("МБУО «Районный\nметодический кабинет»", "МБУО «Районный методический кабинет»")]
    [InlineData("Руководители\nОО", "Руководители ОО")]
    [InlineData("Методическая служба\nруководители ОО", "Методическая служба|руководители ОО")]
    [InlineData("<p>ОО</p><p>Управление\u00A0образования</p>", "ОО|Управление образования")]
    [InlineData("ОУ., ОУ, оу", "ОУ")]
    [InlineData(" , ;\n", "")]
    [InlineData(null, "")]
    public void Split_GivesEachOnce(string? text, string expected) =>
        Assert.Equal(expected, string.Join("|", ResponsibleText.Split(text).Select(party => party.Text)));

    [Theory]
    [InlineData("Руководители ОО", ResponsibleGroup.Heads), InlineData("руководители общеобразовательных организаций", ResponsibleGroup.Heads), InlineData("директора школ", ResponsibleGroup.Heads)]
    [InlineData("ОО", ResponsibleGroup.Schools), InlineData("ОУ", ResponsibleGroup.Schools), InlineData("общеобразовательные учреждения", ResponsibleGroup.Schools), InlineData("Школы", ResponsibleGroup.Schools)]
    [InlineData("школы-участники", ResponsibleGroup.Schools), InlineData("педагоги", ResponsibleGroup.Teachers), InlineData("Учителя ОО", ResponsibleGroup.Teachers), InlineData("эксперты", ResponsibleGroup.Experts)]
    [InlineData("заместители директоров по УВР", ResponsibleGroup.DeputyHeads), InlineData("классные руководители", ResponsibleGroup.ClassTeachers), InlineData("Администрация ОО", ResponsibleGroup.Heads)]
    public void Split_GenericGroup_IsRecognised(string text, ResponsibleGroup group) =>
        Assert.Equal([new ResponsibleParty(text, ResponsibleKind.Group, group)], ResponsibleText.Split(text));

    [Theory]
    [InlineData("Администрация Бокситогорского муниципального района"), InlineData("методисты РМА"), InlineData("руководитель Центра"), InlineData("МОУ Верхнетуломская СОШ")]
    [InlineData("МБОУ «СОШ им. А.С. Пушкина»"), InlineData("МБОУ СОШ имени А. С. Пушкина"), InlineData("МБОУ Кольская СОШ №2"), InlineData("СОШ №1 г. Пикалёво"), InlineData("Управление Управление образования")]
    public void Split_Others_StayNamed(string text) => Assert.Equal([new ResponsibleParty(text)], ResponsibleText.Split(text));

    [Fact]
    public void Split_Definition_BecomesTheShortName() =>
        Assert.Equal(
            [new ResponsibleParty("Комитет образования администрации района", ShortName: "Комитет образования"), new ResponsibleParty("методическая служба")],
            ResponsibleText.Split("Комитет образования администрации района (далее – Комитет образования), методическая служба"));

    [Theory]
    [InlineData("Сидоров С.С. Петрова А.А Иванова-Белая И. И.", "Сидоров С.С.|Петрова А.А|Иванова-Белая И. И.")]
    [InlineData("Сидоров С.С.\nПетрова А.А.", "Сидоров С.С.|Петрова А.А.")]
    [InlineData("С.С. Сидоров и А.А. Петрова", "С.С. Сидоров|А.А. Петрова")]
    [InlineData("Петрова Анна Ивановна", "Петрова Анна Ивановна")]
    [InlineData("методист МБУ «МЦ» Петрова А.А.", "методист МБУ «МЦ» Петрова А.А.")]
    public void Split_PrivatePersons_AreFlaggedOneByOne(string text, string expected)
    {
        var parties = ResponsibleText.Split(text);
        Assert.Equal(expected.Split('|'), parties.Select(party => party.Text));
        Assert.All(parties, party => Assert.Equal(ResponsibleKind.Person, party.Kind));
    }

    [Fact]
    public void Split_PersonsAmongOrganisations_OnlyPersonsAreFlagged() =>
        Assert.Equal(
            [ResponsibleKind.Named, ResponsibleKind.Person, ResponsibleKind.Group],
            ResponsibleText.Split("Управление образования, Петрова А.А., руководители ОО").Select(party => party.Kind));

    [Fact]
    public void Split_AnyText_NeverThrowsAndGivesNoEmptyParty() =>
        Prop.ForAll<string>(text => ResponsibleText.Split(text).All(party => party.Text.Trim().Length > 0)).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Split_PiecesInAnyOrder_NeverThrows()
    {
        string[] pieces = ["ОО", "ОУ", "Иванов И.И.", "А.С.", "«", "»", "\"", "(", ")", "(далее – ", ",", ";", "\n", " и ", "Руководители", "управление", "<b>", "1", " "];
        Prop.ForAll(Gen.Elements(pieces).ListOf().Select(list => string.Concat(list)).ToArbitrary(), text => ResponsibleText.Split(text).All(party => party.Text.Length > 0))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }
}
