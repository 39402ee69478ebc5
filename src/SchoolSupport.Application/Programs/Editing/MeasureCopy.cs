namespace SchoolSupport.Application.Programs.Editing;

internal static class MeasureCopy
{
    /// <summary>A second measure with the same content and lines of its own, added to the draft. Where others are merged with the original, so is the copy.</summary>
    public static Measure Of(RoadmapDraft draft, Measure row)
    {
        var copy = new Measure
        {
            RoadmapId = row.RoadmapId, SectionId = row.SectionId, ParentId = row.ParentId, LineId = Guid.CreateVersion7(), Code = row.Code, Title = row.Title,
            Form = row.Form, DeadlineText = row.DeadlineText, ResponsibleText = row.ResponsibleText, IndicatorText = row.IndicatorText, ResultText = row.ResultText,
            SchoolText = row.SchoolText, Deadline = row.Deadline, Inherited = row.Inherited, Other = row.Other, Responsibles = row.Responsibles,
            SubItems = ProgramJson.Write(MeasureCells.SubItems(row).ConvertAll(item => item with { LineId = Guid.CreateVersion7() })),
            SchoolScope = row.SchoolScope, GroupCode = row.GroupCode, Grades = row.Grades, Artefacts = row.Artefacts, Level = row.Level,
            NeedsAnswer = row.NeedsAnswer, SourcePlace = row.SourcePlace, SortOrder = row.SortOrder,
        };
        draft.Add(copy);
        foreach (var link in draft.Schools.Where(s => s.MeasureId == row.Id).ToList())
            draft.Add(new MeasureSchool { MeasureId = copy.Id, SchoolId = link.SchoolId, Grades = link.Grades });
        return copy;
    }
}
