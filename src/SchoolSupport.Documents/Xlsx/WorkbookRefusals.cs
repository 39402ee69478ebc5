using System.Globalization;
using SchoolSupport.Documents.Packaging;
using SchoolSupport.Domain.Common;

namespace SchoolSupport.Documents.Xlsx;

/// <summary>Every refusal of a whole file, with its words.</summary>
internal static class WorkbookRefusals
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static WorkbookRefusedException Empty(FileWords? words = null) => Refuse(WorkbookFindingCodes.EmptyFile,
        "Файл пуст: в нём 0 байт.", "0 байт", $"{(words ?? FileWords.Workbook).Kind} с таблицей",
        "Скачайте файл заново и загрузите ещё раз.");

    public static WorkbookRefusedException TooLarge(long bytes, long limit, FileWords? words = null) => Refuse(WorkbookFindingCodes.FileTooLarge,
        $"Файл больше допустимого: {Megabytes(bytes)} МБ, допускается не больше {Megabytes(limit)} МБ.",
        $"{Megabytes(bytes)} МБ", $"не больше {Megabytes(limit)} МБ",
        (words ?? FileWords.Workbook).Shrink);

    public static WorkbookRefusedException Encrypted(FileWords? words = null) => Refuse(WorkbookFindingCodes.PasswordProtected,
        "Файл защищён паролем, прочитать его нельзя.", (words ?? FileWords.Workbook).Encrypted, "файл без пароля",
        (words ?? FileWords.Workbook).Unlock);

    public static WorkbookRefusedException Macros(FileWords? words = null) => Refuse(WorkbookFindingCodes.Macros,
        "В файле есть макросы, такие файлы не принимаются.", "файл с макросами", $"{(words ?? FileWords.Workbook).Kind} без макросов",
        $"Сохраните файл как {(words ?? FileWords.Workbook).SaveAs} и загрузите снова.");

    public static WorkbookRefusedException NotAWorkbook(string found) => Refuse(WorkbookFindingCodes.NotAWorkbook,
        $"Файл не является книгой Excel: внутри {found}.", found, "книга Excel (.xlsx, .xls) или таблица CSV",
        "Откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)».");

    public static WorkbookRefusedException Broken(string detail, FileWords? words = null) => Refuse(WorkbookFindingCodes.BrokenWorkbook,
        $"Файл повреждён: {detail}.", detail, $"{(words ?? FileWords.Workbook).Kind} без повреждений",
        $"Откройте файл, сохраните заново как {(words ?? FileWords.Workbook).SaveAs} и загрузите снова.");

    public static WorkbookRefusedException Dtd() => Refuse(WorkbookFindingCodes.XmlEntities,
        "В файле есть объявления XML-сущностей (DTD), такие файлы не читаются.", "объявление DTD", "XML без DTD",
        "Откройте файл в программе, в которой его ведут, сохраните как новый и загрузите снова.");

    public static WorkbookRefusedException TooMuchInflated(long limit, FileWords? words = null) => Refuse(WorkbookFindingCodes.InflatedTooLarge,
        $"Файл распаковывается больше чем в {Megabytes(limit)} МБ, чтение остановлено.",
        $"больше {Megabytes(limit)} МБ", $"не больше {Megabytes(limit)} МБ после распаковки",
        (words ?? FileWords.Workbook).Shrink);

    public static WorkbookRefusedException Ratio(string entry, int limit, FileWords? words = null) => Refuse(WorkbookFindingCodes.InflatedTooLarge,
        $"Часть файла «{entry}» сжата больше чем в {limit} раз: похоже на архив-ловушку, чтение остановлено.",
        $"сжатие больше чем в {limit} раз", $"не больше чем в {limit} раз",
        (words ?? FileWords.Workbook).Shrink);

    public static WorkbookRefusedException TooManyEntries(int limit, FileWords? words = null) => Refuse(WorkbookFindingCodes.BrokenWorkbook,
        $"Внутри файла больше {limit} частей, такие файлы не читаются.", $"больше {limit}", $"не больше {limit} частей",
        (words ?? FileWords.Workbook).Shrink);

    public static WorkbookRefusedException TooManySheets(int found, int limit) => Refuse(WorkbookFindingCodes.TooManySheets,
        $"В книге листов: {found}, допускается не больше {limit}.", $"{found}", $"не больше {limit}",
        "Оставьте в книге только листы с результатами.");

    public static WorkbookRefusedException TooManyRows(string sheet, int row, int limit) => Refuse(WorkbookFindingCodes.TooManyRows,
        $"На листе «{sheet}» слишком много заполненных строк: допускается не больше {limit.ToString("N0", Russian)} на книгу.",
        $"больше {limit}", $"не больше {limit}", "Разделите файл на части.", sheet, row);

    public static WorkbookRefusedException TooManyCells(string sheet, int row, long limit) => Refuse(WorkbookFindingCodes.TooManyCells,
        $"На листе «{sheet}» слишком много заполненных ячеек: допускается не больше {limit.ToString("N0", Russian)} на книгу.",
        $"больше {limit}", $"не больше {limit}", "Удалите лишние столбцы или разделите файл на части.", sheet, row);

    public static WorkbookRefusedException CellTooLong(int limit) => Refuse(WorkbookFindingCodes.BrokenWorkbook,
        $"В файле есть ячейка длиннее {limit.ToString("N0", Russian)} знаков.", $"больше {limit} знаков",
        $"не больше {limit} знаков", "Проверьте файл: в таблице результатов таких ячеек не бывает.");

    public static WorkbookRefusedException TooMuchText(int limit) => Refuse(WorkbookFindingCodes.TooMuchText,
        $"В документе больше {limit.ToString("N0", Russian)} знаков текста, чтение остановлено.", $"больше {limit} знаков",
        $"не больше {limit} знаков", FileWords.Document.Shrink);

    public static WorkbookRefusedException TooManyRowsInDocument(int limit) => Refuse(WorkbookFindingCodes.TooManyRows,
        $"В таблицах документа слишком много строк или ячеек: допускается не больше {limit.ToString("N0", Russian)} строк.",
        $"больше {limit}", $"не больше {limit}", FileWords.Document.Shrink);

    private static string Megabytes(long bytes) => (bytes / 1024d / 1024d).ToString("0.#", Russian);

    private static WorkbookRefusedException Refuse(
        string code, string message, string found, string expected, string action, string? sheet = null, int? row = null) =>
        new(new Finding(FindingSeverity.Error, code, message, sheet, row, null, found, expected, action));
}

/// <summary>Codes of findings about the file as such.</summary>
public static class WorkbookFindingCodes
{
    public const string EmptyFile = "file-empty";
    public const string FileTooLarge = "file-too-large";
    public const string PasswordProtected = "file-password-protected";
    public const string Macros = "file-macros";
    public const string NotAWorkbook = "file-not-a-workbook";
    public const string BrokenWorkbook = "file-broken";
    public const string XmlEntities = "file-xml-entities";
    public const string InflatedTooLarge = "file-inflated-too-large";
    public const string TooManySheets = "file-too-many-sheets";
    public const string TooManyRows = "file-too-many-rows";
    public const string TooMuchText = "file-too-much-text";
    public const string TooManyCells = "file-too-many-cells";
    public const string ReadAsCsv = "file-read-as-csv";
    public const string ReadAsXls = "file-read-as-xls";
    public const string UnsafeEntryNames = "file-unsafe-entry-names";
    public const string ColumnsBeyondLimit = "columns-beyond-limit";
}
