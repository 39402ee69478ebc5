namespace SchoolSupport.Domain.Programs;

/// <summary>Why a row that was read of a file should be looked at by a person.</summary>
public static class ReadFlags
{
    public const string Glued = "разорвана страницей и склеена";
    public const string GrowingRow = "строка повторяла предыдущую с продолжением; оставлен полный текст";
    public const string MaybeContinuation = "начинается со строчной буквы: возможно, продолжение предыдущей строки";
    public const string FromMergedCell = "значение взято из объединённой ячейки";
    public const string EmptyMaybeInherited = "пустая ячейка: возможно, наследует значение выше";
    public const string NumberFromDate = "номер восстановлен из даты";
    public const string NumberFromFraction = "номер восстановлен из дробного числа";
    public const string DeadlineFromDate = "срок записан в Excel датой; показан словами";
    public const string DeadlineFromColumns = "срок собран из нескольких столбцов";
    public const string Composite = "составная строка: предложены подпункты";
    public const string TagsRemoved = "из ячейки убрана разметка HTML";
    public const string HiddenRow = "строка скрыта в Excel";
    public const string ErrorCell = "в ячейке ошибка Excel";
    public const string TitleMissing = "нет названия мероприятия";
    public const string ColumnsGuessed = "столбцы определены по содержанию";
    public const string MaybeSection = "возможно, это заголовок раздела";
}
