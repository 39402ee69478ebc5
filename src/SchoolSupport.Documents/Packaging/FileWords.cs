namespace SchoolSupport.Documents.Packaging;

/// <summary>How refusals speak of a kind of file.</summary>
/// <param name="Kind">Nominative: «книга Excel».</param>
/// <param name="SaveAs">As the program's own list of formats calls it.</param>
/// <param name="Shrink">What to do when there is too much in the file.</param>
internal sealed record FileWords(string Kind, string Encrypted, string SaveAs, string Unlock, string Shrink)
{
    public static FileWords Workbook { get; } = new("книга Excel", "зашифрованная книга Excel", "«Книга Excel (*.xlsx)»",
        "Откройте файл в Excel, снимите пароль (Файл → Сведения → Защита книги) и загрузите снова.",
        "Оставьте в книге только нужный лист, удалите рисунки и пустые строки под таблицей или разделите файл на части.");

    public static FileWords Document { get; } = new("документ Word", "зашифрованный документ Word", "«Документ Word (*.docx)»",
        "Откройте файл в Word, снимите пароль (Файл → Сведения → Защита документа) и загрузите снова.",
        "Оставьте в документе только таблицу дорожной карты, удалите рисунки или разделите документ на части.");
}
