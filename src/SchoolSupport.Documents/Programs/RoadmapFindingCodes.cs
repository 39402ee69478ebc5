namespace SchoolSupport.Documents.Programs;

/// <summary>Stable codes of findings about files with roadmaps. Codes about the file as such: <see cref="Xlsx.WorkbookFindingCodes"/>.</summary>
public static class RoadmapFindingCodes
{
    public const string NotWordNorExcel = "roadmap-file-unknown";
    public const string OldWord = "roadmap-file-old-word";
    public const string NotFound = "roadmap-not-found";
    public const string TablePassedOver = "roadmap-table-passed-over";
    public const string TablesJoined = "roadmap-tables-joined";
    public const string HiddenSheet = "roadmap-hidden-sheet";
    public const string HiddenRows = "roadmap-hidden-rows";
    public const string HeaderRepeated = "roadmap-header-repeated";
    public const string ColumnsGuessed = "roadmap-columns-guessed";
    public const string RowPassedOver = "roadmap-row-passed-over";
    public const string CellOutside = "roadmap-cell-outside";
    public const string TakenForSection = "roadmap-taken-for-section";
    public const string RowsGlued = "roadmap-rows-glued";
    public const string ValuesFromMergedCells = "roadmap-merged-values";
    public const string EmptyCells = "roadmap-empty-cells";
    public const string NumbersRestored = "roadmap-numbers-restored";
    public const string CompositeRows = "roadmap-composite-rows";
    public const string NoMeasures = "roadmap-no-measures";
}
