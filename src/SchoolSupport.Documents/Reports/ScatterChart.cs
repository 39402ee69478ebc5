namespace SchoolSupport.Documents.Reports;

/// <summary>
/// Points over two numbers, parted into quarters by two lines: every point has the number of its row in a table. The quarter is told by the shape of the
/// point, a small sample by an empty shape with a broken edge and by «*» at its number, so that both are seen in black and white too.
/// </summary>
/// <param name="Caption">«Рисунок 2 — …».</param>
/// <param name="Description">What the picture says, for those who do not see it.</param>
/// <param name="XLine">Where the upright line stands, in the unit of the axis.</param>
/// <param name="Corners">Names of the quarters: top left, top right, bottom left, bottom right.</param>
public sealed record ScatterChart(
    string Caption, string Description, string XTitle, string YTitle, decimal XLine, decimal YLine, IReadOnlyList<string> Corners, IReadOnlyList<ScatterPoint> Points) : DocumentBlock;

/// <param name="Number">Of the row in the table.</param>
/// <param name="Name">For the workbook, which has no picture.</param>
public sealed record ScatterPoint(int Number, string Name, decimal X, decimal Y, ScatterMark Mark, bool IsSmall)
{
    public string Label => IsSmall ? $"{Number}*" : $"{Number}";
}

/// <summary>The shape of a point.</summary>
public enum ScatterMark { Triangle = 1, Circle = 2, Square = 3, Ring = 4 }
