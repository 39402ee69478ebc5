using SchoolSupport.Application.Schools;
using SchoolSupport.Web.Features.Shared;

namespace SchoolSupport.Web.Features.Schools;

/// <summary>Exactly the list that the page shows, as a workbook that can be imported back.</summary>
public sealed class SchoolExport(SchoolListQueries list)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string FileName = "Реестр школ.xlsx";

    public async Task<byte[]> WriteAsync(ListState state, CancellationToken ct)
    {
        var schools = await list.AllAsync(state, ct);
        var titles = await list.ShortNamesAsync(ct);
        return RegisterWorkbook.Write([.. schools.Select(s => new RegisterLine(s, s.SuccessorId is { } id ? titles.GetValueOrDefault(id) : null))]);
    }
}
