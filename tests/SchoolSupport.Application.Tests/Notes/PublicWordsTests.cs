using SchoolSupport.Application.Notes;

namespace SchoolSupport.Application.Tests.Notes;

/// <summary>What a person's own words tell of single people: found where it is sure, and only there.</summary>
public sealed class PublicWordsTests
{
    [Theory]
    [InlineData("Отчёт представила Петрова Анна Ивановна.", "Петрова Анна Ивановна")]
    [InlineData("Ответственный — Иванов И. И., методист.", "Иванов И. И.")]
    [InlineData("Не справились 3 обучающихся из школы № 2.", "3 обучающихся")]
    [InlineData("Не сдали 2 из 40 выпускников.", "2 из 40 выпускников")]
    [InlineData("Двое детей пропускают занятия.", "Двое детей")]
    [InlineData("Уволился один молодой учитель.", "один молодой учитель")]
    [InlineData("Не хватает четырёх педагогов.", "четырёх педагогов")]
    public void Told_IsFoundAsItWasWritten(string text, string fragment) =>
        Assert.Equal(fragment, Assert.Single(PublicWords.Of("Выводы", text)).Fragment);

    [Theory]
    [InlineData("Из 13 школ в 2 школах созданы советы.")]
    [InlineData("Не справились 24 обучающихся, сдали 104 выпускника.")]
    [InlineData("Доля 2,4 % учителей прошла курсы.")]
    [InlineData("Школа имени А. С. Пушкина провела 3 семинара в 4 классах.")]
    [InlineData("На 1 января 2026 года программа выполнена; № 3 участвует.")]
    public void NothingOfSinglePeople_IsLeftAlone(string text) => Assert.Empty(PublicWords.Of("Выводы", text));
}
